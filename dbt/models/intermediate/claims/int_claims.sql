{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
{# What every figure model needs to know of a claim, worked out once: its clocks as days, its value as an interval, its speaker, its place's rank. -#}
with claims as (
    select * from {{ part('current_claims', 'article_id', 'int_touched_articles') }}
),

articles as (
    select * from {{ part('int_article_origins', 'article_id', 'int_touched_articles') }}
),

first_seen as (
    select claim_id, min(ingested_at) as first_ingested_at
    from {{ part('stg_claims', 'article_id', 'int_touched_articles') }}
    group by claim_id
),

families as (
    select claims.claim_id, list_sort(list_distinct(list(weapons.family))) as weapon_families
    from (select claim_id, unnest(weapons) as weapon from claims) as claims
    inner join {{ ref('int_weapon_families') }} as weapons using (weapon)
    group by claims.claim_id
),

{# The scope lock holds for headlines too: of a number that its text tells of a period or a whole crisis, the headline tells no single incident. #}
bodies as (
    select article_id, kind, measure, coalesce(stated_number, point, low) as number, min(scope) filter (where scope <> 'incident') as scope
    from claims
    where section = 'body'
    group by all
    having not bool_or(scope = 'incident')
),

widened as (
    select
        claims.* replace (case when claims.section = 'title' and claims.scope = 'incident' then coalesce(bodies.scope, claims.scope) else claims.scope end as scope),
        coalesce(claims.low, ceil(claims.stated_number * widths.low_factor - 1e-9)::bigint, widths.low::bigint) as widened_low,
        coalesce(claims.high, floor(claims.stated_number * widths.high_factor + 1e-9)::bigint, widths.high::bigint) as widened_high
    from claims
    left join bodies
        on claims.article_id = bodies.article_id and claims.kind = bodies.kind and claims.measure = bodies.measure
        and coalesce(claims.stated_number, claims.point, claims.low) = bodies.number
    left join {{ ref('quantifier_widths') }} as widths
        on claims.quantifier = widths.quantifier and claims.stated_word is not distinct from widths.word
)

select
    claims.claim_id,
    claims.article_id,
    articles.cluster_id,
    articles.is_canonical,
    articles.publisher,
    articles.published_on,
    first_seen.first_ingested_at,
    claims.section,
    claims.char_start,
    claims.char_end,
    claims.quote,
    coalesce(claims.sentence_start, claims.char_start) as sentence_start,
    coalesce(claims.sentence_end, claims.char_end) as sentence_end,
    claims.kind,
    claims.measure,
    claims.unit,
    claims.quantifier,
    claims.value_type,
    claims.stated_number,
    claims.stated_word,
    claims.share,
    case
        when claims.quantifier in ('less_than', 'up_to') then coalesce(claims.low, 0)
        else coalesce(claims.widened_low, claims.point)
    end as value_low,
    claims.point as value_point,
    case
        when claims.quantifier in ('at_least', 'more_than') then claims.high
        when claims.value_type = 'vague' or claims.quantifier = 'about' then claims.widened_high
        else coalesce(claims.high, claims.point)
    end as value_high,
    case claims.quantifier
        when 'exact' then 1 when 'about' then 2 when 'range' then 3 when 'at_least' then 4 when 'more_than' then 5
        when 'nearly' then 6 when 'less_than' then 7 when 'up_to' then 7 else 9
    end as value_rank,
    {{ value_text('claims') }} as value_text,
    facets.population,
    facets.side,
    facets.is_breakdown,
    claims.population_text,
    claims.victim_affiliation,
    claims.restrictor,
    claims.relation_cue,
    claims.parent_claim_id,
    claims.scope,
    claims.modality,
    claims.narrative_role,
    claims.confidence,
    claims.rule_id,
    claims.language,
    claims.source_id,
    coalesce(claims.source_name, claims.source_text) as source_name,
    claims.source_text,
    claims.source_type,
    coalesce(claims.source_id, claims.source_text) is not null as is_attributed,
    coalesce(
        {# An office that every country has, is that of the country it speaks of. -#}
        'source:' || claims.source_id || case when offices.source_id is null then '' else '@' || coalesce(claims.country, '') end,
        'named:' || nullif(lower(trim(claims.source_text)), ''),
        'source:' || articles.publisher_source_id,
        'publisher:' || nullif(lower(trim(articles.publisher)), ''),
        'article:' || articles.cluster_id
    ) as speaker_key,
    claims.event_start,
    claims.event_end,
    claims.event_from as window_from,
    claims.event_until as window_until,
    {# A single event that is dated on one side only happened then. -#}
    coalesce(claims.event_from, {{ first_day('claims.event_end') }}) as harm_from,
    greatest(coalesce(claims.event_until, {{ final_day('claims.event_start') }}), claims.event_from) as harm_until,
    claims.date_precision,
    claims.as_of_date,
    claims.reported_at,
    coalesce(claims.as_of_until, claims.reported_on, articles.published_on) as said_on,
    claims.place_name,
    claims.place_names,
    claims.place_role,
    claims.place_id,
    claims.admin1,
    claims.admin2,
    claims.country,
    claims.latitude,
    claims.longitude,
    claims.place_precision,
    case
        when claims.place_precision in ('point', 'settlement', 'near_settlement') and claims.place_id is not null then 4
        when claims.place_precision in ('admin3', 'admin2') and coalesce(claims.admin2, claims.place_id) is not null then 3
        when claims.place_precision in ('admin1', 'region') and claims.admin1 is not null then 2
        when claims.country is not null then 1
        else 0
    end as place_rank,
    claims.cause,
    claims.hazard,
    claims.weapons,
    coalesce(families.weapon_families, []) as weapon_families,
    claims.actors,
    claims.facility_type,
    claims.displacement_term,
    claims.is_rejected,
    claims.rejection,
    claims.correction_ids,
    splits.split_id
from widened as claims
inner join articles using (article_id)
left join first_seen using (claim_id)
left join families using (claim_id)
left join {{ ref('int_split_claims') }} as splits using (claim_id)
left join {{ ref('sources') }} as offices on claims.source_id = offices.source_id and offices.scale = 'national' and offices.country is null
left join {{ ref('int_population_facets') }} as facets on list_sort(list_distinct(claims.population)) = facets.codes

{# Statements about one act are one row: those linked to one incident; else those that name the same weapon, dates and place, if they name both; else those of
   one text. Figures that name a weapon are statements too, and so are all copies, but a copy adds no speaker of its own. -#}
with statements as (
    select
        statement_id,
        uses.article_id,
        uses.weapon,
        links.incident_id,
        stances.polarity = 'asserts' and uses.modality = 'asserted' as is_asserted,
        stances.polarity = 'denies' or uses.modality = 'denied' as is_denied,
        uses.actors,
        coalesce(uses.source_name, uses.source_text) as speaker,
        uses.event_from,
        uses.event_until,
        uses.place_id,
        uses.place_name,
        uses.place_names,
        uses.country,
        uses.reported_on
    from {{ ref('current_weapon_uses') }} as uses
    inner join {{ ref('stances') }} as stances on uses.stance = stances.code
    left join {{ ref('int_statement_incidents') }} as links using (statement_id)
    union all by name
    select
        claim_id as statement_id,
        article_id,
        unnest(weapons) as weapon,
        incident_id,
        modality = 'asserted' as is_asserted,
        modality = 'denied' as is_denied,
        actors,
        source_name as speaker,
        event_from,
        event_until,
        place_id,
        place_name,
        place_names,
        country,
        said_on as reported_on
    from {{ ref('claims') }}
    where disposition = 'linked'
),

acts as (
    select
        statements.*,
        origins.cluster_id,
        origins.is_canonical,
        coalesce(statements.speaker, origins.publisher, 'article') as said_by,
        coalesce(
            statements.incident_id,
            case
                when statements.event_from is not null and statements.event_until is not null and statements.place_id is not null
                    then concat_ws('|', statements.event_from, statements.event_until, statements.place_id, array_to_string(list_sort(statements.place_names), ','))
            end,
            concat_ws('|', origins.cluster_id, statements.event_from, statements.event_until, statements.place_id, statements.place_name)
        ) as act
    from statements
    inner join {{ ref('int_article_origins') }} as origins using (article_id)
),

grouped as (
    select
        act,
        weapon,
        any_value(incident_id) as incident_id,
        coalesce(list_sort(list(distinct said_by) filter (where is_asserted and is_canonical)), []) as asserted_by,
        coalesce(list_sort(list(distinct said_by) filter (where is_denied and is_canonical)), []) as denied_by,
        bool_or(is_asserted) as is_asserted,
        bool_or(is_denied) as is_denied,
        list_sort(list_distinct(flatten(list(actors)))) as actors,
        min(event_from) as event_from,
        max(event_until) as event_until,
        case when count(distinct place_id) = 1 then min(place_id) end as place_id,
        list_sort(list_distinct(flatten(list(case when len(place_names) > 0 then place_names else [place_name] end)))) as place_names,
        case when count(distinct country) = 1 then min(country) end as country,
        min(reported_on) as first_reported_on,
        count(distinct statement_id) as n_statements,
        count(distinct article_id) as n_articles,
        count(distinct cluster_id) as n_clusters,
        list_sort(list(distinct statement_id)) as statement_ids
    from acts
    group by act, weapon
)

select
    'use_' || substr(md5(grouped.act || '|' || grouped.weapon), 1, 16) as weapon_use_id,
    grouped.incident_id,
    grouped.weapon,
    case
        when grouped.is_asserted and grouped.is_denied then 'contested'
        when grouped.is_asserted then 'asserted'
        when grouped.is_denied then 'denied'
        else 'open'
    end as standing,
    grouped.asserted_by,
    grouped.denied_by,
    grouped.actors,
    coalesce(incidents.event_start, grouped.event_from) as event_from,
    coalesce(incidents.event_end, grouped.event_until) as event_until,
    coalesce(incidents.place_id, grouped.place_id) as place_id,
    grouped.place_names,
    coalesce(incidents.country, grouped.country) as country,
    grouped.first_reported_on,
    grouped.n_statements,
    grouped.n_articles,
    grouped.n_clusters,
    grouped.statement_ids
from grouped
left join {{ ref('incidents') }} as incidents using (incident_id)

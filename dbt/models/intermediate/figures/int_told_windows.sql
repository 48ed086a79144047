{{ config(materialized='incremental', pre_hook="{{ forget('claim_id') }}") }}
{# Figures that belong to a window, a running total or a moment instead of an incident: displacement, totals of harm, facilities of a period, context.
    Each has its window as days, its value in persons where families or shares were stated, and the window that it shares with others of its kind and place. -#}
with claims as (
    select claims.*
    from {{ part('int_claims', 'article_id') }} as claims
    inner join {{ part('int_claim_incidents', 'claim_id') }} as links using (claim_id)
    where links.disposition <> 'rejected'
        and claims.modality = 'asserted'
        and (
            claims.kind in ('displacement', 'population', 'strength', 'control')
            or (claims.kind in ('casualty', 'facility') and claims.scope <> 'incident')
        )
),

household_sizes as (
    select country, household_size, source, year
    from {{ ref('household_sizes') }}
    qualify row_number() over (partition by country order by year desc nulls last) = 1
),

persons as (
    select
        claims.*,
        {# Of a country whose households nobody has counted, families stay families. #}
        case when claims.unit = 'household' then sizes.household_size end as household_size,
        case when claims.unit = 'household' then sizes.source end as household_size_source,
        case when claims.unit = 'household' then sizes.household_size else 1 end as persons_per_unit,
        wholes.value_text as whole_text,
        {# Of a part ("99 of them in a critical state") nothing here is the like, unless it is a whole side, or all of the place that it is said of ("in Aleppo alone"). #}
        case
            when claims.restrictor is null then coalesce(claims.relation_cue = 'part', false)
            else lower(claims.restrictor) is distinct from lower(claims.place_name)
        end
        or (coalesce(claims.relation_cue = 'subset', false) or parents.claim_id is not null) and (claims.side is null or parents.side is not distinct from claims.side) as is_part,
        claims.value_type = 'share' and coalesce(wholes.value_low, wholes.value_point) is not null as is_share_of_whole,
        claims.unit = 'household' or is_share_of_whole as is_derived,
        case when is_share_of_whole then round(claims.share * wholes.value_low)::bigint else round(claims.value_low * persons_per_unit)::bigint end as low,
        case when is_share_of_whole then round(claims.share * wholes.value_point)::bigint else round(claims.value_point * persons_per_unit)::bigint end as point,
        case when is_share_of_whole then round(claims.share * wholes.value_high)::bigint else round(claims.value_high * persons_per_unit)::bigint end as high
    from claims
    left join household_sizes as sizes on claims.country = sizes.country
    left join {{ part('int_claims', 'article_id') }} as parents on claims.parent_claim_id = parents.claim_id and claims.measure = parents.measure
    left join {{ part('int_claims', 'article_id') }} as wholes on case when claims.value_type = 'share' then claims.parent_claim_id end = wholes.claim_id and not wholes.is_rejected
),

keyed as (
    select
        *,
        coalesce(place_id, lower(if(country is null and len(place_names) > 1, array_to_string(list_sort(place_names), '; '), place_name)), country, 'unspecified') as place_key,
        case when scope = 'stock' then coalesce(window_until, said_on) else window_until end as window_last,
        case when kind <> 'displacement' then coalesce(facility_type, population) end as counted,
        case
            when kind <> 'displacement' then null
            when measure = 'new_displacement' then 'new_displacement'
            when measure = 'returns' then 'return'
            when measure = 'refugees' then if(scope = 'stock', 'people_displaced_across_borders', 'people_displaced_across_borders_flow')
            else 'idps'
        end as category,
        coalesce(point, low, high) as number,
        coalesce(country, min(country) over (partition by article_id, kind, measure, coalesce(point, low, high))) as number_country
    from persons
)

select
    * exclude (number, number_country),
    hash(kind, coalesce(category, measure || scope), counted, place_key, window_from, window_last)::varchar as window_key,
    case when kind = 'casualty' then md5(concat_ws('|', speaker_key, measure, population, scope, place_key, window_from, window_last, said_on, if(is_part, 'part ' || value_text, null))) end as total_id,
    {# The same number of the same kind of people in one country may be told twice: of other days, of a place around it, as those who moved and as those who
        are displaced. A headline without a country speaks of that of its text. #}
    case
        when value_type = 'vague' or scope = 'incident' and kind <> 'displacement' then null
        when kind = 'displacement' then hash(kind, if(category like 'people_displaced_across%', 'refugees', if(category in ('idps', 'new_displacement'), 'displaced', category)), number, number_country)::varchar
        when kind = 'casualty' then hash(kind, measure, population, number, number_country)::varchar
    end as number_key
from keyed

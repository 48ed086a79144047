{# Deadly incidents of conflict in the columns of UCDP GED. The deaths of the sides and the unknown ones add up to best, as UCDP's do. -#}
with sides as (
    select
        incident_id,
        coalesce(sum(best) filter (where side = 'state_forces'), 0)::bigint as deaths_a,
        coalesce(sum(best) filter (where side = 'combatant'), 0)::bigint as deaths_b,
        coalesce(sum(best) filter (where side = 'civilian'), 0)::bigint as deaths_civilians
    from {{ ref('casualties') }}
    where harm = 'killed'
    group by incident_id
),

figures as (
    select
        incident_id,
        sides.deaths_a,
        sides.deaths_b,
        sides.deaths_civilians,
        greatest(rules.best, sides.deaths_a + sides.deaths_b + sides.deaths_civilians) as best,
        rules.low,
        greatest(rules.high, best) as high
    from {{ ref('casualty_rulebooks') }} as rules
    inner join sides using (incident_id)
    where rules.rulebook = 'ucdp_like' and rules.harm = 'killed' and rules.best is not null
),

first_reports as (
    select
        claims.incident_id,
        arg_min(articles.publisher, {'day': articles.published_on, 'tie': articles.article_id}) as source_office,
        min(articles.published_on) as source_date,
        array_to_string(list_sort(list(distinct claims.source_name) filter (where claims.source_id is not null)), '; ') as source_original
    from {{ ref('claims') }} as claims
    inner join {{ ref('articles') }} as articles using (article_id)
    where claims.incident_id is not null
    group by claims.incident_id
),

{# Actors of the registry alone: what an article calls others may be the name of a person. -#}
parties as (
    select
        named.incident_id,
        list(registry.name order by named.position) as names,
        bool_or(registry.type = 'state_forces') as has_state
    from (select incident_id, unnest(actors) as actor_id, generate_subscripts(actors, 1) as position from {{ ref('incidents') }}) as named
    inner join {{ ref('dim_actors') }} as registry using (actor_id)
    group by named.incident_id
)

select
    incidents.incident_id as id,
    year(incidents.event_start)::integer as year,
    case
        when incidents.event_type = 'violence_against_civilians' then 3
        when incidents.event_type = 'battles' and (coalesce(parties.has_state, false) or figures.deaths_a > 0) then 1
        when incidents.event_type = 'battles' then 2
    end::integer as type_of_violence,
    parties.names[1] as side_a,
    parties.names[2] as side_b,
    incidents.n_independent as number_of_sources,
    first_reports.source_office,
    first_reports.source_date,
    first_reports.source_original,
    places.ucdp_where_prec::integer as where_prec,
    published.place_name as where_coordinates,
    published.admin1_name as adm_1,
    published.admin2_name as adm_2,
    published.latitude,
    published.longitude,
    {# PRIO-GRID numbers its half degree cells from the south-west corner, row by row. -#}
    ((floor((published.latitude + 90) * 2) * 720) + floor((published.longitude + 180) * 2) + 1)::integer as priogrid_gid,
    countries.label as country,
    case when incidents.date_precision = 'day' then 1 else 2 end::integer as event_clarity,
    case when incidents.date_precision <> 'inferred' then dates.ucdp_date_prec end::integer as date_prec,
    incidents.event_start as date_start,
    incidents.event_end as date_end,
    figures.deaths_a,
    figures.deaths_b,
    figures.deaths_civilians,
    figures.best - figures.deaths_a - figures.deaths_b - figures.deaths_civilians as deaths_unknown,
    figures.best,
    greatest(figures.high, figures.best) as high,
    least(figures.low, figures.best) as low
from {{ ref('incidents') }} as incidents
inner join figures using (incident_id)
inner join {{ ref('event_types') }} as types on incidents.event_type = types.code
inner join {{ ref('date_precisions') }} as dates on incidents.date_precision = dates.code
inner join {{ ref('int_published_incidents') }} as published using (incident_id)
inner join {{ ref('place_precisions') }} as places on published.publish_precision = places.code
left join {{ ref('countries') }} as countries on incidents.country = countries.code
left join first_reports on incidents.incident_id = first_reports.incident_id
left join parties on incidents.incident_id = parties.incident_id
where types.code in ('battles', 'explosions_remote_violence', 'violence_against_civilians') and figures.best > 0

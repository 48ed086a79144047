{# Incidents of conflict in ACLED's columns. One day, one place, one number of dead: docs/crosswalks.md says what that costs. -#}
{# Actors of the registry alone: what an article calls others may be the name of a person. -#}
with actors as (
    select
        named.incident_id,
        registry.name,
        types.acled_interaction as inter,
        row_number() over (partition by named.incident_id order by named.position) as position
    from (select incident_id, unnest(actors) as actor_id, generate_subscripts(actors, 1) as position from {{ ref('incidents') }}) as named
    inner join {{ ref('dim_actors') }} as registry using (actor_id)
    left join {{ ref('actor_types') }} as types on registry.type = types.code
),

told as (
    select
        claims.incident_id,
        array_to_string(list_sort(list(distinct articles.publisher)), '; ') as source,
        array_to_string(list_sort(list(distinct sources.scale)), '-') as source_scale
    from {{ ref('claims') }} as claims
    inner join {{ ref('articles') }} as articles using (article_id)
    left join {{ ref('dim_sources') }} as sources on claims.source_id = sources.source_id
    where claims.incident_id is not null
    group by claims.incident_id
),

dead as (
    select
        incident_id,
        coalesce(bool_and(side = 'civilian'), false) as only_civilians
    from {{ ref('casualties') }}
    where harm in ('killed', 'injured', 'abducted') and (best > 0 or best is null)
    group by incident_id
),

fatalities as (
    select incident_id, best
    from {{ ref('casualty_rulebooks') }}
    where rulebook = 'acled_like' and harm = 'killed'
)

select
    incidents.incident_id as event_id_cnty,
    incidents.event_start as event_date,
    year(incidents.event_start)::integer as year,
    dates.acled_time_precision::integer as time_precision,
    case
        when types.code in ('protests', 'riots') and subtypes.code = 'mob_violence' then 'Political violence'
        when subtypes.code = 'excessive_force_against_protesters' then 'Political violence; Demonstrations'
        when types.code in ('protests', 'riots') then 'Demonstrations'
        when types.code = 'strategic_developments' then 'Strategic developments'
        else 'Political violence'
    end as disorder_type,
    types.acled as event_type,
    subtypes.acled as sub_event_type,
    first_actor.name as actor1,
    first_actor.inter as inter1,
    second_actor.name as actor2,
    second_actor.inter as inter2,
    case when dead.only_civilians then 'Civilian targeting' end as civilian_targeting,
    countries.numeric::integer as iso,
    countries.label as country,
    published.admin1_name as admin1,
    published.admin2_name as admin2,
    published.place_name as location,
    published.latitude,
    published.longitude,
    try_cast(places.acled_geo_precision as integer) as geo_precision,
    told.source,
    told.source_scale,
    concat_ws(
        '; ',
        'killed ' || coalesce(incidents.killed_best::varchar, 'not known') || ' (' || coalesce(incidents.killed_low::varchar, '?') || ' to ' || coalesce(incidents.killed_high::varchar, '?') || ')',
        'injured ' || coalesce(incidents.injured_best::varchar, 'not known'),
        'independent sources ' || incidents.n_independent::varchar,
        'grade ' || incidents.verification_grade,
        case when incidents.has_conflict then 'sources contradict each other' end
    ) as notes,
    fatalities.best as fatalities,
    epoch(incidents.first_ingested_at)::bigint as timestamp
from {{ ref('incidents') }} as incidents
inner join {{ ref('event_types') }} as types on incidents.event_type = types.code and types.acled is not null
inner join {{ ref('date_precisions') }} as dates on incidents.date_precision = dates.code
inner join {{ ref('int_published_incidents') }} as published using (incident_id)
inner join {{ ref('place_precisions') }} as places on published.publish_precision = places.code
left join {{ ref('event_types') }} as subtypes on incidents.event_subtype = subtypes.code
left join {{ ref('countries') }} as countries on incidents.country = countries.code
left join actors as first_actor on incidents.incident_id = first_actor.incident_id and first_actor.position = 1
left join actors as second_actor on incidents.incident_id = second_actor.incident_id and second_actor.position = 2
left join told on incidents.incident_id = told.incident_id
left join dead on incidents.incident_id = dead.incident_id
left join fatalities on incidents.incident_id = fatalities.incident_id

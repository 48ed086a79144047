{# Conflict by district and month in the columns of HDX HAPI. HAPI's civilian_targeting cuts across its two other types; it is left out, so that rows add up. -#}
with events as (
    select
        incidents.country as location_code,
        published.admin1_code,
        published.admin1_name,
        published.admin2_code,
        published.admin2_name,
        case when incidents.event_type in ('protests', 'riots') then 'demonstration' else 'political_violence' end as event_type,
        date_trunc('month', incidents.event_start)::date as reference_period_start,
        incidents.killed_best
    from {{ ref('incidents') }} as incidents
    inner join {{ ref('int_published_incidents') }} as published using (incident_id)
    inner join {{ ref('event_types') }} as types on incidents.event_type = types.code and types.acled is not null
    {# What is not known to a month has no place in a table of months. -#}
    where incidents.country is not null and date_trunc('month', incidents.event_start) = date_trunc('month', incidents.event_end)
        and incidents.event_type <> 'strategic_developments'
)

select
    events.location_code,
    countries.label as location_name,
    events.admin1_code,
    events.admin1_name,
    events.admin2_code,
    events.admin2_name,
    case when events.admin2_name is not null then 2 when events.admin1_name is not null then 1 else 0 end::integer as admin_level,
    events.event_type,
    count(*)::bigint as events,
    sum(events.killed_best)::bigint as fatalities,
    events.reference_period_start,
    last_day(events.reference_period_start) as reference_period_end
from events
inner join {{ ref('countries') }} as countries on events.location_code = countries.code
group by all

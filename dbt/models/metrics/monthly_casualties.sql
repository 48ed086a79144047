{# Every row of the fact belongs to one incident, so that the incident's own attributes are lawful dimensions of its sum. -#}
select
    {{ month_of('incidents.event_start', 'incidents.event_end') }} as month,
    incidents.country,
    incidents.admin1,
    incidents.cause,
    incidents.event_type,
    incidents.weapons[1] as weapon,
    casualties.harm,
    casualties.side,
    {{ summed_range('casualties.low', 'casualties.best', 'casualties.high') }},
    bool_or(casualties.is_open) as is_open,
    count(distinct casualties.incident_id) as n_incidents
from {{ ref('casualties') }} as casualties
inner join {{ ref('incidents') }} as incidents using (incident_id)
group by all

{# Facilities by what happened to them: a hospital damaged and closed is in two rows, and two attacks on it are two attacks. -#}
select
    {{ month_of('window_from', 'window_until') }} as month,
    country,
    facility_type,
    state,
    counts_attacks,
    {{ summed_range('low', 'best', 'high') }},
    bool_or(is_open) as is_open,
    count(distinct incident_id) as n_incidents
from {{ ref('facility_impacts') }}
where incident_id is not null
group by all

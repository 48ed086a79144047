{{ config(
    materialized='incremental',
    pre_hook=["{{ forget('incident_id', 'int_touched_incidents') }}", "{{ forget('claim_id', 'int_touched_figures', of='impact_id') }}"]
) }}
{# Facilities hit: reconciled per incident, and as told for a window. Facilities put into a state and attacks on them are different measures and never meet. -#}
with groups as (
    select * from {{ part('int_reconciled_groups', 'incident_id', 'int_touched_incidents') }} where kind = 'facility'
),

windows as (
    select * from {{ part('int_window_claims', 'claim_id', 'int_touched_figures') }} where kind = 'facility'
)

select
    md5(concat_ws('|', groups.incident_id, groups.part, groups.measure)) as impact_id,
    groups.incident_id,
    groups.part as facility_type,
    groups.measure as state,
    groups.measure = 'attacked' as counts_attacks,
    'incident' as scope,
    incidents.place_id,
    incidents.place_name,
    incidents.admin1,
    incidents.country,
    incidents.event_start as window_from,
    incidents.event_end as window_until,
    groups.low,
    groups.best,
    groups.high,
    groups.is_open,
    groups.has_conflict,
    groups.n_independent,
    groups.pivot_source as source_id,
    null::varchar as value_text,
    true as is_recommended,
    groups.claim_ids
from groups
inner join {{ part('incidents', 'incident_id', 'int_touched_incidents') }} as incidents using (incident_id)
union all by name
select
    windows.claim_id as impact_id,
    null as incident_id,
    windows.facility_type,
    windows.measure as state,
    windows.measure = 'attacked' as counts_attacks,
    windows.scope,
    windows.place_id,
    windows.place_name,
    windows.admin1,
    windows.country,
    windows.window_from,
    windows.window_last as window_until,
    windows.value_low as low,
    case when windows.value_type <> 'vague' then coalesce(windows.value_point, windows.value_low) end as best,
    windows.value_high as high,
    windows.value_high is null as is_open,
    false as has_conflict,
    1 as n_independent,
    coalesce(windows.source_id, 'unattributed') as source_id,
    windows.value_text,
    windows.is_recommended,
    [windows.claim_id] as claim_ids
from windows

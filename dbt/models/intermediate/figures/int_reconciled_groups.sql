{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# One reconciled figure per incident, measure and group (the total, a side and affiliation, or a facility type), and the speaker whose silence would move it most. -#}
{%- set keys = ['incident_id', 'kind', 'measure', 'part', 'affiliation'] -%}
with voices as (
    select * from {{ part('int_figure_voices', 'incident_id', 'int_touched_incidents') }} where not is_outdated
),

reconciled as (
    {{ reconcile('voices', keys) }}
),

without_one as (
    select voices.*, absent.speaker_key as absent_speaker
    from voices
    inner join voices as absent using (incident_id, kind, measure, part, affiliation)
    where voices.speaker_key <> absent.speaker_key
),

reconciled_without as (
    {{ reconcile('without_one', keys + ['absent_speaker']) }}
),

pivots as (
    select
        voices.incident_id, voices.kind, voices.measure, voices.part, voices.affiliation,
        arg_max(
            coalesce(voices.source_id, voices.speaker_name, voices.speaker_key),
            {'shift': abs(reconciled.best - coalesce(reconciled_without.best, 0)), 'tie': voices.speaker_key}
        ) filter (where reconciled.best <> coalesce(reconciled_without.best, 0)) as pivot_source
    from voices
    inner join reconciled using (incident_id, kind, measure, part, affiliation)
    left join reconciled_without
        on voices.incident_id = reconciled_without.incident_id and voices.kind = reconciled_without.kind and voices.measure = reconciled_without.measure
        and voices.part = reconciled_without.part and voices.affiliation = reconciled_without.affiliation
        and voices.speaker_key = reconciled_without.absent_speaker
    group by all
),

members as (
    select incident_id, kind, measure, part, affiliation, list_sort(flatten(list(claim_ids))) as claim_ids
    from voices
    group by all
)

select reconciled.*, pivots.pivot_source, members.claim_ids
from reconciled
inner join members using (incident_id, kind, measure, part, affiliation)
left join pivots using (incident_id, kind, measure, part, affiliation)

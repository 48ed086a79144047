{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# The claim that stands for each speaker in each group: the one whose value is nearest to what the speaker is taken to say. -#}
select
    figures.incident_id,
    figures.measure,
    figures.part,
    figures.affiliation,
    figures.speaker_key,
    any_value(voices.is_outdated) as is_outdated,
    arg_min(
        figures.claim_id,
        {
            'a': roles.role <> 'speaks', 'b': figures.value_point is distinct from voices.point,
            'c': abs(figures.value_low - voices.low), 'd': figures.claim_id
        }
    ) as claim_id
from {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }} as figures
inner join {{ part('int_figure_roles', 'incident_id', 'int_touched_incidents') }} as roles using (claim_id)
inner join {{ part('int_figure_voices', 'incident_id', 'int_touched_incidents') }} as voices
    on figures.incident_id = voices.incident_id and figures.measure = voices.measure and figures.part = voices.part
    and figures.affiliation = voices.affiliation and figures.speaker_key = voices.speaker_key
where figures.admission = 'admitted' and figures.facet in ('total', 'side')
group by all

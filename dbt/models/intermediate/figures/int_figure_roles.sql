{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# What became of each figure of an incident: it speaks for its speaker, agrees with it, was replaced, repeats it, or only bounds the total from below. -#}
with figures as (
    select * from {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }}
),

voices as (
    select * from {{ part('int_figure_voices', 'incident_id', 'int_touched_incidents') }}
)

select
    figures.claim_id,
    figures.incident_id,
    figures.measure,
    figures.part,
    figures.affiliation,
    figures.speaker_key,
    figures.facet,
    figures.admission,
    case
        when figures.admission = 'copy' then 'duplicate'
        when figures.admission = 'outdated' then 'superseded'
        when figures.admission in ('feared', 'no_value', 'recalled') then 'triangulation'
        when figures.has_parent or figures.facet = 'breakdown' then 'subset'
        when figures.facet = 'restricted' or figures.relation_cue = 'increment' then 'part'
        when voices.is_outdated then 'superseded'
        when figures.value_low > coalesce(voices.high + voices.departed_high, figures.value_low) or voices.low > coalesce(figures.value_high, voices.low) then
            case when figures.said_on < voices.said_on then 'superseded' else 'triangulation' end
        when row_number() over (
            partition by figures.incident_id, figures.measure, figures.part, figures.affiliation, figures.speaker_key, figures.facet,
                figures.value_low, figures.value_point, figures.value_high
            order by figures.section, figures.said_on, figures.claim_id
        ) > 1 then 'duplicate'
        else 'speaks'
    end as role,
    case
        when figures.admission = 'copy' then 'in a copy of another article'
        when figures.admission = 'outdated' then 'the text itself gives it as the earlier figure'
        when figures.admission = 'feared' and figures.modality = 'asserted' then 'repeats a feared figure that others do not count'
        when figures.admission = 'feared' then 'feared, not asserted'
        when figures.admission = 'no_value' then 'no number follows from the words'
        when figures.admission = 'recalled' then 'an older event recalled without a speaker'
        when figures.has_parent then 'a part of another figure'
        when figures.facet = 'breakdown' then 'a group that crosses the sides'
        when figures.is_transition then 'died of those who were told of as injured or missing'
        when figures.relation_cue = 'increment' then 'comes on top of an earlier figure'
        when figures.facet = 'restricted' then 'counts only a part of the victims'
        when role = 'superseded' and voices.is_outdated_by_own_side then 'the same speaker counts more on one side'
        when role = 'superseded' and voices.is_outdated then 'a later toll replaced it'
        when role = 'superseded' then 'the same speaker gave a later figure'
        when role = 'triangulation' then 'the same speaker gives a higher figure in the same report'
        when role = 'duplicate' then 'the same speaker gives the same figure elsewhere'
        when role = 'speaks' and voices.departed_high > 0 then 'those who have died since are taken off'
    end as reason
from figures
left join voices using (incident_id, measure, part, affiliation, speaker_key)

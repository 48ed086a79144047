{# The bounds lock: speakers whose figures a later toll has not replaced contradict each other where two of their intervals do not meet, and nowhere else. #}
with voices as (
    select * from {{ ref('int_figure_voices') }} where not is_vague and not is_outdated
),

excluding as (
    select distinct one.incident_id, one.measure, one.part, one.affiliation
    from voices as one
    inner join voices as other using (incident_id, measure, part, affiliation)
    where one.low > other.high
)

select groups.incident_id, groups.measure, groups.part, groups.affiliation, groups.has_conflict
from {{ ref('int_reconciled_groups') }} as groups
left join excluding using (incident_id, measure, part, affiliation)
where groups.has_conflict <> (excluding.incident_id is not null)

{# What leaves the warehouse is what the marts say (marts_tell_one_figure compares those): the range of each incident, and the rulebooks' figures under their names. #}
select 'hxl_incidents' as export, incident_id
from {{ ref('hxl_incidents') }} as given
full join {{ ref('incidents') }} as said using (incident_id)
where (given.killed_low, given.killed_best, given.killed_high, given.injured_low, given.injured_best, given.injured_high, given.has_conflict, given.killed_is_open)
    is distinct from (
        said.killed_low, said.killed_best, said.killed_high, said.injured_low, said.injured_best, said.injured_high, said.has_conflict, coalesce(said.killed_is_open, false)
    )
union all
select 'acled_like_events', given.event_id_cnty
from {{ ref('acled_like_events') }} as given
left join {{ ref('casualty_rulebooks') }} as said on given.event_id_cnty = said.incident_id and said.rulebook = 'acled_like' and said.harm = 'killed'
where given.fatalities is distinct from said.best
union all
select 'ucdp_like_events', given.id
from {{ ref('ucdp_like_events') }} as given
left join {{ ref('casualty_rulebooks') }} as said on given.id = said.incident_id and said.rulebook = 'ucdp_like' and said.harm = 'killed'
where given.best < said.best or given.low > said.low or given.high < said.high or not given.low <= given.best or not given.best <= given.high

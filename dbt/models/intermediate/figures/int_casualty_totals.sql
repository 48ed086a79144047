{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# Per incident and measure of harm: the all-sides total, after the sides and the parts have had their say. If the sides, or a part, exceed the stated total, it rises to them. -#}
with casualties as (
    select * from {{ part('int_reconciled_groups', 'incident_id', 'int_touched_incidents') }} where kind = 'casualty'
),

sides as (
    select
        incident_id, measure,
        sum(best)::bigint as best,
        sum(low)::bigint as low,
        sum(coalesce(high, best))::bigint as high,
        bool_or(is_open) as is_open,
        bool_or(has_conflict) as has_conflict,
        max(n_independent) as n_independent,
        flatten(list(claim_ids)) as claim_ids
    from {{ part('int_side_figures', 'incident_id', 'int_touched_incidents') }}
    group by all
),

totals as (
    select * from casualties where part = 'all'
),

floors as (
    select * from {{ part('int_figure_floors', 'incident_id', 'int_touched_incidents') }} where part = 'all'
),

figures as (
    select incident_id, measure from totals
    union
    select incident_id, measure from sides
    union
    select incident_id, measure from floors
),

joined as (
    select
        figures.incident_id,
        figures.measure,
        totals.incident_id is not null as is_stated,
        sides.incident_id is not null as has_sides,
        coalesce(totals.is_vague, false) as is_vague,
        {# Where only a vague word is said, the parts that are numbered are all that is known; what is left stays a range. #}
        case when totals.is_vague then sides.best else greatest(totals.best, sides.best, floors.low) end as best,
        case
            when totals.incident_id is not null then greatest(totals.low, floors.low)
            when sides.incident_id is not null then sides.low
            else floors.low
        end as lower_end,
        coalesce(totals.high, sides.high) as upper_end,
        totals.is_open as total_is_open,
        coalesce(sides.is_open, false) as sides_are_open,
        coalesce(totals.has_conflict, sides.has_conflict, false) as voices_conflict,
        totals.incident_id is not null and not totals.has_open_voice and not totals.is_vague as is_closed_above,
        coalesce(totals.n_independent, sides.n_independent, floors.n_independent) as n_independent,
        totals.pivot_source,
        coalesce(totals.claim_ids, []) as total_claim_ids,
        coalesce(floors.claim_ids, []) as floor_claim_ids,
        coalesce(sides.claim_ids, []) as side_claim_ids,
        coalesce(sides.best, 0) as sides_best
    from figures
    left join totals using (incident_id, measure)
    left join sides using (incident_id, measure)
    left join floors using (incident_id, measure)
)

select
    * exclude (lower_end, upper_end, total_is_open, sides_are_open, voices_conflict, is_closed_above),
    least(lower_end, best) as low,
    lower_end as stated_low,
    greatest(upper_end, best) as high,
    case
        when is_stated then total_is_open or (not is_closed_above and coalesce(best > upper_end, false))
        when has_sides then sides_are_open or coalesce(best > upper_end, false)
        else true
    end as is_open,
    voices_conflict or (is_closed_above and coalesce(best > upper_end, false)) as has_conflict
from joined

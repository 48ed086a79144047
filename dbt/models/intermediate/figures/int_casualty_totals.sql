{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# Per incident and measure of harm: the all-sides total, after the sides and the parts have had their say. If the sides, or a part, exceed the stated total, it rises to them.
    What the sides leave of it (rest_…) is worked out here too: sides and rest add up to the total at each of its three ends, so that whoever adds the rows of
    `casualties` and whoever reads the total read one figure. -#}
with casualties as (
    select * from {{ part('int_reconciled_groups', 'incident_id', 'int_touched_incidents') }} where kind = 'casualty'
),

sides as (
    select
        incident_id, measure,
        count(*) as n_sides,
        sum(best)::bigint as best,
        {# Rows without a number are in no sum. #}
        (sum(low) filter (where best is not null))::bigint as low,
        (sum(coalesce(high, best)) filter (where best is not null))::bigint as high,
        sum(low)::bigint as least_of_all,
        bool_or(is_open) as is_open,
        bool_or(has_conflict) as has_conflict,
        max(n_independent) as n_independent,
        flatten(list(claim_ids)) as claim_ids
    from {{ part('int_side_figures', 'incident_id', 'int_touched_incidents') }}
    group by all
),

{# Tolls of several countries, each of which counts its own: together they are a total too. #}
lands as (
    select
        incident_id, measure,
        sum(best)::bigint as best,
        sum(low)::bigint as low,
        sum(coalesce(high, best))::bigint as high,
        bool_or(is_open) as is_open,
        bool_or(has_open_voice) as has_open_voice,
        bool_or(has_conflict) as has_conflict,
        max(n_independent) as n_independent,
        flatten(list(claim_ids)) as claim_ids
    from casualties
    where part = 'all' and affiliation <> 'unspecified'
    group by all
),

totals as (
    select
        coalesce(wholes.incident_id, lands.incident_id) as incident_id,
        coalesce(wholes.measure, lands.measure) as measure,
        coalesce(wholes.is_vague, false) and lands.best is null as is_vague,
        greatest(wholes.best, lands.best) as best,
        greatest(wholes.low, lands.low) as low,
        greatest(wholes.high, lands.high) as high,
        coalesce(wholes.is_open, false) or coalesce(lands.is_open, false) as is_open,
        coalesce(wholes.has_open_voice, false) or coalesce(lands.has_open_voice, false) as has_open_voice,
        coalesce(wholes.has_conflict, false) or coalesce(lands.has_conflict, false)
        or coalesce(not wholes.has_open_voice and lands.low > wholes.high, false) as has_conflict,
        greatest(wholes.n_independent, lands.n_independent) as n_independent,
        wholes.pivot_source,
        list_concat(coalesce(wholes.claim_ids, []), coalesce(lands.claim_ids, [])) as claim_ids
    from (select * from casualties where part = 'all' and affiliation = 'unspecified') as wholes
    full join lands using (incident_id, measure)
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
            when sides.incident_id is not null then coalesce(sides.low, sides.least_of_all)
            else floors.low
        end as stated_low,
        coalesce(totals.high, sides.high) as stated_high,
        totals.incident_id is not null and not totals.has_open_voice and not totals.is_vague as is_closed_above,
        totals.is_open as stated_is_open,
        coalesce(totals.has_conflict, false) as voices_conflict,
        coalesce(sides.has_conflict, false) as sides_have_conflict,
        coalesce(sides.is_open, false) as sides_are_open,
        coalesce(totals.n_independent, sides.n_independent, floors.n_independent) as n_independent,
        totals.pivot_source,
        coalesce(totals.claim_ids, []) as total_claim_ids,
        {# The parts stand behind the figure where they raise it, or where there is nothing else. #}
        case when totals.incident_id is null or floors.low > totals.low or floors.low > totals.best then coalesce(floors.claim_ids, []) else [] end as floor_claim_ids,
        coalesce(sides.claim_ids, []) as side_claim_ids,
        coalesce(sides.best, 0) as sides_best,
        coalesce(sides.low, 0) as sides_low,
        coalesce(sides.high, 0) as sides_high,
        coalesce(sides.least_of_all, 0) as sides_least,
        sides.n_sides
    from figures
    left join totals using (incident_id, measure)
    left join sides using (incident_id, measure)
    left join floors using (incident_id, measure)
),

weighed as (
    select
        *,
        is_closed_above and coalesce(best > stated_high, false) as leaves_no_room,
        {# The speakers of the total contradict each other, or leave no room for the sides and parts. #}
        voices_conflict or leaves_no_room as total_has_conflict,
        case
            when is_stated then stated_is_open or (not is_closed_above and coalesce(best > stated_high, false))
            when has_sides then sides_are_open or coalesce(best > stated_high, false)
            else true
        end as may_be_more,
        {# Where the only side that is told is the whole, what is said of the total is said of that side too. #}
        case when is_stated and not is_vague and n_sides = 1 and best = sides_best then least(stated_low, sides_low) end as whole_side_low
    from joined
),

rests as (
    select
        * replace (coalesce(whole_side_low, sides_low) as sides_low),
        case when not is_vague then best - sides_best end as rest_best,
        case
            when is_vague then greatest(0, stated_low - sides_least)
            when has_sides then greatest(0, least(stated_low - coalesce(whole_side_low, weighed.sides_low), rest_best))
            else least(stated_low, best)
        end as rest_low,
        case
            when is_vague then if(stated_high is null, null, greatest(0, stated_high - sides_best))
            when has_sides then greatest(rest_best, stated_high - sides_high)
            else greatest(stated_high, best)
        end as rest_high,
        not has_sides or is_vague or coalesce(rest_best > 0 or rest_high > 0, false)
        or (total_has_conflict and whole_side_low is null and not sides_have_conflict) as has_rest
    from weighed
)

select
    incident_id, measure, is_stated, has_sides, is_vague, best, n_independent, pivot_source, total_claim_ids, floor_claim_ids, side_claim_ids, sides_best,
    whole_side_low, has_rest, rest_low, rest_best, rest_high,
    case when is_vague and has_sides and best is not null then sides_low when is_vague then stated_low else sides_low + rest_low end as low,
    case when is_vague and has_sides and best is not null then sides_high when is_vague then stated_high else sides_high + rest_high end as high,
    case when has_rest then may_be_more or is_vague and has_sides else sides_are_open end as is_open,
    total_has_conflict,
    total_has_conflict or sides_have_conflict as has_conflict
from rests

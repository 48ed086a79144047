{{ config(materialized='incremental', pre_hook="{{ forget('total_id', 'int_touched_totals') }}") }}
{# Cumulative and period figures as their speakers give them, and beside each what this warehouse captured in the same window and place. -#}
select
    totals.total_id,
    coalesce(totals.source_id, 'unattributed') as source_id,
    totals.speaker,
    totals.measure as harm,
    totals.population,
    totals.scope,
    totals.place_id,
    totals.place_name,
    totals.country,
    totals.event_start as window_start,
    totals.event_end as window_end,
    totals.window_from,
    totals.window_last as window_until,
    totals.said_on as as_of,
    totals.low,
    case when totals.value_type <> 'vague' then totals.point end as best,
    totals.high,
    totals.share,
    totals.value_text,
    totals.parent_claim_id,
    totals.is_recommended,
    captured.captured_best,
    captured.captured_without_number,
    captured.captured_best / nullif(coalesce(totals.point, totals.low), 0)::double as coverage_ratio,
    len(totals.claim_ids) as n_claims,
    totals.claim_ids
from {{ part('int_stated_totals', 'total_id', 'int_touched_totals') }} as totals
left join {{ part('int_captured_totals', 'total_id', 'int_touched_totals') }} as captured using (total_id)

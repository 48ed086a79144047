{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# Per incident, measure, side and affiliation: the reconciled figure. A side's figure without affiliation is its total: only what the affiliated rows leave of it stays. -#}
with reconciled as (
    select *
    from {{ part('int_reconciled_groups', 'incident_id', 'int_touched_incidents') }}
    where kind = 'casualty' and part <> 'all'
),

{# A side of which only a part is told ("three aid workers") is at least that part. -#}
floors as (
    select floors.*
    from {{ part('int_figure_floors', 'incident_id', 'int_touched_incidents') }} as floors
    anti join reconciled using (incident_id, measure, part)
    where floors.part <> 'all'
),

affiliated as (
    select incident_id, measure, part, sum(best)::bigint as best, flatten(list(claim_ids)) as claim_ids
    from reconciled
    where affiliation <> 'unspecified'
    group by all
),

remaining as (
    select
        reconciled.* exclude (best, low, high, claim_ids),
        reconciled.affiliation = 'unspecified' and affiliated.best is not null as is_rest,
        case when is_rest then list_sort(list_distinct(list_concat(reconciled.claim_ids, affiliated.claim_ids))) else reconciled.claim_ids end as claim_ids,
        case when is_rest then greatest(0, reconciled.best - affiliated.best) else reconciled.best end as best,
        case when is_rest then greatest(0, reconciled.low - affiliated.best) else reconciled.low end as low,
        case when is_rest then greatest(0, reconciled.high - affiliated.best) else reconciled.high end as high
    from reconciled
    left join affiliated using (incident_id, measure, part)
)

select
    incident_id, measure, part as side, affiliation, low, best, high, is_open, has_conflict, is_vague, is_rest as is_residual,
    n_independent, pivot_source, claim_ids, false as is_floor
from remaining
where not (is_rest and coalesce(best, 0) = 0)
union all by name
select
    incident_id, measure, part as side, 'unspecified' as affiliation, low, low as best, low as high, true as is_open, false as has_conflict,
    false as is_vague, false as is_residual, n_independent, claim_ids, true as is_floor
from floors

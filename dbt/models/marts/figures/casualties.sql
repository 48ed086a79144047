{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# The only additive fact of casualties, under the default rulebook: the sides of a total, and as "unknown" what they leave of it. -#}
with totals as (
    select * from {{ part('int_casualty_totals', 'incident_id', 'int_touched_incidents') }}
),

sides as (
    select * from {{ part('int_side_figures', 'incident_id', 'int_touched_incidents') }}
),

residuals as (
    select
        incident_id,
        measure,
        'unknown' as side,
        'unspecified' as affiliation,
        case when is_vague then null else best - sides_best end as best,
        greatest(0, case when is_vague then stated_low else low end - sides_best) as low,
        greatest(0, high - sides_best) as high,
        is_open,
        has_conflict,
        true as is_residual,
        case
            when is_vague then 'vague'
            when has_conflict then 'conflict'
            when has_sides then 'residual'
            when is_stated then 'agreement'
            else 'floor'
        end as basis,
        coalesce(n_independent, 1) as n_independent,
        pivot_source,
        list_sort(list_distinct(list_concat(total_claim_ids, case when is_stated then [] else floor_claim_ids end, case when has_sides then side_claim_ids else [] end))) as claim_ids
    from totals
    left join (select incident_id, measure, sum(high) as sides_high from sides group by all) as reach using (incident_id, measure)
    {# Where the sides make up the best figure and somebody tells of more than any of them, that stays to be seen. -#}
    where not has_sides or is_vague or best > sides_best or (has_conflict and high > sides_high)
),

rows as (
    select
        incident_id, measure, side, affiliation, low, best, high, is_open, has_conflict, is_residual,
        case when is_floor then 'floor' when is_vague then 'vague' when has_conflict then 'conflict' when is_residual then 'residual' else 'agreement' end as basis,
        n_independent, pivot_source, claim_ids
    from sides
    union all by name
    select * from residuals
    union all by name
    {# Feared only, or recalled without a number that counts: the incident has the harm, and nobody a figure. -#}
    select
        incident_id, measure, 'unknown' as side, 'unspecified' as affiliation, null as best, null as low, null as high, true as is_open, false as has_conflict,
        true as is_residual, 'vague' as basis, count(distinct speaker_key) as n_independent, null as pivot_source, list(claim_id order by claim_id) as claim_ids
    from {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }} as figures
    anti join totals using (incident_id, measure)
    where figures.kind = 'casualty' and figures.admission <> 'copy'
    group by incident_id, measure
)

select
    incident_id,
    measure as harm,
    side,
    affiliation,
    low::bigint as low,
    best::bigint as best,
    high::bigint as high,
    is_open,
    len(claim_ids)::bigint as n_claims,
    n_independent::bigint as n_independent,
    has_conflict,
    is_residual,
    basis,
    rulebooks.rulebook as rule,
    rulebooks.version as rule_version,
    pivot_source,
    claim_ids
from rows
cross join (select rulebook, version from {{ ref('rulebooks') }} where rulebook = 'ledger') as rulebooks

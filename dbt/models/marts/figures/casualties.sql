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
        rest_low as low,
        rest_best as best,
        rest_high as high,
        is_open,
        total_has_conflict as has_conflict,
        true as is_residual,
        case
            when is_vague then 'vague'
            when total_has_conflict then 'conflict'
            when has_sides then 'residual'
            when is_stated then 'agreement'
            else 'floor'
        end as basis,
        coalesce(n_independent, 1) as n_independent,
        pivot_source,
        list_sort(list_distinct(list_concat(total_claim_ids, floor_claim_ids, case when has_sides then side_claim_ids else [] end))) as claim_ids
    from totals
    where has_rest
),

rows as (
    select
        sides.incident_id, sides.measure, sides.side, sides.affiliation,
        coalesce(totals.whole_side_low, sides.low) as low, sides.best, sides.high,
        sides.is_open,
        sides.has_conflict or (totals.whole_side_low is not null and totals.total_has_conflict) as has_conflict,
        sides.is_residual,
        case
            when sides.is_floor then 'floor'
            when sides.is_vague then 'vague'
            when sides.has_conflict or (totals.whole_side_low is not null and totals.total_has_conflict) then 'conflict'
            when sides.is_residual then 'residual'
            else 'agreement'
        end as basis,
        sides.n_independent, sides.pivot_source,
        case when totals.whole_side_low is null then sides.claim_ids else list_sort(list_distinct(list_concat(sides.claim_ids, totals.total_claim_ids))) end as claim_ids
    from sides
    inner join totals using (incident_id, measure)
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
),

{# Parties to the conflict among the speakers of the claims. #}
parties as (
    select
        used.incident_id, used.measure, used.side, used.affiliation,
        list(distinct sources.source_id order by sources.source_id) filter (where sources.is_party) as party_sources,
        bool_and(coalesce(sources.is_party, false)) as rests_on_parties
    from (select incident_id, measure, side, affiliation, unnest(claim_ids) as claim_id from rows) as used
    inner join {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }} as figures using (claim_id)
    left join {{ ref('sources') }} as sources on figures.source_id = sources.source_id
    group by all
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
    coalesce(parties.party_sources, []) as party_sources,
    coalesce(parties.rests_on_parties, false) as rests_on_parties,
    claim_ids
from rows
left join parties using (incident_id, measure, side, affiliation)
cross join (select rulebook, version from {{ ref('rulebooks') }} where rulebook = 'ledger') as rulebooks

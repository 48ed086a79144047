{# Cumulative and period figures as their speakers give them, and beside each what this warehouse captured in the same window and place. -#}
with figures as (
    select
        *,
        coalesce(source_id, lower(source_text), speaker_key) as speaker,
        coalesce(window_last, said_on) as counted_until
    from {{ ref('int_window_claims') }}
    where kind = 'casualty'
),

chosen as (
    select
        *,
        list(claim_id) over same_figure as claim_ids,
        row_number() over (
            partition by speaker_key, measure, population, scope, place_key, window_from, window_last, said_on
            order by is_canonical desc, value_type = 'vague', value_rank, claim_id
        ) as preference
    from figures
    window same_figure as (partition by speaker_key, measure, population, scope, place_key, window_from, window_last, said_on)
),

totals as (
    select *, md5(concat_ws('|', speaker_key, measure, population, scope, place_key, window_from, window_last, said_on)) as total_id
    from chosen
    where preference = 1
),

sides as (
    select casualties.harm, casualties.side, casualties.best, incidents.event_start, incidents.event_end, incidents.place_id, incidents.admin1, incidents.country
    from {{ ref('casualties') }} as casualties
    inner join {{ ref('incidents') }} as incidents using (incident_id)
    where casualties.best is not null
),

captured as (
    select totals.total_id, sum(sides.best)::bigint as captured_best
    from totals
    inner join sides
        on totals.country = sides.country
        and totals.measure = sides.harm
        and sides.event_start >= totals.window_from
        and sides.event_end <= totals.counted_until
    where (totals.place_rank <= 1 or totals.place_id = sides.place_id or (totals.place_rank = 2 and totals.admin1 = sides.admin1))
        and (totals.side is null or totals.side = sides.side)
        and not totals.is_breakdown
    group by totals.total_id
)

select
    totals.total_id,
    coalesce(totals.source_id, 'unattributed') as source_id,
    coalesce(totals.source_name, totals.publisher) as speaker,
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
    case when totals.window_from is not null and totals.counted_until is not null and not totals.is_breakdown then coalesce(captured.captured_best, 0) end as captured_best,
    case
        when totals.window_from is not null and totals.counted_until is not null and not totals.is_breakdown
            then coalesce(captured.captured_best, 0) / nullif(coalesce(totals.point, totals.low), 0)::double
    end as coverage_ratio,
    len(totals.claim_ids) as n_claims,
    list_sort(totals.claim_ids) as claim_ids
from totals
left join captured using (total_id)

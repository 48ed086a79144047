{{ config(materialized='incremental', pre_hook="{{ forget('total_id', 'int_touched_figures') }}") }}
{# The cumulative and period figures of harm: what each speaker says at one moment of one window, once, however often it is told. -#}
with figures as (
    select *, coalesce(window_last, said_on) as counted_until
    from {{ part('int_window_claims', 'total_id', 'int_touched_figures') }}
    where kind = 'casualty'
),

chosen as (
    select
        *,
        list(claim_id) over same_figure as claim_ids,
        row_number() over (
            partition by total_id
            order by is_canonical desc, value_type = 'vague', value_rank, claim_id
        ) as preference
    from figures
    window same_figure as (partition by total_id)
)

select
    total_id, source_id, coalesce(source_name, publisher) as speaker, measure, population, side, is_breakdown, scope, place_rank, place_id, place_name, admin1, country,
    event_start, event_end, window_from, window_last, said_on, counted_until, low, point, high, share, value_type, value_text, parent_claim_id, is_recommended,
    is_part, fuller_claim_id,
    list_sort(claim_ids) as claim_ids
from chosen
where preference = 1

{{ config(materialized='incremental', pre_hook="{{ forget('window_key', 'int_touched_windows') }}") }}
{# The figures of windows, and whether each is the recommended one of its kind, place and window. A number that is told of several windows or places, as a
    movement and as those who are displaced, or as the toll of a war and of its last month, is recommended once: where its window is known and widest, and its place
    contains the others. An increment reads what its windows are compared with too, and writes its own. -#}
with chosen as (
    select
        *,
        row_number() over (
            partition by kind, coalesce(category, measure || scope), counted, place_key, window_from, window_last
            order by
                is_canonical desc, value_type = 'vague', coalesce(point, low) is null, is_derived, is_breakdown, parent_claim_id is not null,
                is_attributed desc, said_on desc nulls last, value_rank, claim_id
        ) = 1 as is_chosen
    from {{ ref('int_told_windows') }}
    {%- if not execute or continues() %}
    where window_key in (select id from {{ ref('int_touched_windows') }} where key = 'read_window')
    {%- endif %}
),

numbered as (
    select
        *,
        coalesce(window_from, window_last, said_on) as told_from,
        coalesce(window_last, said_on) as told_until,
        row_number() over (
            partition by number_key
            order by
                scope = 'stock', country is null, window_from is null, coalesce(window_last, said_on) - window_from desc nulls last, place_id is null and place_name is not null,
                place_rank, is_attributed desc, said_on desc nulls last, value_rank, claim_id
        ) as fullness
    from chosen
    where is_chosen and number_key is not null
),

again as (
    select short.claim_id, arg_min(full_one.claim_id, full_one.fullness) as fuller_claim_id
    from numbered as short
    inner join numbered as full_one on short.number_key = full_one.number_key and short.fullness > full_one.fullness
    where {{ one_telling('short', 'full_one') }}
    group by short.claim_id
)

select
    chosen.* exclude (is_chosen),
    chosen.is_chosen and again.claim_id is null as is_recommended,
    again.fuller_claim_id
from {{ 'chosen' if execute and not continues() else touched_rows('chosen', 'window_key', 'int_touched_windows') }} as chosen
left join again using (claim_id)

{{ config(materialized='incremental', pre_hook="{{ forget('window_key', 'int_touched_windows') }}") }}
{# The figures of windows, and whether each is the recommended one of its kind, place and window. -#}
select
    *,
    row_number() over (
        partition by kind, coalesce(category, measure || scope), counted, place_key, window_from, window_last
        order by
            is_canonical desc, value_type = 'vague', coalesce(point, low) is null, is_derived, is_breakdown, parent_claim_id is not null,
            is_attributed desc, said_on desc nulls last, value_rank, claim_id
    ) = 1 as is_recommended
from {{ part('int_told_windows', 'window_key', 'int_touched_windows') }}

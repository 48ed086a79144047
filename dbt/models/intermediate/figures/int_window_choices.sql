{{ config(materialized='incremental', pre_hook="{{ forget('window_key', 'int_touched_windows') }}") }}
{# The figure that each window goes by, with what int_repeated_figures compares: the one of a canonical article that is stated as a number, of all people, by
    somebody, latest and most exactly. -#}
select
    window_key, claim_id, number_key, scope, place_rank, place_id, place_name, place_names, admin1, admin2, country, latitude, longitude,
    window_from, window_last, said_on, is_attributed, value_rank,
    {{ told_days('told') }}
from {{ part('int_told_windows', 'window_key', 'int_touched_windows') }} as told
qualify
    row_number() over (
        partition by kind, coalesce(category, measure || scope), counted, place_key, window_from, window_last
        order by
            is_canonical desc, value_type = 'vague', coalesce(point, low) is null, is_derived, is_breakdown, parent_claim_id is not null,
            is_attributed desc, said_on desc nulls last, value_rank, claim_id
    ) = 1

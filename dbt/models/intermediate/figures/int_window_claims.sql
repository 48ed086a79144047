{{ config(materialized='incremental', pre_hook="{{ forget('claim_id', 'int_touched_figures') }}") }}
{# The figures of windows, and whether each is the recommended one of its kind, place and window. -#}
select
    told.*,
    choices.claim_id is not null and repeated.claim_id is null as is_recommended,
    repeated.fuller_claim_id
from {{ part('int_told_windows', 'claim_id', 'int_touched_figures') }} as told
left join {{ ref('int_window_choices') }} as choices using (claim_id)
left join {{ ref('int_repeated_figures') }} as repeated using (claim_id)

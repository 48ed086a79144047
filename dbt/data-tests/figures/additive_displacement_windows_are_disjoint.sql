{# The window lock: movements that may be added do not share days where their places may be one or one contains the other, whatever ids or names these bear. #}
with additive as (
    select windows.*, coalesce(windows.window_last, windows.said_on) as counted_until
    from {{ ref('displacement') }} as figures
    inner join {{ ref('int_window_claims') }} as windows using (claim_id)
    where figures.is_additive
)

select one.claim_id, other.claim_id as other_claim_id
from additive as one
inner join additive as other
    on one.claim_id < other.claim_id
    and one.category = other.category
    and one.window_from <= other.counted_until
    and other.window_from <= one.counted_until
where {{ places_agree('one', 'other') }}

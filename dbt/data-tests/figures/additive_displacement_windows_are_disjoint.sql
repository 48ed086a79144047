{# The window lock: movements that may be added do not share days at the same place. #}
select one.claim_id, other.claim_id as other_claim_id
from {{ ref('displacement') }} as one
inner join {{ ref('displacement') }} as other
    on one.claim_id < other.claim_id
    and one.category = other.category
    and coalesce(one.place_id, one.place_name, one.country) = coalesce(other.place_id, other.place_name, other.country)
    and one.window_from <= coalesce(other.window_until, other.as_of)
    and other.window_from <= coalesce(one.window_until, one.as_of)
where one.is_additive and other.is_additive

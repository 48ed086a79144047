{# One figure per category, place and window is recommended; and one of those that give the same number for places of which one lies in the other, however they
    name the place, and for windows close to each other, be it as a movement or as those who are displaced. #}
with recommended as (
    select
        windows.*,
        {{ told_days('windows') }},
        replace(figures.category, 'new_displacement', 'idps') as family
    from {{ ref('displacement') }} as figures
    inner join {{ ref('int_window_claims') }} as windows using (claim_id)
    where figures.is_recommended
)

select one.claim_id, other.claim_id as other_claim_id
from recommended as one
inner join recommended as other on one.claim_id < other.claim_id and one.country is not distinct from other.country
where (
    one.category = other.category
    and coalesce(one.place_id, lower(one.place_name), one.country) is not distinct from coalesce(other.place_id, lower(other.place_name), other.country)
    and one.window_from is not distinct from other.window_from
    and one.window_last is not distinct from other.window_last
)
or (
    one.family = other.family
    and one.value_type <> 'vague'
    and other.value_type <> 'vague'
    and coalesce(one.point, one.low, one.high) = coalesce(other.point, other.low, other.high)
    and {{ one_telling('one', 'other') }}
)

{# A total of harm is recommended once: not for each window that somebody gives with its number, not once more for its headline. #}
with recommended as (
    select windows.*, {{ told_days('windows') }}
    from {{ ref('casualty_totals') }} as totals
    inner join {{ ref('int_window_claims') }} as windows using (total_id)
    where totals.is_recommended and windows.is_recommended and windows.value_type <> 'vague'
)

select one.claim_id, other.claim_id as other_claim_id
from recommended as one
inner join recommended as other
    on one.claim_id < other.claim_id
    and one.measure = other.measure
    and one.population = other.population
    and coalesce(one.point, one.low, one.high) = coalesce(other.point, other.low, other.high)
    and (one.country is not distinct from other.country or one.article_id = other.article_id)
where {{ one_telling('one', 'other') }}

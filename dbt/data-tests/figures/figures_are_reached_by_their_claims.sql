{# Every number of the additive fact and of the rulebooks has behind it the claims that gave its ends: together they count at least as much, and none of the rows
   is without claims. What the sides leave of a total is a difference, and rests on the claims of both. #}
with figures as (
    select incident_id, harm, side as part, best, high, claim_ids from {{ ref('casualties') }}
    union all
    select incident_id, harm, rulebook, best, high, claim_ids from {{ ref('casualty_rulebooks') }}
),

reached as (
    select figures.incident_id, figures.harm, figures.part, sum(coalesce(claims.value.high, claims.value.point, claims.value.low)) as told
    from (select incident_id, harm, part, unnest(claim_ids) as claim_id from figures) as figures
    inner join {{ ref('claims') }} as claims using (claim_id)
    group by all
)

select figures.*, reached.told
from figures
left join reached using (incident_id, harm, part)
where len(figures.claim_ids) = 0 or coalesce(greatest(figures.best, figures.high) > reached.told, false)

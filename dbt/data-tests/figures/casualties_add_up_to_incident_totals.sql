{# The sides and their residual are the total, no more and no less. #}
with sums as (
    select incident_id, harm, sum(best) as best
    from {{ ref('casualties') }}
    group by all
)

select sums.incident_id, sums.harm, sums.best as added_up, totals.best as total
from sums
inner join {{ ref('int_casualty_totals') }} as totals on sums.incident_id = totals.incident_id and sums.harm = totals.measure
where sums.best is distinct from totals.best

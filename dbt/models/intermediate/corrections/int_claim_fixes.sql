{# What is corrected of each claim: its new values by field, and whether and why it is rejected. -#}
select
    target_id as claim_id,
    map_from_entries(list({'k': field, 'v': value} order by field) filter (where action = 'fix')) as fix,
    bool_or(action = 'reject') as is_rejected,
    any_value(reason) filter (where action = 'reject') as rejection,
    list(correction_id order by correction_id) as correction_ids
from {{ ref('int_claim_corrections') }}
where state = 'applied'
group by target_id

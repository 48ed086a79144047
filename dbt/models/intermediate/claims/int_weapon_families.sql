{# The family of a weapon is the top of its tree; strikes and blasts are one family, since reports use the words for each other. -#}
with recursive climb as (
    select code as weapon, code as ancestor, parent
    from {{ ref('weapons') }}
    union all
    select climb.weapon, above.code, above.parent
    from climb
    inner join {{ ref('weapons') }} as above on climb.parent = above.code
)

select weapon, case when ancestor in ('bombardment', 'explosion') then 'explosive' else ancestor end as family
from climb
where parent is null

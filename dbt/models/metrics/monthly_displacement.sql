{# Movements that may be added, and no others: stocks, alternatives and overlapping windows stay out. -#}
select
    {{ month_of('window_from', 'coalesce(window_until, as_of)') }} as month,
    country,
    category,
    cause,
    {{ summed_range('persons_low', 'persons_best', 'persons_high') }},
    bool_or(persons_high is null) as is_open,
    count(*) as n_figures
from {{ ref('displacement') }}
where is_additive
group by all

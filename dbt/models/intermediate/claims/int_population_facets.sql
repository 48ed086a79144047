{{ config(materialized='incremental') }}
{# What a combination of population codes says: one side, or a breakdown that crosses the sides, or nothing. A group that mixes sides has none. -#}
with combinations as (
    select distinct list_sort(list_distinct(population)) as codes
    from {{ part('current_claims', 'article_id', 'int_touched_articles') }}
    {%- if continues() %}
    where list_sort(list_distinct(population)) not in (select codes from {{ this }})
    {%- endif %}
),

members as (
    select codes, unnest(codes) as code
    from combinations
)

select
    combinations.codes,
    array_to_string(combinations.codes, '+') as population,
    case when count(distinct vocabulary.side) = 1 and min(vocabulary.side) <> 'unknown' then min(vocabulary.side) end as side,
    coalesce(bool_or(vocabulary.is_breakdown), false) as is_breakdown
from combinations
left join members using (codes)
left join {{ ref('populations') }} as vocabulary using (code)
group by combinations.codes

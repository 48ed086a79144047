{#- At no moment are two rows with the same key known at once. -#}
{% test no_overlap(model, columns) %}
select *
from (
    select *, lead(known_from) over (partition by {{ columns | join(', ') }} order by known_from, known_to nulls last) as next_from
    from {{ model }}
)
where next_from < coalesce(known_to, timestamp 'infinity')
{% endtest %}

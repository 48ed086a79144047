{#- Every item of a list column is a value of another relation's column. -#}
{% test items_in(model, column_name, to, field) %}
with items as (select distinct unnest({{ column_name }}) as item from {{ model }})
select item
from items
where item is not null
  and item not in (select {{ field }} from {{ to }})
{% endtest %}

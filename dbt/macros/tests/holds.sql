{#- A condition that every row meets; a null result passes, as in the contracts of the raw tables. -#}
{% test holds(model, expression) %}
select *
from {{ model }}
where not ({{ expression }})
{% endtest %}

{#- The contract's rules between fields, once more over what was read back: the failing row names the rule. A null result passes. -#}
{% test meets_contract(model, rules) %}
{% for rule in rules %}
select '{{ rule.name }}' as rule, *
from {{ model }}
where not ({{ rule.expression }})
{{ 'union all by name' if not loop.last }}
{% endfor %}
{% endtest %}

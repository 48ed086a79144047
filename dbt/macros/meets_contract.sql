{#- The row rules of a raw table's contract, on the rows as they were read back. A null result passes, as it does when
    the rows are written. One scan for all rules; a failing row names the rules that it broke. -#}
{% test meets_contract(model, rules) %}
select *
from (
    select
        *,
        [
            {%- for rule in rules %}
            case when not ({{ rule.expression }}) then '{{ rule.name }}' end{{ "," if not loop.last }}
            {%- endfor %}
        ] as broken_rules
    from {{ model }}
)
where list_aggregate(broken_rules, 'count') > 0
{% endtest %}

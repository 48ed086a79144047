{# History as of a day that is still to come is what the marts say now: no row more, no row less. History has the columns of earlier releases too, in the order in
    which they came. #}
{%- set marts = {
    'casualties': ('incident_id', 'int_touched_incidents'),
    'casualty_totals': ('total_id', 'int_touched_totals'),
    'claims': ('claim_id', 'int_touched_windows'),
    'displacement': ('claim_id', 'int_touched_movements'),
    'incidents': ('incident_id', 'int_touched_incidents'),
} %}
{%- for mart, (key, touched) in marts.items() %}
{%- set columns = adapter.get_columns_in_relation(ref(mart)) | map(attribute='quoted') | join(', ') if execute else '*' %}
{%- set known, published = built_rows(as_known_at(mart, "date '9000-01-01'"), key, touched), built_rows(ref(mart), key, touched) %}
select '{{ mart }}' as mart, count(*) as n_rows
from (
    (select {{ columns }} from {{ known }} except all select {{ columns }} from {{ published }})
    union all
    (select {{ columns }} from {{ published }} except all select {{ columns }} from {{ known }})
)
having count(*) > 0
{{ 'union all' if not loop.last }}
{%- endfor %}

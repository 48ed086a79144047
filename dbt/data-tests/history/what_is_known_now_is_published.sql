{# History as of a day that is still to come is what the marts say now: no row more, no row less. #}
{%- for mart in ['casualties', 'casualty_totals', 'claims', 'displacement', 'incidents'] %}
select '{{ mart }}' as mart, count(*) as n_rows
from (
    (select * from {{ as_known_at(mart, "date '9000-01-01'") }} except all select * from {{ ref(mart) }})
    union all
    (select * from {{ ref(mart) }} except all select * from {{ as_known_at(mart, "date '9000-01-01'") }})
)
having count(*) > 0
{{ 'union all' if not loop.last }}
{%- endfor %}

{#- The totals of touched windows, and those in whose window the incidents add up to something else now: sums reach further than any list of incidents. -#}
{% call touched_list() -%}
select key, id from {{ ref('int_touched_figures') }} where key = 'total_id'
union
select 'total_id', total_id
from {{ ref('int_captured_totals') }} as now
inner join {{ as_it_was('marts', 'casualty_totals') }} as before using (total_id)
where (now.captured_best, now.captured_without_number) is distinct from (before.captured_best, before.captured_without_number)
{%- endcall %}

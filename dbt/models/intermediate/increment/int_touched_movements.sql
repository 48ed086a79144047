{#- The claims of touched windows, and the movements that may be added now and might not before, or the other way round: a new one may hide one that is untouched. -#}
{% call touched_list() -%}
with before as (
    select claim_id from {{ as_it_was('marts', 'displacement') }} where is_additive
)

select key, id from {{ ref('int_touched_figures') }} where key = 'claim_id'
union
select 'claim_id', coalesce(now.claim_id, before.claim_id)
from {{ ref('int_additive_movements') }} as now
full join before using (claim_id)
where now.claim_id is null or before.claim_id is null
{%- endcall %}

{#- The windows that touched claims had or have, and the claims in them: another of these may now be the recommended one. Touched claims without a window too. -#}
{% call touched_list() -%}
with windows as (
    select window_key from {{ as_it_was('intermediate', 'int_window_claims') }} where claim_id in (select id from {{ ref('int_touched') }})
    union
    select window_key from {{ ref('int_told_windows') }} where claim_id in (select id from {{ ref('int_touched') }})
)

select 'window_key' as key, window_key as id from windows
union all
select 'claim_id', claim_id from {{ ref('int_told_windows') }} where window_key in (select window_key from windows)
union
select key, id from {{ ref('int_touched') }} where key = 'claim_id'
{%- endcall %}

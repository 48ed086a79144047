{#- The windows that touched claims had or have, and the numbers in them: only there may another figure be chosen now, and only such a number be told again. -#}
{% call touched_list() -%}
with touched as (
    select id from {{ ref('int_touched') }} where key = 'claim_id'
),

before as (
    select window_key, number_key from {{ as_it_was('intermediate', 'int_window_claims') }} where claim_id in (select id from touched)
),

windows as materialized (
    select window_key from {{ ref('int_told_windows') }} where claim_id in (select id from touched)
    union
    select window_key from before
)

select 'window_key' as key, window_key as id from windows
union
select 'number_key', number_key from {{ ref('int_told_windows') }} where number_key is not null and window_key in (select window_key from windows)
union
select 'number_key', number_key from before where number_key is not null
{%- endcall %}

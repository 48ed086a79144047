{#- The windows that touched claims had or have, those near in time that share a number with them, and the claims and totals in them: another of these may now
    be the recommended one. Touched claims without a window too. -#}
{%- set columns -%}
window_key, claim_id, total_id, number_key, coalesce(window_from, window_last, said_on) as told_from, coalesce(window_last, said_on) as told_until
{%- endset -%}
{% call touched_list() -%}
with recursive told as materialized (
    select {{ columns }} from {{ as_it_was('intermediate', 'int_window_claims') }}
    union
    select {{ columns }} from {{ ref('int_told_windows') }}
),

ties as materialized (
    select distinct window_key, number_key, told_from, told_until from told where number_key is not null
),

windows as (
    select window_key from told where claim_id in (select id from {{ ref('int_touched') }} where key = 'claim_id')
    union
    select others.window_key
    from windows
    inner join ties as own on windows.window_key = own.window_key
    inner join ties as others
        on own.number_key = others.number_key
        and own.told_from <= others.told_until + {{ link_policy('movement_days') }}::integer
        and others.told_from <= own.told_until + {{ link_policy('movement_days') }}::integer
),

shared as materialized (
    select window_key, claim_id, total_id from told where window_key in (select window_key from windows)
)

select 'window_key' as key, window_key as id from shared
union
select 'total_id', total_id from shared where total_id is not null
union
select 'claim_id', claim_id from shared
union
select key, id from {{ ref('int_touched') }} where key = 'claim_id'
{%- endcall %}

{#- The windows that touched claims had or have, and those with a figure that may be one with a figure of theirs (one_telling), with the claims and totals in them:
    another of these may now be the recommended one. Touched claims without a window too. What those windows are compared with in their turn is read, but keeps what
    it is (key read_window). -#}
{%- set columns -%}
window_key, claim_id, total_id, number_key, scope, place_rank, place_id, place_name, place_names, admin1, admin2, country, latitude, longitude,
coalesce(window_from, window_last, said_on) as told_from, coalesce(window_last, said_on) as told_until
{%- endset -%}
{% call touched_list() -%}
with touched as (
    select id from {{ ref('int_touched') }} where key = 'claim_id'
),

{# Claims that are not touched are told as they were. -#}
told as materialized (
    select {{ columns }} from {{ ref('int_told_windows') }}
    union all
    select {{ columns }} from {{ as_it_was('intermediate', 'int_window_claims') }} where claim_id in (select id from touched)
),

first as materialized (
    select distinct window_key from told where claim_id in (select id from touched)
),

windows as materialized (
    select window_key from first
    union
    select others.window_key
    from (select * from told where window_key in (select window_key from first)) as own
    inner join told as others on own.number_key = others.number_key and {{ one_telling('own', 'others') }}
),

compared as (
    select window_key from windows
    union
    select others.window_key
    from (select * from told where window_key in (select window_key from windows)) as own
    inner join told as others on own.number_key = others.number_key and {{ one_telling('own', 'others') }}
),

shared as materialized (
    select window_key, claim_id, total_id from told where window_key in (select window_key from windows)
)

select 'window_key' as key, window_key as id from shared
union
select 'read_window', window_key from compared
union
select 'total_id', total_id from shared where total_id is not null
union
select 'claim_id', claim_id from shared
union
select 'claim_id', id from touched
{%- endcall %}

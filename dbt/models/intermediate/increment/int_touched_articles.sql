{#- Articles that are new, were read again or are gone since the last build; and those that share a bucket of their signatures with them, before or now, however
    indirectly: only these can change what is a copy of what. What corrections name, or did, is always among it: they change claims that were not read again. -#}
{% call touched_list() -%}
with recursive was as (
    select article_id, run_id, text_buckets from {{ as_it_was('intermediate', 'current_articles') }}
),

{# Only those with a row that is not theirs can be another than they were: new ones, and all that were ever read again. -#}
suspects as (
    select distinct article_id from {{ ref('stg_articles') }} anti join was using (article_id, run_id)
    union
    select article_id from was anti join {{ ref('stg_articles') }} using (article_id, run_id)
    union
    select article_id from {{ ref('stg_articles') }} where withdrawn_at is not null
),

is_now as (
    select article_id, run_id, signature
    from (
        select *, row_number() over (partition by article_id order by ingested_at desc, run_id desc) as place_in_log
        from {{ ref('stg_articles') }}
        where article_id in (select article_id from suspects)
    )
    where place_in_log = 1 and withdrawn_at is null
),

changed as (
    (select article_id, run_id from was where article_id in (select article_id from suspects) except select article_id, run_id from is_now)
    union
    (select article_id, run_id from is_now except select article_id, run_id from was)
),

named as (
    select unnest(list_concat([target_id], string_split(coalesce(value, ''), '+'))) as name
    from (
        select target_id, value from {{ ref('current_corrections') }}
        union
        select target_id, new_value from {{ as_it_was('marts', 'corrections') }}
    )
),

seeds as (
    select article_id from changed
    union
    select article_id
    from {{ as_it_was('marts', 'claims') }}
    where claim_id in (select name from named) or {{ incident_name('claim_id') }} in (select name from named)
    {%- for statements in ['weapon_uses', 'responsibility', 'territorial_control'] %}
    union
    select article_id from {{ ref('stg_' ~ statements) }} where statement_id in (select name from named)
    {%- endfor %}
),

{# Of articles that are as they were the last build knows the buckets. #}
buckets as materialized (
    select article_id, unnest(text_buckets) as bucket from was
    union all
    select article_id, unnest({{ text_buckets('signature') }}) from is_now where article_id in (select article_id from changed)
),

reached as (
    select article_id from seeds
    union
    select others.article_id
    from buckets as others
    where others.bucket in (select own.bucket from buckets as own where own.article_id in (select article_id from reached))
)

select distinct 'article_id' as key, article_id as id from reached
{%- endcall %}

{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
{#- The state of an article is its last row in the log: a reading, or its withdrawal. -#}
select * exclude (place_in_log), {{ text_buckets('signature') }} as text_buckets
from (
    select
        *,
        row_number() over (partition by article_id order by ingested_at desc, run_id desc) as place_in_log
    from {{ part('stg_articles', 'article_id', 'int_touched_articles') }}
)
where place_in_log = 1 and withdrawn_at is null

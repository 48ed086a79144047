{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
select
    article_id,
    article_version,
    title,
    body,
    rights
from {{ part('current_articles', 'article_id', 'int_touched_articles') }}

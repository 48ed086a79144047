{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
select rows.*
from {{ part('stg_sentences', 'article_id', 'int_touched_articles') }} as rows
semi join {{ part('current_articles', 'article_id', 'int_touched_articles') }} as articles using (article_id, run_id)

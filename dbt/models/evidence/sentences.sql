{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
select
    article_id,
    section,
    sentence_index,
    char_start,
    char_end,
    n_claims,
    status
from {{ part('current_sentences', 'article_id', 'int_touched_articles') }}

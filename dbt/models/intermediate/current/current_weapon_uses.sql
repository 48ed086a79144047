{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
with said as (
    select rows.*
    from {{ part('stg_weapon_uses', 'article_id', 'int_touched_articles') }} as rows
    semi join {{ part('current_articles', 'article_id', 'int_touched_articles') }} as articles using (article_id, run_id)
    anti join (select claim_id from {{ ref('int_claim_fixes') }} where is_rejected) as rejected on rows.statement_id = rejected.claim_id
),

known as (
    {{ with_aliases('said') }}
)

select known.* replace (list_transform(actors, name -> {{ known_actor('name') }}) as actors)
from known
cross join {{ actor_ids() }} as registered

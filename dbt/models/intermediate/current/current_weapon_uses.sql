with said as (
    select rows.*
    from {{ ref('stg_weapon_uses') }} as rows
    semi join {{ ref('current_articles') }} as articles using (article_id, run_id)
    anti join (select claim_id from {{ ref('int_claim_fixes') }} where is_rejected) as rejected on rows.statement_id = rejected.claim_id
),

known as (
    {{ with_aliases('said') }}
)

select known.* replace (list_transform(actors, name -> {{ known_actor('name') }}) as actors)
from known
cross join {{ actor_ids() }} as registered

{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
{#- The claims of each article's latest reading, as corrected by hand. -#}
with said as (
    select rows.*
    from {{ part('stg_claims', 'article_id', 'int_touched_articles') }} as rows
    semi join {{ part('current_articles', 'article_id', 'int_touched_articles') }} as articles using (article_id, run_id)
),

fixed as (
    {{ with_fixes("(select *, source_id as source_as_read, place_id as place_as_read from said)") }}
),

known as (
    {{ with_aliases('fixed', fixes=true) }}
),

actor_aliases as (
    select known.claim_id, list(aliases.correction_id order by aliases.correction_id) as alias_ids
    from (select claim_id, unnest(actors) as actor from known) as known
    inner join {{ ref('int_aliases') }} as aliases on lower(trim(known.actor)) = aliases.alias_key
    where aliases.state = 'applied' and aliases.register = 'actor'
    group by known.claim_id
)

select
    known.* replace (
        list_transform(known.actors, name -> {{ known_actor('name') }}) as actors,
        list_sort(list_concat(known.correction_ids, coalesce(actor_aliases.alias_ids, []))) as correction_ids
    )
from known
cross join {{ actor_ids() }} as registered
left join actor_aliases using (claim_id)

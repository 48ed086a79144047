{{ config(alias='actors') }}
with aliases as (
    select actor_id, list({'alias': alias, 'language': language} order by language nulls last, alias) as aliases
    from {{ ref('actor_aliases') }}
    group by actor_id
)

select
    actors.actor_id,
    actors.name,
    actors.type,
    actors.country,
    actors.side,
    actors.predecessor_id,
    actors.valid_from,
    actors.valid_to,
    coalesce(aliases.aliases, []) as aliases
from {{ ref('actors') }} as actors
left join aliases using (actor_id)

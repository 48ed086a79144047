{# Each mention follows its best link; what hangs together within a day of its most exact mention is one incident.
    The incident is named after its earliest ingested claim, so that its id outlives later articles. -#}
with recursive best_links as (
    select mention_id, arg_max(other_mention_id, {'score': score, 'nearest': -other_order}) as parent_id
    from {{ ref('int_incident_links') }}
    where is_linked
    group by mention_id
),

pointers as (
    select
        mentions.mention_id as item_id,
        best_links.parent_id,
        mentions.harm_from,
        mentions.harm_until,
        row_number() over (order by place_rank desc, harm_until - harm_from, first_ingested_at, mention_id) as item_order
    from {{ ref('int_incident_mentions') }} as mentions
    left join best_links using (mention_id)
),

{{ resolve_pointers('pointers', 1) }},

named as (
    select
        resolved.group_id,
        'inc_' || substr(md5(arg_min(claims.claim_id, {'seen': claims.first_ingested_at, 'tie': claims.claim_id})), 1, 16) as incident_id
    from resolved
    inner join {{ ref('int_mention_claims') }} as mentions on resolved.item_id = mentions.mention_id
    inner join {{ ref('int_claims') }} as claims using (claim_id)
    where claims.narrative_role is distinct from 'comparison'
    group by resolved.group_id
)

select resolved.item_id as mention_id, named.incident_id
from resolved
inner join named using (group_id)

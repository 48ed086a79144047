{# Each mention follows its best link; what hangs together within a day of its most exact mention is one incident.
    The incident is named after its earliest ingested claim, so that its id outlives later articles; each of its claims would have given it a name of its own, and
    corrections may use any of these. Tellings split off by hand are an incident of their own, and incidents merged by hand are one. -#}
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
        row_number() over (order by mentions.is_rejected, place_rank desc, harm_until - harm_from, first_ingested_at, mention_id) as item_order
    from {{ ref('int_incident_mentions') }} as mentions
    left join best_links using (mention_id)
),

{{ resolve_pointers('pointers', 1) }},

parted as (
    select resolved.item_id, coalesce(mentions.split_id, resolved.group_id) as group_id
    from resolved
    inner join {{ ref('int_incident_mentions') }} as mentions on resolved.item_id = mentions.mention_id
),

names as (
    select {{ incident_name('claims.claim_id') }} as name, parted.group_id
    from parted
    inner join {{ ref('int_mention_claims') }} as claims on parted.item_id = claims.mention_id
),

mergers as (
    select one.group_id, other.group_id as other_id
    from {{ ref('current_corrections') }} as corrections
    inner join names as one on corrections.target_id = one.name
    inner join names as other on corrections.value = other.name
    where corrections.action = 'merge'
),

reach as (
    select group_id, group_id as other_id from mergers
    union
    select other_id, other_id from mergers
    union
    select reach.group_id, ends.other_id
    from reach
    inner join (select group_id, other_id from mergers union all select other_id, group_id from mergers) as ends on reach.other_id = ends.group_id
),

merged as (
    select group_id, min(other_id) as merged_id
    from reach
    group by group_id
),

grouped as (
    select parted.item_id, coalesce(merged.merged_id, parted.group_id) as group_id
    from parted
    left join merged using (group_id)
),

named as (
    select
        grouped.group_id,
        {{ incident_name("arg_min(claims.claim_id, {'seen': claims.first_ingested_at, 'tie': claims.claim_id})") }} as incident_id
    from grouped
    inner join {{ ref('int_mention_claims') }} as mentions on grouped.item_id = mentions.mention_id
    inner join {{ ref('int_claims') }} as claims using (claim_id)
    where claims.narrative_role is distinct from 'comparison'
    group by grouped.group_id
    having not bool_and(claims.is_rejected)
)

select grouped.item_id as mention_id, named.incident_id
from grouped
inner join named using (group_id)

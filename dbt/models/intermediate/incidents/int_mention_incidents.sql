{# Each mention follows its best link among those whose dates meet; what hangs together with its most exact mention (within a day for an attack, longer for a
    calamity) is a group. Late news then takes its whole group to an earlier one: a toll told with the day of telling, an old event recalled without its date.
    The incident is named after its earliest ingested claim, so that its id outlives later articles. -#}
with recursive mentions as (
    select * from {{ ref('int_incident_mentions') }}
),

links as (
    select * from {{ ref('int_incident_links') }} where is_linked
),

best_links as (
    select mention_id, arg_max(other_mention_id, {'score': score, 'nearest': -other_order}) as parent_id
    from links
    where not is_late
    group by mention_id
),

pointers as (
    select
        mentions.mention_id as item_id,
        best_links.parent_id,
        mentions.harm_from,
        mentions.harm_until,
        greatest(1, mentions.spread_days) as slack_days,
        mentions.item_order
    from mentions
    left join best_links using (mention_id)
),

{{ resolve_pointers('pointers') }},

groups as (
    select resolved.item_id, resolved.group_id, roots.harm_from as group_from, roots.item_order as group_order
    from resolved
    inner join mentions as roots on resolved.group_id = roots.mention_id
),

{# From later to earlier groups, so that the way always ends. #}
late_links as (
    select later.group_id, arg_max(earlier.group_id, {'score': links.score, 'tie': -earlier.group_order}) as earlier_id
    from (
        select mention_id, other_mention_id, score from links where is_late
        union all
        select other_mention_id, mention_id, score from links where is_late
    ) as links
    inner join groups as later on links.mention_id = later.item_id
    inner join groups as earlier on links.other_mention_id = earlier.item_id
    where (earlier.group_from, earlier.group_order) < (later.group_from, later.group_order)
    group by later.group_id
),

ways as (
    select groups.group_id, groups.group_id as final_id
    from groups
    anti join late_links using (group_id)
    where groups.item_id = groups.group_id
    union all
    select late_links.group_id, ways.final_id
    from late_links
    inner join ways on late_links.earlier_id = ways.group_id
),

placed as (
    select groups.item_id as mention_id, ways.final_id
    from groups
    inner join ways using (group_id)
),

named as (
    select
        placed.final_id,
        'inc_' || substr(md5(arg_min(claims.claim_id, {'seen': claims.first_ingested_at, 'tie': claims.claim_id})), 1, 16) as incident_id
    from placed
    inner join {{ ref('int_mention_claims') }} as mentions using (mention_id)
    inner join {{ ref('int_claims') }} as claims using (claim_id)
    group by placed.final_id
    having bool_or(mentions.is_founding)
)

select placed.mention_id, named.incident_id
from placed
inner join named using (final_id)

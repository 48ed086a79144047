{{ config(materialized='incremental', pre_hook="{{ forget('incident_id') }}") }}
{# Each mention follows its best link among those whose dates meet; what hangs together with its most exact mention (within a day for an attack, longer for a
    calamity) is a group; groups that other links bring together within the same limits are one. Late news then takes its whole group to an earlier one: a toll
    told with the day of telling, an old event recalled without its date; but groups whose days are told firmly, well after the event, come together only where
    these days meet.
    The incident is named after its earliest ingested claim, so that its id outlives later articles; each of its claims would have given it a name of its own, and
    corrections may use any of these. Tellings split off by hand are an incident of their own, and incidents merged by hand are one. -#}
with recursive mentions as (
    select * from {{ part('int_incident_mentions', 'article_id') }}
),

links as (
    select * from {{ part('int_incident_links', 'article_id') }} where is_linked
),

best_links as (
    select mention_id, arg_min(other_mention_id, {'score': -score, 'nearest': other_order}) as parent_id
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

firm_days as (
    select mention_id as item_id, harm_from as firm_day
    from mentions
    where harm_from = harm_until and date_basis <> 'published' and harm_until < said_on - {{ link_policy('report_days') }}::integer
),

groups as (
    select resolved.item_id, resolved.group_id, roots.harm_from as group_from, roots.harm_until as group_until, roots.item_order as group_order, roots.slack_days
    from resolved
    inner join pointers as roots on resolved.group_id = roots.item_id
),

dated_links as (
    select mention_id as item_id, other_mention_id as other_id, score from links where not is_late
),

late_links as (
    select mention_id as item_id, other_mention_id as other_id, score from links where is_late
),

{{ merge_groups('joined', 'groups', 'dated_links', true) }},

{{ merge_groups('placed_freely', 'joined', 'late_links', false) }},

{{ keep_firm_days('placed', 'placed_freely', 'joined', 'firm_days') }},

parted as (
    select placed.item_id, coalesce(mentions.split_id, placed.group_id) as group_id
    from placed
    inner join mentions on placed.item_id = mentions.mention_id
),

names as (
    select {{ incident_name('claims.claim_id') }} as name, parted.group_id
    from parted
    inner join {{ part('int_mention_claims', 'article_id') }} as claims on parted.item_id = claims.mention_id
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
    inner join {{ part('int_mention_claims', 'article_id') }} as mentions on grouped.item_id = mentions.mention_id
    inner join {{ part('int_claims', 'article_id') }} as claims using (claim_id)
    group by grouped.group_id
    having bool_or(mentions.is_founding and not claims.is_rejected)
)

select grouped.item_id as mention_id, mentions.article_id, joined.group_id as day_group, named.incident_id
from grouped
inner join joined using (item_id)
inner join named on grouped.group_id = named.group_id
inner join mentions on grouped.item_id = mentions.mention_id

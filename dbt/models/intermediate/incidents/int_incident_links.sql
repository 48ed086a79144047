{{ config(materialized='incremental', pre_hook=["{{ forget('article_id', 'int_touched_articles') }}", "{{ forget('article_id', 'int_touched_articles', of='other_article_id') }}"]) }}
{# The compared pairs of mentions, scored by weights that are data: how the dates, places, kinds, means, actors and figures compare, and where they come from. -#}
{%- set touched = ref('int_touched_articles') if not execute or continues() else none %}
with ordered as (
    select child_id, parent_id
    from {{ ref('int_incident_pairs') }}
    {%- if continues() %}
    where article_id in (select id from {{ touched }}) or other_article_id in (select id from {{ touched }})
    {%- endif %}
),

mentions as (
    select *, harm_until - harm_from as span_days
    from {{ ref('int_incident_mentions') }}
    {%- if continues() %}
    where mention_id in (select unnest([child_id, parent_id]) from ordered)
    {%- endif %}
),

pairs as materialized (
    select
        child,
        parent,
        if(child.harm_from >= parent.harm_from, child, parent) as later,
        if(child.said_on >= parent.said_on, child, parent) as teller,
        abs(child.said_on - parent.said_on) as told_apart,
        {{ gap_days('child', 'parent') }} as gap,
        {{ days_meet('child', 'parent') }} as days_meet,
        gap between 1 and {{ link_policy('rescue_days') }} and child.realm in ('mishap', 'nature') and parent.realm in ('mishap', 'nature') as is_rescue,
        {{ places_agree('child', 'parent') }} as places_agree,
        {{ places_meet('child', 'parent') }} as places_meet,
        {{ kind_level('child', 'parent') }} as kind_level
    from ordered
    inner join mentions as child on ordered.child_id = child.mention_id
    inner join mentions as parent on ordered.parent_id = parent.mention_id
),

{# Materialised, so that figures meet only within the pairs. Parts count where they are equal; how far figures are apart is asked of wholes only. #}
pair_figures as materialized (
    select pairs.child.mention_id as child_id, pairs.parent.mention_id as parent_id, figures.* exclude (mention_id, article_id)
    from pairs
    inner join {{ ref('int_mention_figures') }} as figures on pairs.child.mention_id = figures.mention_id
),

compared as (
    select
        a.child_id,
        a.parent_id,
        a.measure,
        a.population,
        coalesce(max(a.figure_weight) filter (where a.number = b.number), 0) as equal_weight,
        bool_or(a.said_on <> b.said_on and (a.value_low > b.value_low) = (a.said_on > b.said_on)) as is_rising,
        min(greatest(a.value_low, b.value_low)::double / greatest(1, least(coalesce(a.value_high, a.value_low), coalesce(b.value_high, b.value_low)))) as ratio,
        case
            when bool_or(a.value_point = b.value_point) then 0
            when bool_or(a.value_low <= coalesce(b.value_high, a.value_low) and b.value_low <= coalesce(a.value_high, b.value_low)) then 1
            when ratio <= 1.25 then 2
            when ratio <= 2 then 3
            else 4
        end as distance
    from pair_figures as a
    inner join {{ ref('int_mention_figures') }} as b on a.parent_id = b.mention_id and a.measure = b.measure and a.population = b.population
    where a.value_low is not null and b.value_low is not null
    group by all
),

numbers as (
    select
        child_id,
        parent_id,
        sum(equal_weight) as equal_weight,
        bool_or(is_rising) filter (where population = 'people' and distance >= 2) as is_rising,
        ['equal', 'compatible', 'near', 'different', 'far'][1 + round(avg(distance))::integer] as level
    from compared
    group by all
),

levels as (
    select
        child.mention_id as mention_id,
        parent.mention_id as other_mention_id,
        child.article_id as article_id,
        parent.article_id as other_article_id,
        child.item_order as item_order,
        parent.item_order as other_order,
        gap,
        places_meet,
        kind_level,
        case
            {# Two nights that share a day are two. -#}
            when child.span_days = 1 and parent.span_days = 1 and child.harm_from <> parent.harm_from and gap <= 1 and not child.is_wide then 'adjacent'
            when gap = 0 and child.harm_from = parent.harm_from and child.harm_until = parent.harm_until and child.span_days <= 2 then 'same_day'
            when gap = 0 and greatest(child.span_days, parent.span_days) <= {{ link_policy('narrow_days') }} then 'within_week'
            when gap = 0 and greatest(child.span_days, parent.span_days) <= 31 then 'within_month'
            when gap = 0 then 'within_year'
            when days_meet then 'in_course'
            {# Rescuers count for days, and few accidents follow each other in one place. -#}
            when is_rescue and later.harm_until >= later.said_on - {{ link_policy('report_days') }}::integer then 'rescue'
            when gap <= 1 then 'adjacent'
            when later.date_basis = 'published' and gap <= {{ link_policy('recall_days') }} then 'undated'
            when later.harm_until < later.said_on - {{ link_policy('report_days') }}::integer then 'apart'
            when gap <= later.told_days then 'late'
            when gap <= {{ link_policy('recall_days') }} then 'recalled'
            else 'apart'
        end as date_level,
        case
            when not places_meet and list_has_any(child.place_labels, parent.place_labels) and (child.has_unknown_place or parent.has_unknown_place) then 'same_name'
            when not places_meet and child.family = 'water' and parent.family = 'water' then 'at_sea'
            when not places_meet and child.country <> parent.country then 'other_country'
            when not places_meet then 'elsewhere'
            when least(child.place_rank, parent.place_rank) = 4 and child.place_id = parent.place_id then 'same_place'
            when not places_agree then 'in_reach'
            when least(child.place_rank, parent.place_rank) = 4 then 'near'
            when least(child.place_rank, parent.place_rank) <= 1 and list_has_any(child.place_labels, parent.place_labels) then 'same_name'
            when least(child.place_rank, parent.place_rank) = 3 then 'in_district'
            when child.place_rank = 2 and parent.place_rank = 2 then 'same_area'
            when least(child.place_rank, parent.place_rank) = 2 then 'in_province'
            when least(child.place_rank, parent.place_rank) = 1 then 'in_country'
            else 'unknown'
        end as place_level,
        case
            when len(child.weapons) = 0 or len(parent.weapons) = 0 then 'unknown'
            when list_has_any(child.weapons, parent.weapons) then
                if(len(list_filter(list_intersect(child.weapon_families, parent.weapon_families), family -> family not in ('explosive', 'gunfire'))) > 0, 'same_rare', 'same')
            when list_has_any(child.weapon_families, parent.weapon_families) then 'related'
            else 'different'
        end as weapon_level,
        case
            when len(child.actors) = 0 or len(parent.actors) = 0 then 'unknown'
            when list_has_any(child.actors, parent.actors) then 'same'
            else 'different'
        end as actor_level,
        case
            when numbers.equal_weight >= 5 then 'same_set'
            when numbers.equal_weight >= 3 then 'equal_rare'
            when numbers.equal_weight >= 1.5 then 'equal'
            when coalesce(numbers.is_rising, false)
                and (teller.tells_update or is_rescue or child.is_wide and parent.is_wide or told_apart >= {{ link_policy('final_days') }}) then 'rising'
            when numbers.level = 'equal' then 'equal_common'
            else coalesce(numbers.level, 'unknown')
        end as number_level,
        case
            when not later.tells_update or gap = 0 then 'none'
            when later.date_basis = 'published' then 'update_undated'
            else 'update'
        end as cue_level,
        case
            {# A mention without a place in the body stands in the headline, which says what the text says. -#}
            when child.article_id = parent.article_id and (child.char_start is null) <> (parent.char_start is null)
                and numbers.level in ('equal', 'compatible') then 'headline'
            when child.article_id = parent.article_id then 'same_article'
            when child.cluster_id = parent.cluster_id then 'syndicated'
            else 'independent'
        end as origin_level
    from pairs
    left join numbers on child.mention_id = numbers.child_id and parent.mention_id = numbers.parent_id
),

scored as (
    select
        levels.* exclude (places_meet),
        (
            select round(sum(weights.weight), 6) {# the same, in whatever order they are added #}
            from {{ ref('link_weights') }} as weights
            where (weights.feature, weights.level) in (
                ('date', date_level), ('place', place_level), ('kind', kind_level), ('weapon', weapon_level),
                ('actor', actor_level), ('number', number_level), ('cue', cue_level), ('origin', origin_level)
            )
        ) as score
    from levels
    where date_level <> 'apart'
        and kind_level <> 'different'
        and (places_meet or place_level in ('same_name', 'at_sea') or number_level in ('same_set', 'equal_rare', 'equal'))
)

select
    *,
    date_level in ('rescue', 'late', 'undated', 'recalled') or date_level = 'adjacent' and cue_level = 'update' as is_late,
    score >= {{ link_policy('link_threshold') }} as is_linked
from scored

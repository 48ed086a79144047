{# Pairs of mentions that may be one event, scored by weights that are data. The first of a pair is the vaguer (or the later) one: it may point to the second.
    Exact dates are compared day by day within a country; vaguer ones only at the same settlement or within the same province and month. -#}
with mentions as (
    select
        *,
        harm_until - harm_from as span_days,
        harm_until - harm_from <= {{ link_policy('narrow_days') }} as is_narrow,
        row_number() over (order by is_rejected, place_rank desc, harm_until - harm_from, first_ingested_at, mention_id) as item_order
    from {{ ref('int_incident_mentions') }}
    where split_id is null
),

by_day as (
    select mention_id, coalesce(country, '') as country, unnest(generate_series(harm_from, harm_until, interval 1 day))::date as block
    from mentions
    where is_narrow
),

by_month as (
    select mention_id, country, admin1, is_narrow, unnest(generate_series(date_trunc('month', harm_from), harm_until::timestamp, interval 1 month))::date as block
    from mentions
    where admin1 is not null and span_days <= 366
),

blocked as (
    select a.mention_id as one_id, b.mention_id as other_id
    from by_day as a
    inner join (select mention_id, country, unnest([block, block - 1]) as block from by_day) as b
        on a.country = b.country and a.block = b.block and a.mention_id <> b.mention_id
    union
    select a.mention_id, b.mention_id
    from mentions as a
    inner join mentions as b on a.place_id = b.place_id and a.mention_id <> b.mention_id
    where a.place_rank = 4 and not (a.is_narrow and b.is_narrow) and a.harm_from <= b.harm_until and b.harm_from <= a.harm_until
    union
    select a.mention_id, b.mention_id
    from by_month as a
    inner join by_month as b on a.country = b.country and a.admin1 = b.admin1 and a.block = b.block and a.mention_id <> b.mention_id
    where not (a.is_narrow and b.is_narrow)
),

pairs as materialized (
    select child, parent
    from (
        select distinct
            case when one.item_order > other.item_order then one.mention_id else other.mention_id end as child_id,
            case when one.item_order > other.item_order then other.mention_id else one.mention_id end as parent_id
        from blocked
        inner join mentions as one on blocked.one_id = one.mention_id
        inner join mentions as other on blocked.other_id = other.mention_id
    ) as ordered
    inner join mentions as child on ordered.child_id = child.mention_id
    inner join mentions as parent on ordered.parent_id = parent.mention_id
    where {{ places_agree('child', 'parent') }} and {{ gap_days('child', 'parent') }} <= 1
),

{# The figures that two mentions share: the same measure for the same group, parts left out. -#}
figures as (
    select
        mentions.mention_id,
        claims.measure,
        claims.population,
        claims.value_low,
        claims.value_point,
        claims.value_high
    from {{ ref('int_mention_claims') }} as mentions
    inner join {{ ref('int_claims') }} as claims using (claim_id)
    inner join mentions as tellings using (mention_id)
    where claims.parent_claim_id is null and claims.value_low is not null and claims.is_rejected = tellings.is_rejected
),

{# Materialised, so that figures meet only within the pairs. #}
pair_figures as materialized (
    select pairs.child.mention_id as child_id, pairs.parent.mention_id as parent_id, figures.* exclude (mention_id)
    from pairs
    inner join figures on pairs.child.mention_id = figures.mention_id
),

compared as (
    select
        a.child_id,
        a.parent_id,
        a.measure,
        a.population,
        case
            when bool_or(a.value_point = b.value_point) then 0
            when bool_or(a.value_low <= coalesce(b.value_high, a.value_low) and b.value_low <= coalesce(a.value_high, b.value_low)) then 1
            when min(greatest(a.value_low, b.value_low)::double / greatest(1, least(coalesce(a.value_high, a.value_low), coalesce(b.value_high, b.value_low)))) <= 1.25 then 2
            when min(greatest(a.value_low, b.value_low)::double / greatest(1, least(coalesce(a.value_high, a.value_low), coalesce(b.value_high, b.value_low)))) <= 2 then 3
            else 4
        end as distance
    from pair_figures as a
    inner join figures as b on a.parent_id = b.mention_id and a.measure = b.measure and a.population = b.population
    group by all
),

numbers as (
    select child_id, parent_id, ['equal', 'compatible', 'near', 'different', 'far'][1 + round(avg(distance))::integer] as level
    from compared
    group by all
),

levels as (
    select
        child.mention_id as mention_id,
        parent.mention_id as other_mention_id,
        child.item_order as item_order,
        parent.item_order as other_order,
        case
            when {{ gap_days('child', 'parent') }} > 0 then 'adjacent'
            when child.harm_from = parent.harm_from and child.harm_until = parent.harm_until and child.span_days <= 2 then 'same_day'
            when greatest(child.span_days, parent.span_days) <= {{ link_policy('narrow_days') }} then 'within_week'
            when greatest(child.span_days, parent.span_days) <= 31 then 'within_month'
            else 'within_year'
        end as date_level,
        case
            when least(child.place_rank, parent.place_rank) = 4 and child.place_id = parent.place_id then 'same_place'
            when least(child.place_rank, parent.place_rank) = 4 then 'near'
            when lower(child.place_name) = lower(parent.place_name) and child.place_id is null and parent.place_id is null then 'same_name'
            when least(child.place_rank, parent.place_rank) = 3 then 'in_district'
            when child.place_rank = 2 and parent.place_rank = 2 then 'same_area'
            when least(child.place_rank, parent.place_rank) = 2 then 'in_province'
            when least(child.place_rank, parent.place_rank) = 1 then 'in_country'
            else 'unknown'
        end as place_level,
        case
            when len(child.weapons) = 0 or len(parent.weapons) = 0 then 'unknown'
            when list_has_any(child.weapons, parent.weapons) then 'same'
            when list_has_any(child.weapon_families, parent.weapon_families) then 'related'
            else 'different'
        end as weapon_level,
        case
            when len(child.actors) = 0 or len(parent.actors) = 0 then 'unknown'
            when list_has_any(child.actors, parent.actors) then 'same'
            else 'different'
        end as actor_level,
        coalesce(numbers.level, 'unknown') as number_level,
        case
            when child.article_id = parent.article_id then 'same_article'
            when child.cluster_id = parent.cluster_id then 'syndicated'
            else 'independent'
        end as origin_level
    from pairs
    left join numbers on child.mention_id = numbers.child_id and parent.mention_id = numbers.parent_id
),

scored as (
    select
        levels.*,
        (
            select round(sum(weights.weight), 6) {# the same, in whatever order they are added #}
            from {{ ref('link_weights') }} as weights
            where (weights.feature, weights.level) in (
                ('date', date_level), ('place', place_level), ('weapon', weapon_level),
                ('actor', actor_level), ('number', number_level), ('origin', origin_level)
            )
        ) as score
    from levels
)

select *, score >= {{ link_policy('link_threshold') }} as is_linked
from scored

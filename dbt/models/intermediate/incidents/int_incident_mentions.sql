{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
{# One article's telling of one event: its most exact date and place, and what is said to have done it. Claims rejected by hand say nothing of it, unless there
    are no others: then the telling only keeps a name alive (is_rejected). -#}
with members as (
    select
        mentions.mention_id,
        mentions.date_basis,
        mentions.harm_from as mention_from,
        mentions.harm_until as mention_until,
        mentions.is_founding,
        mentions.split_id as mention_split_id,
        claims.*,
        kinds.* exclude (claim_id, article_id)
    from {{ part('int_mention_claims', 'article_id', 'int_touched_articles') }} as mentions
    inner join {{ part('int_claims', 'article_id', 'int_touched_articles') }} as claims using (claim_id)
    inner join {{ part('int_event_kinds', 'article_id', 'int_touched_articles') }} as kinds using (claim_id)
    qualify not claims.is_rejected or bool_and(claims.is_rejected) over (partition by mentions.mention_id)
),

{# A calamity that one of its claims names is what the others are about; else the kind that most of them tell. -#}
main_kinds as (
    select
        mention_id,
        arg_max(
            {
                'event_kind': event_kind, 'realm': realm, 'family': family, 'near_km': near_km, 'spread_days': spread_days,
                'told_days': told_days, 'is_wide': is_wide
            },
            {'wide': is_wide, 'n': n, 'tie': event_kind}
        ) as kind
    from (select *, count(*) over (partition by mention_id, event_kind) as n from members)
    group by mention_id
),

exact_dates as (
    select
        mention_id,
        arg_min(
            {'date_basis': date_basis, 'harm_from': mention_from, 'harm_until': mention_until},
            {'span': mention_until - mention_from, 'basis': date_basis <> 'text', 'is_other': claim_id <> mention_id, 'tie': claim_id}
        ) as best_date
    from members
    group by mention_id
),

{# The country that most of its figures name: a neighbour that is mentioned for a part has its own exact places. #}
main_countries as (
    select mention_id, arg_max(country, {'n': n, 'is_root': is_root, 'tie': country}) as country
    from (select mention_id, country, count(*) as n, bool_or(claim_id = mention_id) as is_root from members where country is not null group by all)
    group by mention_id
),

exact_places as (
    select
        mention_id,
        arg_max(
            {
                'place_rank': place_rank, 'place_id': place_id, 'place_name': place_name, 'place_names': place_names, 'admin1': admin1, 'admin2': admin2,
                'country': members.country, 'latitude': latitude, 'longitude': longitude, 'place_precision': place_precision
            },
            {'is_main': coalesce(members.country = main_countries.country, false), 'place_rank': place_rank, 'is_root': claim_id = mention_id, 'tie': claim_id}
        ) as best_place
    from members
    left join main_countries using (mention_id)
    group by mention_id
),

means as (
    select
        mention_id,
        list_sort(list_distinct(flatten(list(weapons)))) as weapons,
        list_sort(list_distinct(flatten(list(weapon_families)))) as weapon_families,
        {# "Gunmen" of one article may be the group that another one names: only those of the register are compared. #}
        list_sort(list_intersect(list_distinct(flatten(list(actors))), (select list(actor_id) from {{ ref('actors') }}))) as actors,
        any_value(article_id) as article_id,
        any_value(cluster_id) as cluster_id,
        any_value(is_canonical) as is_canonical,
        min(first_ingested_at) as first_ingested_at,
        min(char_start) filter (where section = 'body') as char_start,
        max(sentence_end) filter (where section = 'body') as sentence_end,
        bool_or(is_founding) as is_founding,
        any_value(mention_split_id) as split_id,
        bool_and(is_rejected) as is_rejected,
        max(said_on) as said_on,
        coalesce(bool_or(relation_cue in ('update_to', 'update_from')), false) as tells_update,
        coalesce(list_sort(list_distinct(list(lower(place_name)) filter (where place_rank >= 3 or place_name <> country_names.label))), []) as place_labels,
        coalesce(bool_or(place_rank <= 1 and place_name <> country_names.label), false) as has_unknown_place,
        bool_and(narrative_role is not distinct from 'comparison') as is_comparison,
        count(*) as n_claims
    from members
    left join {{ ref('countries') }} as country_names on members.country = country_names.code
    group by mention_id
)

select
    mention_id,
    means.article_id,
    means.cluster_id,
    means.is_canonical,
    means.first_ingested_at,
    means.char_start,
    means.sentence_end,
    exact_dates.best_date.date_basis as date_basis,
    exact_dates.best_date.harm_from as harm_from,
    exact_dates.best_date.harm_until as harm_until,
    exact_places.best_place.place_rank as place_rank,
    exact_places.best_place.place_id as place_id,
    exact_places.best_place.place_name as place_name,
    exact_places.best_place.place_names as place_names,
    exact_places.best_place.admin1 as admin1,
    exact_places.best_place.admin2 as admin2,
    exact_places.best_place.country as country,
    exact_places.best_place.latitude as latitude,
    exact_places.best_place.longitude as longitude,
    exact_places.best_place.place_precision as place_precision,
    means.weapons,
    means.weapon_families,
    means.actors,
    main_kinds.kind.event_kind as event_kind,
    main_kinds.kind.realm as realm,
    main_kinds.kind.family as family,
    main_kinds.kind.near_km as near_km,
    main_kinds.kind.spread_days as spread_days,
    main_kinds.kind.told_days as told_days,
    main_kinds.kind.is_wide as is_wide,
    means.said_on,
    means.tells_update,
    means.place_labels,
    means.has_unknown_place,
    means.is_founding,
    means.is_comparison,
    means.is_rejected,
    means.split_id,
    means.n_claims,
    {# A value, not a row number: what else is told does not move it. -#}
    {
        'is_rejected': means.is_rejected, 'vagueness': -exact_places.best_place.place_rank,
        'span': exact_dates.best_date.harm_until - exact_dates.best_date.harm_from, 'harm_from': exact_dates.best_date.harm_from,
        'seen': means.first_ingested_at, 'mention_id': mention_id
    } as item_order
from means
inner join exact_dates using (mention_id)
inner join exact_places using (mention_id)
inner join main_kinds using (mention_id)

{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# The events behind the figures, each at its most exact date and place. -#}
with members as (
    select
        incidents.incident_id,
        mentions.*,
        count(distinct mentions.cluster_id) over (partition by incidents.incident_id, mentions.harm_from, mentions.harm_until) as n_naming_the_day
    from {{ part('int_mention_incidents', 'article_id') }} as incidents
    inner join {{ part('int_incident_mentions', 'article_id') }} as mentions using (mention_id)
    where not mentions.is_rejected
),

claims as (
    select
        links.incident_id,
        min(claims.first_ingested_at) as first_ingested_at,
        count(*) as n_claims,
        count(distinct claims.article_id) as n_articles,
        count(distinct claims.cluster_id) as n_clusters,
        mode(claims.cause order by claims.cause) as cause,
        mode(claims.hazard order by claims.hazard) as hazard
    from {{ part('int_claim_incidents', 'claim_id') }} as links
    inner join {{ part('int_claims', 'article_id') }} as claims using (claim_id)
    where links.disposition = 'linked'
    group by links.incident_id
),

origins as (
    select incident_id, count(distinct speaker_key) as n_independent
    from {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }}
    where admission in ('admitted', 'feared')
    group by incident_id
),

exact as (
    select
        incident_id,
        arg_min(
            {'harm_from': harm_from, 'harm_until': harm_until, 'date_basis': date_basis},
            {
                'basis': date_basis = 'published', 'span': harm_until - harm_from, 'own': date_basis <> 'text', 'n': -n_naming_the_day, 'first': harm_from,
                'tie': mention_id
            }
        ) as best_date,
        arg_min(
            {
                'place_id': place_id, 'place_name': place_name, 'admin1': admin1, 'admin2': admin2, 'country': country,
                'latitude': latitude, 'longitude': longitude, 'place_precision': place_precision
            },
            {'rank': -place_rank, 'seen': first_ingested_at, 'tie': mention_id}
        ) as best_place,
        list_sort(list_distinct(flatten(list(actors)))) as actors
    from members
    group by incident_id
),

{# A weapon is a claim too: those of the figures, and those of the statements about the incident that nobody in them denies. -#}
weapon_claims as (
    select incident_id, unnest(weapons) as weapon
    from members
    union all
    select links.incident_id, uses.weapon
    from {{ part('int_statement_incidents', 'incident_id', 'int_touched_incidents') }} as links
    inner join {{ part('current_weapon_uses', 'article_id') }} as uses using (statement_id)
    inner join {{ ref('stances') }} as stances on uses.stance = stances.code
    where stances.polarity = 'asserts' and uses.modality = 'asserted'
),

weapons as (
    select incident_id, list(weapon order by n desc, weapon) as weapons
    from (select incident_id, weapon, count(*) as n from weapon_claims group by all)
    group by incident_id
),

accounts as (
    select
        links.incident_id,
        bool_or(stances.polarity = 'asserts' and (said.stance = 'admitted' or stances.parent = 'admitted')) as is_admitted,
        count(distinct said.accused) filter (where stances.polarity = 'asserts') as n_accused
    from {{ part('int_statement_incidents', 'incident_id', 'int_touched_incidents') }} as links
    inner join {{ part('current_responsibility', 'article_id') }} as said using (statement_id)
    inner join {{ ref('stances') }} as stances on said.stance = stances.code
    group by links.incident_id
),

fighters as (
    select
        incident_id,
        count(distinct side) filter (where side in ('state_forces', 'combatant')) as n_fighting_sides,
        bool_and(side = 'civilian') as only_civilians
    from {{ part('int_side_figures', 'incident_id', 'int_touched_incidents') }}
    where measure = 'killed'
    group by incident_id
),

harm as (
    select
        incident_id,
        any_value({'low': low, 'best': best, 'high': high, 'is_open': is_open}) filter (where measure = 'killed') as killed,
        any_value({'low': low, 'best': best, 'high': high, 'is_open': is_open}) filter (where measure = 'injured') as injured,
        bool_or(has_conflict) as has_conflict
    from {{ part('int_casualty_totals', 'incident_id', 'int_touched_incidents') }}
    group by incident_id
)

select
    claims.incident_id,
    case coalesce(claims.cause, case when len(coalesce(weapons.weapons, [])) > 0 then 'conflict' end)
        when 'conflict' then coalesce(
            subtypes.parent,
            case when fighters.n_fighting_sides = 2 then 'battles' when fighters.only_civilians then 'violence_against_civilians' else 'unknown_event' end
        )
        when 'crime' then 'crime'
        when 'disaster' then 'disaster'
        when 'accident' then 'accident'
        when 'disease' then 'disease_outbreak'
        else 'unknown_event'
    end as event_type,
    coalesce(subtypes.code, case when claims.cause = 'conflict' and fighters.n_fighting_sides = 2 then 'armed_clash' end) as event_subtype,
    claims.cause,
    claims.hazard,
    exact.best_date.harm_from as event_start,
    exact.best_date.harm_until as event_end,
    case
        when exact.best_date.date_basis = 'published' then 'inferred'
        when exact.best_date.harm_from = exact.best_date.harm_until then 'day'
        when exact.best_date.harm_from = date_trunc('year', exact.best_date.harm_from)
            and exact.best_date.harm_until = exact.best_date.harm_from + interval 1 year - interval 1 day then 'year'
        when exact.best_date.harm_from = date_trunc('month', exact.best_date.harm_from) and exact.best_date.harm_until = last_day(exact.best_date.harm_from) then 'month'
        when exact.best_date.harm_until - exact.best_date.harm_from = 6 then 'week'
        else 'range'
    end as date_precision,
    exact.best_date.date_basis as date_basis,
    exact.best_place.place_id as place_id,
    exact.best_place.place_name as place_name,
    exact.best_place.admin1 as admin1,
    exact.best_place.admin2 as admin2,
    exact.best_place.country as country,
    exact.best_place.latitude as latitude,
    exact.best_place.longitude as longitude,
    coalesce(exact.best_place.place_precision, 'unspecified') as place_precision,
    coalesce(weapons.weapons, []) as weapons,
    exact.actors,
    claims.n_claims,
    claims.n_articles,
    claims.n_clusters,
    coalesce(origins.n_independent, 0) as n_independent,
    case
        when coalesce(accounts.is_admitted, false) then 'confirmed'
        when coalesce(accounts.n_accused, 0) > 1 then 'contested'
        when coalesce(origins.n_independent, 0) >= 2 then 'fair'
        else 'weak'
    end as verification_grade,
    coalesce(harm.has_conflict, false) as has_conflict,
    harm.killed.low as killed_low,
    harm.killed.best as killed_best,
    harm.killed.high as killed_high,
    harm.killed.is_open as killed_is_open,
    harm.injured.low as injured_low,
    harm.injured.best as injured_best,
    harm.injured.high as injured_high,
    harm.injured.is_open as injured_is_open,
    claims.first_ingested_at
from claims
inner join exact using (incident_id)
left join weapons using (incident_id)
left join origins using (incident_id)
left join accounts using (incident_id)
left join harm using (incident_id)
left join fighters using (incident_id)
left join {{ ref('weapons') }} as main_weapon on weapons.weapons[1] = main_weapon.code
left join {{ ref('event_types') }} as subtypes on main_weapon.acled_sub_event = subtypes.acled and subtypes.parent is not null

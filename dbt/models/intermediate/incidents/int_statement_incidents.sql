{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# Which incident a statement without a number is about. One that names date or place has to agree with the incident and to share the weapon or the exact
    place; one that names neither is about the incident told just before it in the same article. When two incidents fit equally well it is about neither. -#}
with statements as (
    select statement_id, article_id, char_start, sentence_start, [weapon] as weapons, event_start, event_end, event_from, event_until, true as names_weapon,
        place_name, place_names, place_id, admin1, admin2, country, latitude, longitude, place_precision
    from {{ part('current_weapon_uses', 'article_id') }}
    where section = 'body'
    union all by name
    select statement_id, article_id, char_start, sentence_start, weapons, event_start, event_end, event_from, event_until, false as names_weapon,
        place_name, place_names, place_id, admin1, admin2, country, latitude, longitude, place_precision
    from {{ part('current_responsibility', 'article_id') }}
    where section = 'body'
),

families as (
    select statements.statement_id, list_distinct(list(weapons.family)) as weapon_families
    from (select statement_id, unnest(weapons) as weapon from statements) as statements
    inner join {{ ref('int_weapon_families') }} as weapons using (weapon)
    group by statements.statement_id
),

placed as (
    select
        statements.*,
        coalesce(families.weapon_families, []) as weapon_families,
        coalesce(event_from, {{ first_day('event_end') }}) as harm_from,
        coalesce(event_until, {{ final_day('event_start') }}) as harm_until,
        case
            when place_precision in ('point', 'settlement', 'near_settlement') and place_id is not null then 4
            when place_precision in ('admin3', 'admin2') and coalesce(admin2, place_id) is not null then 3
            when place_precision in ('admin1', 'region') and admin1 is not null then 2
            when country is not null then 1
            else 0
        end as place_rank
    from statements
    left join families using (statement_id)
),

candidates as (
    select
        said.statement_id,
        said.names_weapon,
        incidents.incident_id,
        coalesce(said.harm_from <= mentions.harm_until and mentions.harm_from <= said.harm_until, false) as dates_meet,
        said.harm_from is null as is_undated,
        {# "In October, the UN accused …": the accusation is dated, not the act. -#}
        not said.names_weapon and said.harm_from > mentions.harm_until and said.place_rank < 4 as is_dated_later,
        said.place_rank = 4 and mentions.place_id = said.place_id as is_same_place,
        list_has_any(said.weapon_families, mentions.weapon_families) as weapons_meet,
        len(said.weapon_families) = 0 or len(mentions.weapon_families) = 0 as weapon_unknown,
        said.char_start - mentions.char_start as distance,
        said.char_start >= mentions.char_start
            and coalesce(said.sentence_start, said.char_start) - mentions.sentence_end <= {{ link_policy('statement_gap') }} as follows
    from placed as said
    inner join {{ part('int_incident_mentions', 'article_id') }} as mentions using (article_id)
    inner join {{ part('int_mention_incidents', 'article_id') }} as incidents using (mention_id)
    where mentions.char_start is not null and not mentions.is_rejected and {{ places_agree('said', 'mentions') }}
),

fitting as (
    select
        statement_id,
        incident_id,
        max(
            case when dates_meet then 4 else 0 end + case when is_same_place then 3 else 0 end
            + case when weapons_meet then 2 else 0 end + case when follows then 1 else 0 end
        ) as fit,
        min(abs(distance)) as distance
    from candidates
    where (weapons_meet or weapon_unknown)
        and (
            (dates_meet and (weapons_meet or is_same_place or follows))
            or (is_same_place and is_undated and weapons_meet)
            or (follows and (is_undated or is_dated_later) and (not names_weapon or weapons_meet))
        )
    group by all
),

ranked as (
    select *, row_number() over (partition by statement_id order by fit desc, distance, incident_id) as place
    from fitting
)

select statement_id, incident_id
from ranked
where place = 1

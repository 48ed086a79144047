{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# What each speaker says of each group, after the speaker's own corrections and, for early tolls, those of others: the latest figure leads; earlier ones that agree with it sharpen it, those that do
    not are superseded; "another six" comes on top. One row per incident, measure, group and speaker. -#}
with figures as (
    select *
    from {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }}
    where admission = 'admitted' and facet in ('total', 'side')
),

base as (
    select
        *,
        row_number() over (
            partition by incident_id, measure, part, affiliation, speaker_key
            order by
                is_vague, said_on desc nulls last, coalesce(relation_cue in ('update_to', 'total'), false) desc,
                value_low desc, value_rank, char_start desc, claim_id
        ) as recency
    from figures
    where relation_cue is distinct from 'increment'
),

leaders as (
    select * from base where recency = 1
),

placed as (
    select
        base.*,
        base.value_low <= coalesce(leaders.value_high, base.value_low) and leaders.value_low <= coalesce(base.value_high, leaders.value_low) as agrees,
        leaders.said_on as leading_said_on,
        leaders.article_id as leading_article_id
    from base
    inner join leaders using (incident_id, measure, part, affiliation, speaker_key)
),

anchored as (
    select
        *,
        row_number() over (
            partition by incident_id, measure, part, affiliation, speaker_key
            order by agrees desc, is_vague, value_rank, said_on desc nulls last, value_low desc, claim_id
        ) as exactness
    from placed
),

stated as (
    select
        incident_id, measure, part, affiliation, speaker_key,
        max(value_low) as low,
        min(value_high) as high,
        arg_min(value_point, exactness) filter (where value_point is not null) as point,
        min(value_rank) as value_rank,
        bool_and(is_vague) as is_vague,
        max(said_on) as said_on
    from anchored
    where recency = 1 or exactness = 1
    group by all
),

{# "An officer and two soldiers, and 17 others", in an article that gives its speaker's twenty: what comes on top is in that figure, of whichever group. #}
summed as (
    select distinct added.claim_id
    from {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }} as added
    inner join {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }} as base using (incident_id, measure, speaker_key, article_id)
    inner join {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }} as whole using (incident_id, measure, speaker_key, article_id)
    where added.relation_cue = 'increment'
        and base.relation_cue is distinct from 'increment'
        and whole.relation_cue is distinct from 'increment'
        and base.value_low > 0
        and whole.value_low = base.value_low + added.value_low
),

increments as (
    select
        added.incident_id, added.measure, added.part, added.affiliation, added.speaker_key,
        sum(added.value_low)::bigint as low,
        case when count(*) = count(added.value_high) then sum(added.value_high)::bigint end as high,
        case when count(*) = count(added.value_point) then sum(added.value_point)::bigint end as point,
        min(added.value_rank) as value_rank,
        max(added.said_on) as said_on,
        list(added.claim_id) as claim_ids
    from (
        select *
        from figures
        where relation_cue = 'increment' and not is_vague and claim_id not in (select claim_id from summed)
        qualify row_number() over (
            partition by incident_id, measure, part, affiliation, speaker_key, value_low, value_point order by said_on, claim_id
        ) = 1
    ) as added
    left join leaders using (incident_id, measure, part, affiliation, speaker_key)
    {# A total that is newer, or that the same article gives as the sum, holds the increment already. -#}
    where (leaders.claim_id is null and not added.is_transition)
        or (
            coalesce(added.said_on >= leaders.said_on, true)
            and not (
                added.article_id = leaders.article_id
                and (
                    {# Of those who died since, a toll of the same report knows. #}
                    added.is_transition
                    or coalesce(leaders.relation_cue in ('update_to', 'total'), false)
                    or added.value_low = leaders.value_low
                    {# "Five more were found, the dead are 20": what comes before the sum is in it. -#}
                    or added.section = leaders.section and added.sentence_start = leaders.sentence_start and added.char_start < leaders.char_start
                )
            )
        )
    group by all
),

{# Those who died of the injured that a speaker counted, told together with that count: they are injured no more. #}
departed as (
    select incident_id, measure, part, affiliation, speaker_key, sum(low)::bigint as low, sum(point)::bigint as point, sum(coalesce(high, point, low))::bigint as high
    from (
        select distinct whole.incident_id, whole.measure, whole.part, whole.affiliation, whole.speaker_key, died.value_low as low, died.value_point as point, died.value_high as high
        from {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }} as died
        inner join figures as whole on died.parent_claim_id = whole.claim_id
        inner join leaders
            on whole.incident_id = leaders.incident_id and whole.measure = leaders.measure and whole.part = leaders.part and whole.affiliation = leaders.affiliation
            and whole.speaker_key = leaders.speaker_key
        {# A later count, or another one, may be of those who are still alive. #}
        where died.is_transition and died.admission = 'admitted' and died.value_type not in ('vague', 'share')
            and whole.value_low = leaders.value_low and whole.value_point is not distinct from leaders.value_point and died.said_on >= leaders.said_on
    )
    group by all
),

members as (
    select
        incident_id, measure, part, affiliation, speaker_key,
        any_value(kind) as kind,
        arg_min(coalesce(source_name, publisher), {'unattributed': not is_attributed, 'tie': claim_id}) as speaker_name,
        any_value(case when speaker_key like 'source:%' then split_part(substr(speaker_key, 8), '@', 1) end) as source_id,
        bool_or(victim_affiliation is not null and victim_affiliation = source_id) as is_own_loss,
        list(claim_id order by claim_id) as claim_ids
    from figures
    group by all
),

spoken as (
    select
        members.incident_id,
        members.kind,
        coalesce(departed.low, 0) as departed_low,
        coalesce(departed.point, departed.low, 0) as departed_point,
        coalesce(departed.high, 0) as departed_high,
        members.measure,
        members.part,
        members.affiliation,
        members.speaker_key,
        members.source_id,
        coalesce(sources.name, members.speaker_name) as speaker_name,
        greatest(0, coalesce(stated.low, 0) - departed_high) + coalesce(increments.low, 0) as low,
        case
            when stated.speaker_key is null then increments.high
            when increments.speaker_key is null then if(stated.high is null, null, greatest(0, stated.high - departed_low))
            else if(stated.high is null, null, greatest(0, stated.high - departed_low)) + increments.high
        end as high,
        case
            when stated.speaker_key is null then increments.point
            when increments.speaker_key is null then case when stated.point between stated.low and coalesce(stated.high, stated.point) then greatest(0, stated.point - departed_point) end
            else if(stated.point is null, null, greatest(0, stated.point - departed_point)) + increments.point
        end as point,
        coalesce(stated.value_rank, increments.value_rank) as value_rank,
        coalesce(stated.is_vague, false) as is_vague,
        greatest(stated.said_on, increments.said_on) as said_on,
        case when coalesce(sources.is_party, false) then case when members.is_own_loss then 1 else 2 end else 0 end as party_rank,
        coalesce(sources.reliability, 'F') as reliability,
        members.claim_ids,
        coalesce(increments.claim_ids, []) as increment_claim_ids
    from members
    left join stated using (incident_id, measure, part, affiliation, speaker_key)
    left join increments using (incident_id, measure, part, affiliation, speaker_key)
    left join departed using (incident_id, measure, part, affiliation, speaker_key)
    left join {{ ref('sources') }} as sources on members.source_id = sources.source_id
    where stated.speaker_key is not null or increments.speaker_key is not null
),

{# When it happened, and for how long tolls of such an event go on being told. #}
courses as (
    select
        incidents.incident_id,
        min(mentions.harm_from) as event_from,
        max(mentions.told_days) as told_days,
        bool_or(mentions.is_wide) as is_calamity
    from {{ part('int_mention_incidents', 'article_id') }} as incidents
    inner join {{ part('int_incident_mentions', 'article_id') }} as mentions using (mention_id)
    group by incidents.incident_id
),

timed as (
    select spoken.*, spoken.speaker_key not like 'source:%' and spoken.speaker_key not like 'named:%' as is_outlets_own, courses.event_from, courses.told_days, courses.is_calamity
    from spoken
    inner join courses using (incident_id)
),

{# Tolls rise: an early one is outdated by a later, higher one of somebody who is no party, as long as tolls are still being told. What is contradicted
    afterwards, or by a party, stays contradicted; only what an outlet told in its own words is replaced whenever somebody knows more. #}
replaced as (
    select early.incident_id, early.measure, early.part, early.affiliation, early.speaker_key, false as is_by_own_side
    from timed as early
    inner join timed as late using (incident_id, kind, measure, part, affiliation)
    where early.speaker_key <> late.speaker_key
        and not late.is_vague
        and late.party_rank <= early.party_rank
        and late.said_on > early.said_on
        and late.low > coalesce(early.high, early.point, early.low)
        and (late.said_on - late.event_from <= late.told_days or early.is_outlets_own)
        and (early.is_calamity or early.said_on - early.event_from <= {{ link_policy('early_days') }})
    union all
    {# Who counts more on one side than in all has counted on: "nine, then 22, and now 33 soldiers". #}
    select early.incident_id, early.measure, early.part, early.affiliation, early.speaker_key, true
    from timed as early
    inner join timed as late using (incident_id, kind, measure, speaker_key)
    where early.kind = 'casualty'
        and early.part = 'all'
        and late.part <> 'all'
        and not late.is_vague
        and late.said_on >= early.said_on
        and late.low > coalesce(early.high, early.point, early.low)
),

outdated as (
    select incident_id, measure, part, affiliation, speaker_key, bool_and(is_by_own_side) as is_by_own_side
    from replaced
    group by all
)

select
    timed.* exclude (event_from, told_days, is_outlets_own, departed_low, departed_point),
    outdated.speaker_key is not null as is_outdated,
    coalesce(outdated.is_by_own_side, false) as is_outdated_by_own_side
from timed
left join outdated using (incident_id, measure, part, affiliation, speaker_key)

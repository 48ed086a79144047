{# Late news may join an incident with the day of its telling; a day that was told well before the telling is the event's own, and two such days are two events,
    unless somebody merged them by hand. #}
with firm as (
    select incidents.incident_id, mentions.harm_from, mentions.spread_days
    from {{ ref('int_mention_incidents') }} as incidents
    inner join {{ ref('int_incident_mentions') }} as mentions using (mention_id)
    where mentions.harm_from = mentions.harm_until
        and mentions.date_basis <> 'published'
        and mentions.harm_until < mentions.said_on - {{ link_policy('report_days') }}::integer
),

merged_by_hand as (
    select distinct incidents.incident_id
    from {{ ref('int_mention_claims') }} as claims
    inner join {{ ref('int_mention_incidents') }} as incidents using (mention_id)
    inner join {{ ref('current_corrections') }} as corrections on corrections.target_id = {{ incident_name('claims.claim_id') }}
    where corrections.action = 'merge'
)

select incident_id, min(harm_from) as first_day, max(harm_from) as last_day
from firm
anti join merged_by_hand using (incident_id)
group by incident_id
having max(harm_from) - min(harm_from) > 2 * max(greatest(1, spread_days))

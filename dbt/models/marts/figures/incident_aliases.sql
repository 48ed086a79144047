{# An incident is named after its earliest ingested claim; had it begun with another of its claims, or been merged with an incident that did, it would bear
    another name. All those names lead here, so that an id once handed out keeps its meaning: also those of claims that were rejected by hand. -#}
select
    {{ incident_name('mentions.claim_id') }} as alias_id,
    incidents.incident_id,
    mentions.claim_id,
    claims.first_ingested_at as valid_from
from {{ ref('int_mention_claims') }} as mentions
inner join {{ ref('int_mention_incidents') }} as incidents using (mention_id)
inner join {{ ref('int_claims') }} as claims using (claim_id)
where {{ incident_name('mentions.claim_id') }} <> incidents.incident_id

{# An incident is named after its earliest ingested claim; had it begun with another of its claims, or been merged with an incident that did, it would bear
    another name. All those names lead here, so that an id once handed out keeps its meaning. -#}
select
    'inc_' || substr(md5(links.claim_id), 1, 16) as alias_id,
    links.incident_id,
    links.claim_id,
    claims.first_ingested_at as valid_from
from {{ ref('int_claim_incidents') }} as links
inner join {{ ref('int_claims') }} as claims using (claim_id)
where links.disposition = 'linked' and 'inc_' || substr(md5(links.claim_id), 1, 16) <> links.incident_id

{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# An incident is named after its earliest ingested claim; had it begun with another of its claims, or been merged with an incident that did, it would bear
    another name. All those names lead here, so that an id once handed out keeps its meaning: also those of claims that were rejected by hand. -#}
select
    {{ incident_name('mentions.claim_id') }} as alias_id,
    incidents.incident_id,
    mentions.claim_id,
    claims.first_ingested_at as valid_from
from {{ part('int_mention_claims', 'article_id') }} as mentions
inner join {{ part('int_mention_incidents', 'article_id') }} as incidents using (mention_id)
inner join {{ part('int_claims', 'article_id') }} as claims using (claim_id)
where {{ incident_name('mentions.claim_id') }} <> incidents.incident_id

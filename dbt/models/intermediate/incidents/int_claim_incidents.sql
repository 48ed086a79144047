{{ config(materialized='incremental', pre_hook="{{ forget('claim_id') }}") }}
{# Where every claim ends: linked to an incident, unlinked, or rejected, each of the latter two with its reason. -#}
select
    claims.claim_id,
    mentions.mention_id,
    mentions.date_basis,
    mentions.harm_from,
    mentions.harm_until,
    case when not claims.is_rejected then incidents.incident_id end as incident_id,
    case
        when claims.is_rejected then 'rejected'
        when claims.modality not in ('asserted', 'feared') then 'rejected'
        when incidents.incident_id is not null then 'linked'
        else 'unlinked'
    end as disposition,
    case
        when claims.is_rejected then 'rejected by hand: ' || claims.rejection
        when claims.modality not in ('asserted', 'feared') then 'not asserted: ' || claims.modality
        when incidents.incident_id is not null then null
        when claims.kind in ('population', 'strength', 'control') then 'context, not harm'
        when claims.kind = 'displacement' then 'displacement has windows, not incidents'
        when claims.scope is null then 'the scope is not known'
        when claims.scope <> 'incident' then 'a ' || claims.scope || ' figure is never divided over incidents'
        when mentions.mention_id is not null and claims.narrative_role is not distinct from 'comparison' then 'told only for comparison, and no incident fits'
        when mentions.mention_id is not null then 'neither where nor when is told exactly enough for an incident, and none fits'
        when claims.narrative_role = 'comparison' then 'told only for comparison, without a date of its own'
        when claims.narrative_role = 'background' then 'an older event without a date'
        else 'neither the text nor the article gives a date'
    end as reason
from {{ part('int_claims', 'article_id') }} as claims
left join {{ part('int_mention_claims', 'article_id') }} as mentions using (claim_id)
left join {{ part('int_mention_incidents', 'article_id') }} as incidents using (mention_id)

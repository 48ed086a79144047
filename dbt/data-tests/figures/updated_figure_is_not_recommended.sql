{# The update lock: what its own speaker replaced, by latest figures that all exclude it, is not recommended any more. #}
with figures as (
    select *, max(said_on) over (partition by incident_id, measure, part, affiliation, speaker_key) as last_said_on
    from {{ ref('int_figure_claims') }}
    where admission = 'admitted' and facet in ('total', 'side') and not is_vague and relation_cue is distinct from 'increment'
)

select earlier.claim_id, list(latest.claim_id) as latest_claim_ids
from figures as earlier
inner join figures as latest using (incident_id, measure, part, affiliation, speaker_key)
inner join {{ ref('claims') }} as claims on earlier.claim_id = claims.claim_id
where claims.ledger_role = 'recommended'
    and latest.said_on = latest.last_said_on
    and earlier.said_on < earlier.last_said_on
group by earlier.claim_id
having bool_and(latest.value_low > coalesce(earlier.value_high, latest.value_low) or earlier.value_low > coalesce(latest.value_high, earlier.value_low))

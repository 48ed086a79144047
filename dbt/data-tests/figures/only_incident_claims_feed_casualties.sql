{# The scope lock: a period, a running total or a stock never reaches the additive fact. #}
with used as (
    select incident_id, unnest(claim_ids) as claim_id
    from {{ ref('casualties') }}
)

select used.claim_id, claims.scope, claims.modality
from used
left join {{ ref('claims') }} as claims using (claim_id)
where claims.scope is distinct from 'incident' or claims.incident_id is distinct from used.incident_id

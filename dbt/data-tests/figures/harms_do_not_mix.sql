{# The harm lock: people killed or injured under one number are no people killed; each measure of harm rests on its own claims. #}
with used as (
    select 'casualties' as mart, harm, unnest(claim_ids) as claim_id from {{ ref('casualties') }}
    union all
    select 'casualty_breakdowns', harm, unnest(claim_ids) from {{ ref('casualty_breakdowns') }}
    union all
    select 'casualty_totals', harm, unnest(claim_ids) from {{ ref('casualty_totals') }}
)

select used.mart, used.harm, claims.measure, claims.claim_id
from used
left join {{ ref('claims') }} as claims using (claim_id)
where claims.measure is distinct from used.harm

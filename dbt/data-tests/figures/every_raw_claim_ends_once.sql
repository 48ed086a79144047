{# Nothing is dropped silently: each claim of a current reading is in the ledger exactly once, linked, unlinked or rejected with a reason. #}
with ledger as (
    select claim_id, count(*) as n_rows, bool_and(disposition = 'linked' or role_reason is not null) as is_explained
    from {{ ref('claims') }}
    group by claim_id
)

select claim_id, ledger.n_rows
from {{ ref('current_claims') }} as claims
full join ledger using (claim_id)
where claims.claim_id is null or coalesce(ledger.n_rows, 0) <> 1 or not ledger.is_explained

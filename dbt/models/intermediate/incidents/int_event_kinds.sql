{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
{# What kind of event each figure of harm is about, and how far such an event reaches. Where a text leaves the hazard out in one sentence, the hazard that the rest
    of the article tells stands in, if the cause is the same. -#}
with recursive roots as (
    select code as hazard, code as ancestor, parent, cause
    from {{ ref('hazards') }}
    union all
    select roots.hazard, above.code, above.parent, roots.cause
    from roots
    inner join {{ ref('hazards') }} as above on roots.parent = above.code
),

claims as (
    select claims.claim_id, claims.article_id, claims.char_start, claims.cause, roots.ancestor as hazard, roots.cause as hazard_cause
    from {{ part('int_claims', 'article_id', 'int_touched_articles') }} as claims
    left join roots on claims.hazard = roots.hazard and roots.parent is null
    where claims.kind in ('casualty', 'facility')
),

told as (
    select article_id, arg_max(hazard, {'n': n, 'first': -first_start, 'tie': hazard}) as hazard, arg_max(hazard_cause, {'n': n, 'first': -first_start, 'tie': hazard}) as hazard_cause
    from (
        select article_id, hazard, hazard_cause, count(*) as n, min(char_start) as first_start
        from claims
        where hazard is not null and hazard <> 'other' and coalesce(cause, hazard_cause) = hazard_cause
        group by all
    ) as counted
    group by article_id
),

kinds as (
    select
        claims.claim_id,
        claims.article_id,
        case
            when claims.cause in ('conflict', 'crime') then claims.cause
            when claims.hazard is not null then claims.hazard
            when claims.cause is null or claims.cause = told.hazard_cause then coalesce(told.hazard, claims.cause)
            else claims.cause
        end as kind
    from claims
    left join told using (article_id)
)

select
    kinds.claim_id,
    kinds.article_id,
    reach.kind as event_kind,
    reach.realm,
    reach.family,
    reach.near_km,
    reach.spread_days,
    reach.told_days,
    reach.is_wide
from kinds
inner join {{ ref('event_reach') }} as reach on coalesce(kinds.kind, 'unknown') = reach.kind

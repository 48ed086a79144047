{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# What each rulebook would publish for the same claims: a comparison, never a sum. -#}
select
    incident_id, harm, rulebook, rule_version, low::bigint as low, best::bigint as best, high::bigint as high, is_provisional, n_independent::bigint as n_independent,
    reason, pivot_source, claim_ids
from {{ part('int_rulebook_totals', 'incident_id', 'int_touched_incidents') }}

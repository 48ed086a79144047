{{ config(materialized='incremental', pre_hook="{{ forget('claim_id', 'int_touched_figures') }}") }}
{# The ledger: every current claim, once, with where it ended and why. -#}
with roles as (
    select
        roles.*,
        groups.best
    from {{ part('int_figure_roles', 'claim_id', 'int_touched_figures') }} as roles
    left join {{ ref('int_reconciled_groups') }} as groups using (incident_id, measure, part, affiliation)
)

select
    claims.claim_id,
    claims.article_id,
    claims.section,
    claims.char_start,
    claims.char_end,
    claims.quote,
    claims.kind,
    claims.measure,
    struct_pack(low := claims.value_low, point := claims.value_point, high := claims.value_high) as value,
    claims.value_text,
    claims.quantifier,
    claims.value_type,
    claims.stated_number,
    claims.stated_word,
    claims.share,
    claims.unit,
    claims.population,
    claims.population_text,
    claims.side,
    claims.victim_affiliation,
    claims.restrictor,
    claims.relation_cue,
    claims.parent_claim_id,
    claims.scope,
    claims.modality,
    claims.narrative_role,
    claims.source_id,
    claims.source_name,
    claims.source_text,
    claims.source_type,
    {{ party_mark('speakers', 'claims') }} as party_mark,
    claims.speaker_key,
    claims.event_start,
    claims.event_end,
    claims.date_precision,
    coalesce(links.harm_from, claims.window_from) as event_from,
    coalesce(links.harm_until, claims.window_until) as event_until,
    links.date_basis,
    claims.as_of_date,
    claims.reported_at,
    claims.said_on,
    claims.place_name,
    claims.place_names,
    claims.place_role,
    claims.place_id,
    claims.admin1,
    claims.admin2,
    claims.country,
    claims.place_precision,
    claims.cause,
    claims.hazard,
    claims.weapons,
    claims.actors,
    claims.facility_type,
    claims.displacement_term,
    claims.cluster_id,
    claims.is_canonical,
    links.incident_id,
    links.disposition,
    case
        when links.disposition = 'rejected' then 'rejected'
        when roles.role = 'speaks' and claims.value_point is not distinct from roles.best then 'recommended'
        when roles.role = 'speaks' and claims.value_point is null and claims.value_low = roles.best then 'recommended'
        when roles.role = 'speaks' then 'triangulation'
        when roles.role is not null then roles.role
        when not claims.is_canonical then 'duplicate'
        when claims.parent_claim_id is not null then 'subset'
        when windows.is_recommended then 'recommended'
        else 'triangulation'
    end as ledger_role,
    case
        when windows.fuller_claim_id is not null then 'the same number is told of a wider window or place'
        when links.reason is not null then links.reason
        when roles.reason is not null then roles.reason
        when ledger_role = 'recommended' then 'the rule chose this figure'
        else 'supports or contests the recommended figure'
    end as role_reason,
    claims.confidence,
    claims.rule_id,
    claims.language,
    claims.correction_ids,
    claims.first_ingested_at
from {{ part('int_claims', 'claim_id', 'int_touched_figures') }} as claims
inner join {{ part('int_claim_incidents', 'claim_id', 'int_touched_figures') }} as links using (claim_id)
left join roles using (claim_id)
left join {{ part('int_window_claims', 'claim_id', 'int_touched_figures') }} as windows using (claim_id)
left join {{ ref('sources') }} as speakers on claims.source_id = speakers.source_id

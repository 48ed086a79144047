{# What was put right by hand, and what became of it. Mergers and splits name incidents by any name that one of their claims gives them. -#}
with incident_names as (
    select name, incident_id
    from (
        select incident_id as name, incident_id from {{ ref('incidents') }}
        union
        select alias_id, incident_id from {{ ref('incident_aliases') }}
    )
    where name in (select unnest([target_id, value, {{ incident_name('target_id') }}]) from {{ ref('current_corrections') }})
),

splits as (
    select splits.split_id as correction_id, min(links.incident_id) as incident_id
    from {{ ref('int_split_claims') }} as splits
    inner join {{ ref('int_claim_incidents') }} as links using (claim_id)
    group by all
),

used as (
    select correction_id, count(*) as n_claims
    from (select unnest(correction_ids) as correction_id from {{ ref('claims') }} where len(correction_ids) > 0)
    group by correction_id
),

corrections as (
    select correction_id, state, old_value from {{ ref('int_claim_corrections') }}
    union all
    select correction_id, state, null from {{ ref('int_aliases') }}
    union all
    select corrections.correction_id, case when one.name is null or other.name is null then 'no_such_incident' else 'applied' end, null
    from {{ ref('current_corrections') }} as corrections
    left join incident_names as one on corrections.target_id = one.name
    left join incident_names as other on corrections.value = other.name
    where corrections.action = 'merge'
    union all
    select corrections.correction_id, case when splits.incident_id is null then 'no_such_claim' else 'applied' end, null
    from {{ ref('current_corrections') }} as corrections
    left join splits using (correction_id)
    where corrections.action = 'split'
)

select
    said.correction_id,
    said.action,
    said.target_id,
    said.field,
    corrections.old_value,
    said.value as new_value,
    said.corrected_by,
    said.corrected_on,
    said.reason,
    corrections.state,
    coalesce(splits.incident_id, incident_names.incident_id, claims.incident_id, without.incident_id) as incident_id,
    coalesce(used.n_claims, 0) as n_claims,
    said.path,
    said.line,
    said.first_ingested_at
from {{ ref('current_corrections') }} as said
inner join corrections using (correction_id)
left join splits using (correction_id)
left join incident_names on said.target_id = incident_names.name
{# A rejected claim belongs to no incident, but still gives one a name. -#}
left join incident_names as without on {{ incident_name('said.target_id') }} = without.name
left join {{ ref('claims') }} as claims on said.target_id = claims.claim_id
left join used using (correction_id)

{# The copy lock: who is counted as an independent speaker spoke in an article that is no copy, and no copy stands behind a figure. #}
with speakers as (
    select incident_id, measure as harm, count(distinct speaker_key) as n_speakers
    from {{ ref('int_figure_claims') }}
    where is_canonical
    group by all
)

select casualties.incident_id, casualties.harm, casualties.n_independent, speakers.n_speakers, null as claim_id
from {{ ref('casualties') }} as casualties
left join speakers using (incident_id, harm)
where casualties.n_independent > coalesce(speakers.n_speakers, 0)
union all by name
select used.incident_id, used.harm, used.claim_id
from (select incident_id, harm, unnest(claim_ids) as claim_id from {{ ref('casualties') }}) as used
inner join {{ ref('claims') }} as claims using (claim_id)
where not claims.is_canonical

{{ config(alias='sources') }}
{# The registry, with the track record that the ledger itself measures: how often a speaker's figures were revised later, and by how much. -#}
with aliases as (
    select source_id, list({'alias': alias, 'language': language} order by language nulls last, alias) as aliases
    from {{ ref('source_aliases') }}
    group by source_id
),

said as (
    select
        source_id,
        count(*) as n_claims,
        count(distinct article_id) as n_articles,
        count(distinct incident_id) as n_incidents
    from {{ ref('claims') }}
    where source_id is not null
    group by source_id
),

published as (
    select publisher_source_id as source_id, count(*) as n_articles_published
    from {{ ref('int_article_origins') }}
    where publisher_source_id is not null
    group by all
),

revisions as (
    select
        earlier.source_id,
        count(distinct earlier.claim_id) as n_revised,
        median((later.value.point - earlier.value.point) / earlier.value.point) as median_revision
    from {{ ref('claim_relations') }} as relations
    inner join {{ ref('claims') }} as later on relations.claim_id = later.claim_id
    inner join {{ ref('claims') }} as earlier on relations.other_claim_id = earlier.claim_id
    where relations.relation = 'updates' and earlier.source_id = later.source_id and earlier.value.point > 0
    group by earlier.source_id
)

select
    sources.source_id,
    sources.name,
    sources.type,
    sources.scale,
    sources.country,
    sources.is_party,
    sources.reliability,
    sources.parent_id,
    coalesce(aliases.aliases, []) as aliases,
    coalesce(said.n_claims, 0) as n_claims,
    coalesce(said.n_articles, 0) as n_articles,
    coalesce(said.n_incidents, 0) as n_incidents,
    coalesce(published.n_articles_published, 0) as n_articles_published,
    coalesce(revisions.n_revised, 0) as n_revised,
    revisions.median_revision
from {{ ref('sources') }} as sources
left join aliases using (source_id)
left join said using (source_id)
left join published using (source_id)
left join revisions using (source_id)

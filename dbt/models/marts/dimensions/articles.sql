with versions as (
    select article_id, count(distinct article_version) as n_versions, min(ingested_at) as first_ingested_at
    from {{ ref('stg_articles') }}
    group by article_id
)

select
    articles.article_id,
    articles.article_version,
    articles.title,
    articles.url,
    articles.publisher,
    origins.publisher_source_id,
    articles.author,
    articles.published_at,
    articles.published_on,
    articles.published_rule,
    articles.language,
    articles.status,
    articles.rights,
    articles.synthetic,
    origins.cluster_id,
    origins.is_canonical,
    versions.n_versions - 1 as revision_count,
    length(articles.body) as n_characters,
    articles.n_sentences,
    articles.n_claims,
    articles.path,
    articles.format,
    versions.first_ingested_at,
    articles.ingested_at,
    articles.extractor_version
from {{ ref('current_articles') }} as articles
inner join {{ ref('int_article_origins') }} as origins using (article_id)
inner join versions using (article_id)

{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
with versions as (
    select article_id, count(distinct article_version) as n_versions, min(ingested_at) as first_ingested_at
    from {{ part('stg_articles', 'article_id', 'int_touched_articles') }}
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
from {{ part('current_articles', 'article_id', 'int_touched_articles') }} as articles
inner join {{ part('int_article_origins', 'article_id', 'int_touched_articles') }} as origins using (article_id)
inner join versions using (article_id)

{# Whose words an article prints: its syndication cluster, and the registered source that its publisher is. -#}
with publishers as (
    select lower(trim(alias)) as publisher_key, min(source_id) as source_id
    from {{ ref('source_aliases') }}
    group by all
)

select
    articles.article_id,
    clusters.cluster_id,
    clusters.is_canonical,
    articles.publisher,
    publishers.source_id as publisher_source_id,
    articles.published_on
from {{ ref('current_articles') }} as articles
inner join {{ ref('int_syndication') }} as clusters using (article_id)
left join publishers on lower(trim(articles.publisher)) = publishers.publisher_key

{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
{# Whose words an article prints: its syndication cluster, and the registered source that its publisher is. -#}
with publishers as (
    select publisher_key, coalesce(min(source_id) filter (where is_by_hand), min(source_id)) as source_id
    from (
        select lower(trim(alias)) as publisher_key, source_id, false as is_by_hand from {{ ref('source_aliases') }}
        union all
        select alias_key, target_id, true from {{ ref('int_aliases') }} where state = 'applied' and register = 'source'
    ) as aliases
    group by publisher_key
)

select
    articles.article_id,
    clusters.cluster_id,
    clusters.is_canonical,
    articles.publisher,
    publishers.source_id as publisher_source_id,
    articles.published_on
from {{ part('current_articles', 'article_id', 'int_touched_articles') }} as articles
inner join {{ part('int_syndication', 'article_id', 'int_touched_articles') }} as clusters using (article_id)
left join publishers on lower(trim(articles.publisher)) = publishers.publisher_key

{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
{# Copies of one text: near-duplicates by MinHash. Signatures that agree in a whole band of four values become candidates; the share of equal values estimates the
   Jaccard similarity of the texts' word shingles. Each article follows the earliest text that it is a copy of; the one that nobody precedes speaks for the cluster. #}
with recursive articles as (
    select
        article_id,
        signature,
        row_number() over (order by published_on nulls last, length(body) desc, article_id) as item_order
    from {{ part('current_articles', 'article_id', 'int_touched_articles') }}
),

bands as (
    select article_id, unnest({{ text_buckets('signature') }}) as bucket
    from articles
),

{# In a bucket everybody is compared with the first of it only: copies of one text share many buckets. #}
candidates as materialized (
    select distinct article_id, first_id
    from (
        select bands.article_id, first_value(bands.article_id) over (partition by bands.bucket order by articles.item_order) as first_id
        from bands
        inner join articles using (article_id)
    ) as buckets
    where article_id <> first_id
),

{# Materialised, so that the comparison of two signatures is made for the candidates and not moved into the joins. #}
compared as materialized (
    select
        candidates.article_id,
        candidates.first_id,
        first_ones.item_order,
        len(list_filter(list_zip(articles.signature, first_ones.signature), pair -> pair[1] = pair[2])) / len(articles.signature) as similarity
    from candidates
    inner join articles on candidates.article_id = articles.article_id
    inner join articles as first_ones on candidates.first_id = first_ones.article_id
),

copies as (
    select article_id, arg_min(first_id, item_order) as earlier_id
    from compared
    where similarity >= {{ link_policy('copy_similarity') }}
    group by article_id
),

chains as (
    select articles.article_id, articles.article_id as cluster_id
    from articles
    anti join copies using (article_id)
    union all
    select copies.article_id, chains.cluster_id
    from copies
    inner join chains on copies.earlier_id = chains.article_id
)

select article_id, cluster_id, article_id = cluster_id as is_canonical
from chains

select
    article_id,
    article_version,
    title,
    body,
    rights
from {{ ref('current_articles') }}

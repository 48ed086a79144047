select
    path,
    reason_code,
    reason,
    article_id,
    cast(size_bytes as bigint) as size_bytes,
    run_id,
    cast(ingested_at as timestamp) as ingested_at,
    extractor_version
from {{ source('raw', 'rejected_articles') }}

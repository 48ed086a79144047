select
    table_name,
    row_key,
    article_id,
    rule,
    reason,
    row_json,
    run_id,
    cast(ingested_at as timestamp) as ingested_at,
    extractor_version
from {{ source('raw', 'rejected_rows') }}

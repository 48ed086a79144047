select
    article_id,
    article_version,
    section,
    cast(sentence_index as bigint) as sentence_index,
    cast(char_start as bigint) as char_start,
    cast(char_end as bigint) as char_end,
    cast(n_claims as bigint) as n_claims,
    status,
    run_id,
    cast(ingested_at as timestamp) as ingested_at,
    extractor_version
from {{ source('raw', 'raw_sentences') }}

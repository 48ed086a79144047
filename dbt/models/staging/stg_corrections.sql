select
    correction_id,
    path,
    cast(line as bigint) as line,
    action,
    target_id,
    field,
    value,
    corrected_by,
    cast(corrected_on as date) as corrected_on,
    reason,
    cast(withdrawn_at as timestamp) as withdrawn_at,
    run_id,
    cast(ingested_at as timestamp) as ingested_at,
    extractor_version
from {{ source('raw', 'raw_corrections') }}

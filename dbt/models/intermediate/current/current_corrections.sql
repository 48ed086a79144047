{#- The corrections that hold: the last row of each in the log, unless that is its withdrawal. -#}
select * exclude (place_in_log)
from (
    select
        *,
        min(ingested_at) over (partition by correction_id) as first_ingested_at,
        row_number() over (partition by correction_id order by ingested_at desc, run_id desc) as place_in_log
    from {{ ref('stg_corrections') }}
)
where place_in_log = 1 and withdrawn_at is null

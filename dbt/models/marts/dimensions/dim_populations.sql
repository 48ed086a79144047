{{ config(alias='populations') }}
select
    code as population,
    label,
    parent,
    facet,
    side,
    is_breakdown,
    hxl,
    ohchr_status,
    definition
from {{ ref('populations') }}

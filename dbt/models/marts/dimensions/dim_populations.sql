{{ config(alias='populations') }}
with labels as (
    {{ labels_of('populations') }}
)

select
    vocabulary.code as population,
    vocabulary.label,
    coalesce(labels.labels, []) as labels,
    vocabulary.parent,
    vocabulary.facet,
    vocabulary.side,
    vocabulary.is_breakdown,
    vocabulary.hxl,
    vocabulary.ohchr_status,
    vocabulary.definition
from {{ ref('populations') }} as vocabulary
left join labels using (code)

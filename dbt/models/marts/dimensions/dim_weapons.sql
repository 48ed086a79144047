{{ config(alias='weapons') }}
with labels as (
    {{ labels_of('weapons') }}
)

select
    vocabulary.code as weapon,
    vocabulary.label,
    coalesce(labels.labels, []) as labels,
    vocabulary.parent,
    families.family,
    vocabulary.delivery,
    vocabulary.payload,
    vocabulary.definition,
    vocabulary.acled_sub_event,
    vocabulary.ohchr_cause,
    vocabulary.insecurity_insight_launch_type,
    vocabulary.plover_mode
from {{ ref('weapons') }} as vocabulary
left join {{ ref('int_weapon_families') }} as families on vocabulary.code = families.weapon
left join labels using (code)

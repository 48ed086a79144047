{{ config(materialized='incremental', pre_hook="{{ forget('claim_id', 'int_touched_figures') }}") }}
{# What is said of a place without being harm: inhabitants, people in need, fighters present, settlements taken. Never mixed with victims. -#}
select
    claim_id,
    article_id,
    kind,
    measure as indicator,
    population,
    place_id,
    place_name,
    admin1,
    country,
    actors,
    event_start as window_start,
    event_end as window_end,
    said_on as as_of,
    coalesce(source_id, 'unattributed') as source_id,
    coalesce(source_name, publisher) as speaker,
    unit,
    value_text,
    share,
    low,
    case when value_type <> 'vague' then point end as best,
    high,
    is_derived,
    whole_text as share_of,
    parent_claim_id,
    is_recommended
from {{ part('int_window_claims', 'claim_id', 'int_touched_figures') }}
where kind in ('population', 'strength', 'control')

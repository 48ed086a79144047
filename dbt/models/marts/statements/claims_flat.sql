{{ config(materialized='incremental', pre_hook="{{ forget('claim_id', 'int_touched_figures') }}") }}
{# Lists become one text, so that tools without lists and structs can read every column. -#}
select
    * exclude (value) replace (
        array_to_string(place_names, '; ') as place_names,
        array_to_string(weapons, '; ') as weapons,
        array_to_string(actors, '; ') as actors,
        array_to_string(correction_ids, '; ') as correction_ids
    ),
    value.low as value_low,
    value.point as value_point,
    value.high as value_high
from {{ part('claims', 'claim_id', 'int_touched_figures') }}

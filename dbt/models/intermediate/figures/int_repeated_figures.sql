{{ config(materialized='incremental', pre_hook="{{ forget('number_key', 'int_touched_windows') }}") }}
{# Figures whose number is told of several windows or places, as a movement and as those who are displaced, or as the toll of a war and of its last month: it is
    recommended once, where its window is known and widest, and its place contains the others. -#}
with numbered as (
    select
        *,
        row_number() over (
            partition by number_key
            order by
                scope = 'stock', country is null, window_from is null, coalesce(window_last, said_on) - window_from desc nulls last, place_id is null and place_name is not null,
                place_rank, is_attributed desc, said_on desc nulls last, value_rank, claim_id
        ) as fullness
    from {{ part('int_window_choices', 'number_key', 'int_touched_windows') }}
    where number_key is not null
)

select short.claim_id, short.number_key, arg_min(full_one.claim_id, full_one.fullness) as fuller_claim_id
from numbered as short
inner join numbered as full_one on short.number_key = full_one.number_key and short.fullness > full_one.fullness
where {{ one_telling('short', 'full_one') }}
group by short.claim_id, short.number_key

{# Aliases added by hand, for what was read without being known: whom or what each means. Of two meanings of one alias the later decision holds. -#}
with registers as (
    select 'source' as register, source_id as id, name, type as source_type from {{ ref('sources') }}
    union all
    select 'actor', actor_id, name, null from {{ ref('actors') }}
    union all
    select 'place', place_id, name, null from {{ ref('stg_places') }}
),

aliases as (
    select
        *,
        split_part(action, '_', 1) as register,
        lower(trim(value)) as alias_key,
        row_number() over (partition by action, lower(trim(value)) order by corrected_on desc, line desc, correction_id) as place
    from {{ ref('current_corrections') }}
    where action in ('source_alias', 'actor_alias', 'place_alias')
)

select
    aliases.* exclude (place),
    registers.name,
    registers.source_type,
    case when registers.id is null then 'no_such_id' when aliases.place > 1 then 'superseded' else 'applied' end as state
from aliases
left join registers on aliases.register = registers.register and aliases.target_id = registers.id

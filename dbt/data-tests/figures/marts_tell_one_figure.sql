{# One truth: what `casualties` add up to at each end, and what `incidents` and the rulebook `ledger` say are one figure, contested in all of
    them or in none. Rows without a number are in no sum; where no row has one, there is nothing to be added. #}
with summed as (
    select
        incident_id,
        harm,
        sum(best) as best,
        sum(low) filter (where best is not null) as low,
        sum(coalesce(high, best)) filter (where best is not null) as high,
        bool_or(is_open or best is null) as is_open,
        bool_or(has_conflict) as has_conflict
    from {{ ref('casualties') }}
    group by all
),

numbered as (
    select * from summed where best is not null
),

contested as (
    select incident_id, bool_or(has_conflict) as has_conflict from summed group by incident_id
),

told as (
    {%- for harm in ['killed', 'injured'] %}
    select
        'incidents' as mart, incident_id, '{{ harm }}' as harm, {{ harm }}_low as low, {{ harm }}_best as best, {{ harm }}_high as high, {{ harm }}_is_open as is_open,
        has_conflict as any_conflict
    from {{ ref('incidents') }}
    where {{ harm }}_best is not null
    union all by name
    {%- endfor %}
    select 'casualty_rulebooks' as mart, incident_id, harm, low, best, high
    from {{ ref('casualty_rulebooks') }}
    where rulebook = 'ledger' and best is not null
),

marts as (
    select distinct mart, harm from told
)

select
    mart, incident_id, harm, numbered.low, numbered.best, numbered.high, told.low as told_low, told.best as told_best, told.high as told_high,
    numbered.is_open, told.is_open as told_open, contested.has_conflict, told.any_conflict
from marts
inner join numbered using (harm)
full join told using (mart, incident_id, harm)
left join contested using (incident_id)
where (numbered.low, numbered.best, numbered.high) is distinct from (told.low, told.best, told.high)
    or (told.is_open and not numbered.is_open)
    or told.any_conflict <> contested.has_conflict

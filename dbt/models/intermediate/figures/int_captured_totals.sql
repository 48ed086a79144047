{# What the incidents in the window and place of each total add up to: a sum over all incidents, hence made anew each time, of days and windows instead of rows.
    Parts of a group have no like among the incidents; and a number that is told of a wider window elsewhere (the toll of a war, given with its last month) says
    nothing of this one. -#}
with totals as (
    select *
    from {{ ref('int_stated_totals') }}
    where window_from is not null and counted_until is not null and not is_breakdown and not is_part and fuller_claim_id is null
),

sides as (
    select casualties.harm, casualties.side, casualties.best, incidents.event_start, incidents.event_end, incidents.place_id, incidents.admin1, incidents.country
    from {{ ref('casualties') }} as casualties
    inner join {{ ref('incidents') }} as incidents using (incident_id)
),

{# Of a whole country: each side, and all of them under no name. #}
country_days as (
    select
        country, harm, side, event_start, event_end, date_trunc('month', event_start)::date as month,
        sum(best) as best, count(*) - count(best) as n_without_number
    from sides
    group by grouping sets ((country, harm, side, event_start, event_end), (country, harm, event_start, event_end))
),

{# By month, so that a window meets the days of its months instead of all that the country ever had. #}
country_months as (
    select distinct
        country, measure, side, window_from, counted_until,
        unnest(generate_series(date_trunc('month', window_from), counted_until::timestamp, interval 1 month))::date as month
    from totals
    where place_rank <= 1
),

country_windows as (
    select windows.* exclude (month), sum(country_days.best) as best, sum(country_days.n_without_number) as n_without_number
    from country_months as windows
    inner join country_days
        on windows.country = country_days.country
        and windows.month = country_days.month
        and windows.measure = country_days.harm
        and windows.side is not distinct from country_days.side
        and country_days.event_start >= windows.window_from
        and country_days.event_end <= windows.counted_until
    group by all
),

captured as (
    select totals.total_id, windows.best, windows.n_without_number
    from totals
    inner join country_windows as windows
        on totals.country = windows.country
        and totals.measure = windows.measure
        and totals.side is not distinct from windows.side
        and totals.window_from = windows.window_from
        and totals.counted_until = windows.counted_until
    where totals.place_rank <= 1
    union all
    select totals.total_id, sum(sides.best) as best, count(*) - count(sides.best) as n_without_number
    from totals
    inner join sides
        on totals.country = sides.country
        and totals.measure = sides.harm
        and sides.event_start >= totals.window_from
        and sides.event_end <= totals.counted_until
    where totals.place_rank > 1
        and (totals.place_id = sides.place_id or (totals.place_rank = 2 and totals.admin1 = sides.admin1))
        and (totals.side is null or totals.side = sides.side)
    group by totals.total_id
)

select
    totals.total_id,
    {# Where incidents are told of without a number ("thousands"), what was captured is not nothing: it is not known. #}
    case when captured.best is not null or coalesce(captured.n_without_number, 0) = 0 then coalesce(captured.best, 0) end::bigint as captured_best,
    coalesce(captured.n_without_number, 0)::bigint as captured_without_number
from totals
left join captured using (total_id)

{{ config(alias='dates') }}
{# Whole years, so that a calendar has no holes, from the earliest day that a row names to the latest. -#}
with days as (
    select unnest([event_from, event_until, said_on]) as date_day from {{ ref('claims') }}
    union all
    select published_on from {{ ref('articles') }}
    union all
    select unnest([event_from, event_until, reported_on]) from {{ ref('responsibility') }}
    union all
    select unnest([event_from, event_until, reported_on]) from {{ ref('territorial_control') }}
    union all
    select unnest([event_from, event_until]) from {{ ref('weapon_uses') }}
    union all
    select unnest([event_start, event_end]) from {{ ref('incidents') }}
),

span as (
    select date_trunc('year', min(date_day)) as first_day, date_trunc('year', max(date_day)) + interval 1 year as end_day
    from days
),

calendar as (
    select cast(unnest(range(first_day, end_day, interval 1 day)) as date) as date_day
    from span
)

select
    date_day,
    year(date_day) as year,
    quarter(date_day) as quarter,
    month(date_day) as month,
    strftime(date_day, '%Y-%m') as year_month,
    cast(date_trunc('month', date_day) as date) as month_start,
    isoyear(date_day) as iso_year,
    weekofyear(date_day) as iso_week,
    isodow(date_day) as iso_weekday,
    dayofyear(date_day) as day_of_year
from calendar

{# Every incident with its figures side by side, under HXL hashtags; the map is drawn from the same rows. -#}
with figures as (
    select
        incident_id,
        {%- for harm in ['missing', 'abducted', 'detained', 'infected'] %}
        (sum(best) filter (where harm = '{{ harm }}'))::bigint as {{ harm }}_best,
        {%- endfor %}
        (sum(best) filter (where harm = 'killed' and side = 'civilian'))::bigint as killed_civilians_best
    from {{ ref('casualties') }}
    group by incident_id
)

select
    incidents.incident_id,
    incidents.event_start,
    incidents.event_end,
    incidents.date_precision,
    incidents.event_type,
    incidents.event_subtype,
    incidents.cause,
    incidents.hazard,
    array_to_string(incidents.weapons, '; ') as weapons,
    published.place_name,
    published.admin2_code,
    published.admin2_name,
    published.admin1_code,
    published.admin1_name,
    published.country,
    published.publish_precision,
    published.latitude,
    published.longitude,
    incidents.killed_low,
    incidents.killed_best,
    incidents.killed_high,
    coalesce(incidents.killed_is_open, false) as killed_is_open,
    figures.killed_civilians_best,
    incidents.injured_low,
    incidents.injured_best,
    incidents.injured_high,
    figures.missing_best,
    figures.abducted_best,
    figures.detained_best,
    figures.infected_best,
    incidents.n_articles,
    incidents.n_independent,
    incidents.verification_grade,
    incidents.has_conflict
from {{ ref('incidents') }} as incidents
inner join {{ ref('int_published_incidents') }} as published using (incident_id)
left join figures using (incident_id)

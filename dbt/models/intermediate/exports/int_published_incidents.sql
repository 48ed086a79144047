{# Where each incident may be said to have happened: never finer than the policy allows, and for survivors of sexual violence no finer than the province. -#}
with sensitive as (
    select distinct incident_id from {{ ref('casualties') }} where harm = 'sexual_violence'
),

placed as (
    select
        incidents.incident_id,
        incidents.place_id,
        incidents.place_name,
        incidents.country,
        incidents.latitude,
        incidents.longitude,
        policy.publish_precision as allowed,
        policy.decimals,
        sensitive.incident_id is not null and policy.publish_precision in ('settlement', 'near_settlement', 'admin3', 'admin2') as is_coarsened
    from {{ ref('incidents') }} as incidents
    inner join {{ ref('publish_precisions') }} as policy using (place_precision)
    left join sensitive using (incident_id)
)

select
    placed.incident_id,
    case when placed.is_coarsened then 'admin1' else placed.allowed end as publish_precision,
    case when not placed.is_coarsened then placed.place_name end as place_name,
    areas.admin1_code,
    areas.admin1_name,
    case when not placed.is_coarsened then areas.admin2_code end as admin2_code,
    case when not placed.is_coarsened then areas.admin2_name end as admin2_name,
    placed.country,
    case when not placed.is_coarsened and placed.decimals is not null then round(placed.latitude, placed.decimals) end as latitude,
    case when not placed.is_coarsened and placed.decimals is not null then round(placed.longitude, placed.decimals) end as longitude
from placed
left join {{ ref('int_place_areas') }} as areas using (place_id)

{# The areas around each place, so that what is published can be joined to maps and to other data by code. -#}
with recursive upwards as (
    select place_id, place_id as area_id, 0 as steps
    from {{ ref('dim_places') }}
    union all
    select upwards.place_id, places.parent_id as area_id, upwards.steps + 1 as steps
    from upwards
    inner join {{ ref('dim_places') }} as places on upwards.area_id = places.place_id
    where places.parent_id is not null and upwards.steps < 10
)

select
    upwards.place_id,
    any_value(areas.name) filter (where areas.precision = 'admin1') as admin1_name,
    any_value(coalesce(areas.pcode, areas.iso)) filter (where areas.precision = 'admin1') as admin1_code,
    any_value(areas.name) filter (where areas.precision = 'admin2') as admin2_name,
    any_value(areas.pcode) filter (where areas.precision = 'admin2') as admin2_code
from upwards
inner join {{ ref('dim_places') }} as areas on upwards.area_id = areas.place_id
group by upwards.place_id

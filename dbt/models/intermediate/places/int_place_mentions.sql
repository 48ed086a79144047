{# The places that the current statements name, with what the statements themselves say of them: it stands in for places that the gazetteer lost. -#}
with mentions as (
    {% for model in ['current_claims', 'current_weapon_uses', 'current_responsibility', 'current_territorial_control'] %}
    select place_id, place_name, admin1, admin2, country, pcode, latitude, longitude, place_precision
    from {{ ref(model) }}
    where place_id is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    place_id,
    mode(place_name order by place_name) as place_name,
    mode(admin1 order by admin1) as admin1,
    mode(admin2 order by admin2) as admin2,
    mode(country order by country) as country,
    min(pcode) as pcode,
    min(latitude) as latitude,
    arg_min(longitude, latitude) as longitude,
    mode(place_precision order by place_precision) as place_precision,
    count(*) as n_mentions
from mentions
group by place_id

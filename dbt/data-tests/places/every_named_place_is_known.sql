-- A fact that names a place finds it among the places.
with named as (
    {% for model in ['claims', 'incidents', 'weapon_uses', 'responsibility', 'territorial_control'] %}
    select '{{ model }}' as model, place_id from {{ ref(model) }} where place_id is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select named.*
from named
anti join {{ ref('dim_places') }} as places using (place_id)

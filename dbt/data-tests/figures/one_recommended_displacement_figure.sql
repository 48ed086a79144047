{# One figure per category, place and window is recommended. #}
select category, coalesce(place_id, lower(place_name), country) as place, window_from, window_until, count(*) as n_recommended
from {{ ref('displacement') }}
where is_recommended
group by all
having count(*) > 1

{# The place lock: what is said of several places at once is one claim at their common area, not one claim for each of them. #}
{{ config(severity = 'warn') }}
select article_id, section, char_start, measure, population, count(distinct place_id) as n_places
from {{ ref('claims') }}
group by article_id, section, char_start, char_end, measure, population
having count(distinct place_id) > 1

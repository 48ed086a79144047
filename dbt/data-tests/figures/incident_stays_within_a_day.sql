{# Mentions that name an exact day share a group of an incident only when the days are the same or neighbours. A calamity has its course. #}
select incidents.day_group, min(mentions.harm_from) as first_day, max(mentions.harm_from) as last_day
from {{ ref('int_mention_incidents') }} as incidents
inner join {{ ref('int_incident_mentions') }} as mentions using (mention_id)
where mentions.harm_from = mentions.harm_until
group by incidents.day_group
having max(mentions.harm_from) - min(mentions.harm_from) > 2 * max(greatest(1, mentions.spread_days))

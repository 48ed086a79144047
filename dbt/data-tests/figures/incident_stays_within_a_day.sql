{# Mentions that name an exact day are one incident only when the days are the same or neighbours. A calamity has its course, and late news may bear the day of telling. #}
select incidents.incident_id, min(mentions.harm_from) as first_day, max(mentions.harm_from) as last_day
from {{ ref('int_mention_incidents') }} as incidents
inner join {{ ref('int_incident_mentions') }} as mentions using (mention_id)
where mentions.harm_from = mentions.harm_until
    and mentions.mention_id not in (
        select mention_id from {{ ref('int_incident_links') }} where is_linked and is_late
        union all
        select other_mention_id from {{ ref('int_incident_links') }} where is_linked and is_late
    )
group by incidents.incident_id
having max(mentions.harm_from) - min(mentions.harm_from) > 2 * max(greatest(1, mentions.spread_days))

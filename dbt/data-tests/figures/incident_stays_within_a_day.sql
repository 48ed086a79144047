{# Mentions that name an exact day are one incident only when the days are the same or neighbours, or when somebody merged or split them by hand. #}
select incidents.incident_id, min(mentions.harm_from) as first_day, max(mentions.harm_from) as last_day
from {{ ref('int_mention_incidents') }} as incidents
inner join {{ ref('int_incident_mentions') }} as mentions using (mention_id)
where mentions.harm_from = mentions.harm_until
    and incidents.incident_id not in (select incident_id from {{ ref('corrections') }} where action in ('merge', 'split') and incident_id is not null)
group by incidents.incident_id
having max(mentions.harm_from) - min(mentions.harm_from) > 2

{#- The incidents of what is touched, as they were and as they are. -#}
{% call touched_list() -%}
select key, id from {{ ref('int_touched') }} where key = 'incident_id'
union
select 'incident_id', incident_id from {{ ref('int_mention_incidents') }} where article_id in (select id from {{ ref('int_touched') }})
{%- endcall %}

{#- What is touched by the articles that are: articles, their claims and their incidents, as they were and as they are; closed over links, over copies, over
    incidents as they were, and over articles that tell of several. -#}
{% call touched_list() -%}
with recursive incidents as (
    select distinct article_id, incident_id
    from {{ as_it_was('intermediate', 'int_mention_incidents') }}
),

ties as materialized (
    select article_id as one, other_article_id as other from {{ ref('int_incident_links') }} where is_linked and article_id <> other_article_id
    union all
    select article_id, incident_id from incidents
    union all
    select article_id, cluster_id from {{ ref('int_syndication') }} where not is_canonical
),

reached as (
    select id from {{ ref('int_touched_articles') }}
    union
    select ties.node
    from reached
    inner join (select one as node, other as from_node from ties union all select other, one from ties) as ties on reached.id = ties.from_node
)

select 'article_id' as key, id from reached where id not in (select incident_id from incidents)
union all
select 'incident_id', id from reached where id in (select incident_id from incidents)
union all
(
    select 'claim_id', claim_id from {{ as_it_was('marts', 'claims') }} where article_id in (select id from reached)
    union
    select 'claim_id', claim_id from {{ ref('int_claims') }} where article_id in (select id from reached)
)
{%- endcall %}

{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
{# The figures that a mention tells, each once, and how much it says when another mention tells the same: 5 dead are told of many events, 217 of few, and a round
    number is told of more than its neighbours. -#}
select
    mentions.mention_id,
    mentions.article_id,
    claims.measure,
    claims.population,
    coalesce(claims.value_point, claims.value_low) as number,
    concat_ws('|', claims.measure, claims.population, number) as figure,
    min(claims.value_low) as value_low,
    max(claims.value_point) as value_point,
    case when count(*) = count(claims.value_high) then max(claims.value_high) end as value_high,
    min(claims.said_on) as said_on,
    bool_and(claims.relation_cue is not distinct from 'update_from') as is_outdated,
    case
        when number is null or number = 0 then 0
        when number < 5 then 0.5
        when number < 20 then 1
        when number < 100 then if(number % 10 = 0, 1.5, 2)
        else if(number % 100 <= 1, 2, 3)
    end as figure_weight
from {{ part('int_mention_claims', 'article_id', 'int_touched_articles') }} as mentions
inner join {{ part('int_claims', 'article_id', 'int_touched_articles') }} as claims using (claim_id)
{# "Two of the wounded died" is no toll that another one could be compared with. -#}
where not {{ is_transition('claims') }}
    and coalesce(claims.value_low, claims.value_point) is not null
    {# What was rejected by hand is compared only where nothing else was told. #}
    and claims.is_rejected = (select is_rejected from {{ part('int_incident_mentions', 'article_id', 'int_touched_articles') }} as tellings where tellings.mention_id = mentions.mention_id)
group by all

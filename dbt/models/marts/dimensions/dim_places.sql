{{ config(alias='places') }}
{# Places that statements name, the areas around them, all countries, and the members that stand for "not told where". -#}
with recursive chain as (
    select mentions.place_id, places.parent_id
    from {{ ref('int_place_mentions') }} as mentions
    left join {{ ref('stg_places') }} as places using (place_id)
    union
    select chain.parent_id, places.parent_id
    from chain
    left join {{ ref('stg_places') }} as places on chain.parent_id = places.place_id
    where chain.parent_id is not null
),

wanted as (
    select place_id from chain
    union
    select code from {{ ref('countries') }}
),

names as (
    select
        place_id,
        list({'name': name, 'language': language, 'script': script} order by language nulls last, name) as names
    from (select distinct place_id, name, language, script from {{ ref('stg_place_names') }})
    semi join wanted using (place_id)
    group by place_id
)

select
    wanted.place_id,
    coalesce(places.name, mentions.place_name, countries.label, wanted.place_id) as name,
    coalesce(names.names, []) as names,
    places.feature,
    coalesce(places.admin1, mentions.admin1) as admin1,
    coalesce(places.admin2, mentions.admin2) as admin2,
    coalesce(places.country, mentions.country, countries.code) as country,
    coalesce(places.pcode, mentions.pcode) as pcode,
    places.geonames_id,
    places.iso,
    coalesce(places.latitude, mentions.latitude) as latitude,
    coalesce(places.longitude, mentions.longitude) as longitude,
    coalesce(places.precision, mentions.place_precision, 'country') as precision,
    places.population,
    case when places.place_id is null and mentions.country <> wanted.place_id then mentions.country else places.parent_id end as parent_id,
    places.valid_from,
    places.valid_to,
    places.place_id is not null as is_in_gazetteer,
    coalesce(mentions.n_mentions, 0) as n_mentions
from wanted
left join {{ ref('stg_places') }} as places using (place_id)
left join {{ ref('int_place_mentions') }} as mentions using (place_id)
left join {{ ref('countries') }} as countries on wanted.place_id = countries.code
left join names using (place_id)
union all by name
select
    code || '-unspecified' as place_id,
    label || ', place unspecified' as name,
    [] as names,
    code as country,
    'unspecified' as precision,
    code as parent_id,
    false as is_in_gazetteer,
    0 as n_mentions
from {{ ref('countries') }}
union all by name
select 'unspecified' as place_id, 'Place unspecified' as name, [] as names, 'unspecified' as precision, false as is_in_gazetteer, 0 as n_mentions

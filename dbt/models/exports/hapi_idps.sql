{# Displaced people by area in the columns of HDX HAPI: for each area the latest recommended stock, never a sum of stocks. -#}
select
    figures.country as location_code,
    countries.label as location_name,
    areas.admin1_code,
    areas.admin1_name,
    areas.admin2_code,
    areas.admin2_name,
    case when areas.admin2_name is not null then 2 when areas.admin1_name is not null then 1 else 0 end::integer as admin_level,
    figures.place_name as provider_place_name,
    figures.persons_best as population,
    coalesce(figures.window_from, figures.as_of) as reference_period_start,
    coalesce(figures.as_of, figures.window_until) as reference_period_end,
    coalesce(sources.name, articles.publisher) as provider
from {{ ref('displacement') }} as figures
inner join {{ ref('countries') }} as countries on figures.country = countries.code
inner join {{ ref('articles') }} as articles using (article_id)
left join {{ ref('dim_sources') }} as sources on figures.source_id = sources.source_id
left join {{ ref('int_place_areas') }} as areas on figures.place_id = areas.place_id
where figures.category = 'idps' and figures.is_recommended and figures.persons_best is not null
qualify row_number() over (partition by figures.country, figures.place_id, figures.place_name order by figures.as_of desc nulls last, figures.persons_best desc, figures.claim_id) = 1

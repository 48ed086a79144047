{# The recommended figures of displacement under HXL hashtags. Whoever adds them keeps to is_additive. -#}
select
    figures.claim_id as figure_id,
    figures.category,
    figures.stock_or_flow,
    figures.term,
    figures.cause,
    figures.place_role,
    figures.place_name,
    areas.admin2_code,
    areas.admin2_name,
    areas.admin1_code,
    coalesce(areas.admin1_name, figures.admin1) as admin1_name,
    figures.country,
    figures.window_from,
    figures.window_until,
    figures.as_of,
    figures.persons_low,
    figures.persons_best,
    figures.persons_high,
    figures.unit,
    figures.household_size,
    figures.is_additive,
    coalesce(sources.name, articles.publisher) as speaker
from {{ ref('displacement') }} as figures
inner join {{ ref('articles') }} as articles using (article_id)
left join {{ ref('dim_sources') }} as sources on figures.source_id = sources.source_id
left join {{ ref('int_place_areas') }} as areas on figures.place_id = areas.place_id
where figures.is_recommended

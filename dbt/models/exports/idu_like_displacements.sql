{# Movements in the columns of IDMC's Internal Displacement Updates, and only those that are recommended: no rows that their reader has to tell apart first. -#}
with figures as (
    select
        *,
        persons_best is null and quantifier in ('less_than', 'up_to') as is_below,
        persons_best is null and quantifier = 'vague' as is_vague,
        {# Of an upper end that end is told, of a vague word no more than the least it can mean. -#}
        case when is_below then persons_high else coalesce(persons_best, persons_low) end as figure
    from {{ ref('displacement') }}
    where stock_or_flow = 'flow' and is_recommended
)

select
    figures.claim_id as id,
    countries.label as country,
    figures.country as iso3,
    case when policy.decimals is not null then round(places.latitude, policy.decimals) end as latitude,
    case when policy.decimals is not null then round(places.longitude, policy.decimals) end as longitude,
    'Recommended figure' as role,
    case causes.idmc_cause when 'CONFLICT' then 'Conflict' when 'DISASTER' then 'Disaster' else 'Other' end as displacement_type,
    case
        when figures.is_below then 'less than'
        when figures.is_vague then 'more than'
        when quantifiers.idmc_quantifier = 'MORE_THAN' then 'more than'
        when quantifiers.idmc_quantifier = 'EXACT' then 'total'
        else 'approximately'
    end as qualifier,
    figures.figure,
    figures.window_from as displacement_date,
    figures.window_from as displacement_start_date,
    figures.window_until as displacement_end_date,
    year(coalesce(figures.window_until, figures.window_from, figures.as_of))::integer as year,
    concat_ws(' - ', concat_ws(': ', countries.label, causes.label), figures.place_name, strftime(coalesce(figures.window_from, figures.as_of), '%d/%m/%Y')) as event_name,
    categories.idmc_category as figure_category,
    terms.idmc_term as figure_term,
    case figures.place_role when 'origin' then 'Origin' when 'destination' then 'Destination' else 'Origin and destination' end as locations_type,
    figures.place_name as locations_name,
    case places.precision when 'settlement' then 'Point' when 'point' then 'Point' when 'admin2' then 'District' when 'admin1' then 'State/Region/Province' when 'country' then 'Country/territory' end as locations_accuracy,
    coalesce(sources.name, articles.publisher) as sources,
    articles.url as source_url,
    figures.is_additive,
    articles.first_ingested_at as created_at
from figures
inner join {{ ref('displacement_categories') }} as categories on figures.category = categories.code
inner join {{ ref('articles') }} as articles using (article_id)
left join {{ ref('dim_sources') }} as sources on figures.source_id = sources.source_id
left join {{ ref('displacement_terms') }} as terms on figures.term = terms.code
left join {{ ref('causes') }} as causes on figures.cause = causes.code
left join {{ ref('quantifiers') }} as quantifiers on figures.quantifier = quantifiers.code
left join {{ ref('countries') }} as countries on figures.country = countries.code
left join {{ ref('dim_places') }} as places on figures.place_id = places.place_id
left join {{ ref('publish_precisions') }} as policy on places.precision = policy.place_precision
where figures.figure is not null

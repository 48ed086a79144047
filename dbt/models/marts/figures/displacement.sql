{{ config(materialized='incremental', pre_hook="{{ forget('claim_id', 'int_touched_movements') }}") }}
{# Every figure of displacement, movement or stock, as reported; beside it the persons that follow from it. One figure per category, place and window is
    recommended, and those that int_additive_movements names may be added up. -#}
select
    figures.claim_id,
    figures.article_id,
    figures.category,
    categories.stock_or_flow,
    figures.measure,
    figures.displacement_term as term,
    coalesce(figures.cause, 'unknown') as cause,
    figures.scope,
    figures.population,
    figures.place_id,
    {# Of several countries none stands for the others. #}
    if(figures.country is null and len(figures.place_names) > 1, array_to_string(figures.place_names, '; '), figures.place_name) as place_name,
    coalesce(figures.place_role, case categories.stock_or_flow when 'stock' then 'destination' else 'origin' end) as place_role,
    figures.admin1,
    figures.country,
    figures.event_start as window_start,
    figures.event_end as window_end,
    figures.window_from,
    figures.window_last as window_until,
    figures.said_on as as_of,
    figures.value_text,
    figures.quantifier,
    coalesce(figures.unit, 'person') as unit,
    figures.stated_number,
    figures.share,
    figures.household_size,
    figures.household_size_source,
    figures.low as persons_low,
    case when figures.value_type <> 'vague' then coalesce(figures.point, if(figures.quantifier in ('at_least', 'more_than', 'range', 'nearly'), figures.low, null)) end as persons_best,
    figures.high as persons_high,
    figures.is_derived,
    figures.whole_text as share_of,
    figures.parent_claim_id,
    coalesce(figures.source_id, 'unattributed') as source_id,
    coalesce(figures.source_name, figures.publisher) as speaker,
    figures.is_recommended,
    additive.claim_id is not null as is_additive
from {{ part('int_window_claims', 'claim_id', 'int_touched_movements') }} as figures
inner join {{ ref('displacement_categories') }} as categories on figures.category = categories.code
left join {{ ref('int_additive_movements') }} as additive using (claim_id)
where figures.kind = 'displacement'

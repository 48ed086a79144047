{# Every figure of displacement, movement or stock, as reported; beside it the persons that follow from it. One figure per category, place and window is
    recommended. A movement may be added only where its country and its window are known, and where no wider movement that may be added holds the same people:
    one whose window meets its own at the same place or in the same calamity, or the same figure told of a window nearby (whoever tells it, it is one movement). -#}
with figures as (
    select
        figures.*,
        categories.stock_or_flow,
        coalesce(figures.window_last, figures.said_on) as counted_until
    from {{ ref('int_window_claims') }} as figures
    inner join {{ ref('displacement_categories') }} as categories on figures.category = categories.code
    where figures.kind = 'displacement'
),

candidates as (
    select
        *,
        row_number() over (order by counted_until - window_from desc, place_rank, claim_id) as width_order
    from figures
    where is_recommended
        and stock_or_flow = 'flow'
        and scope <> 'cumulative'
        and coalesce(point, low) is not null
        and value_type <> 'vague'
        and country is not null
        and window_from is not null
        and counted_until is not null
),

overlapped as (
    select distinct narrow.claim_id
    from candidates as narrow
    inner join candidates as wide
        on narrow.category = wide.category and narrow.country = wide.country and narrow.width_order > wide.width_order
    where
        (
            narrow.window_from <= wide.counted_until
            and wide.window_from <= narrow.counted_until
            and ({{ places_agree('narrow', 'wide') }} or coalesce(narrow.hazard = wide.hazard, narrow.cause = 'disaster' and wide.cause = 'disaster', false))
        )
        or (
            coalesce(narrow.point, narrow.low) = coalesce(wide.point, wide.low)
            and narrow.window_from <= wide.counted_until + {{ link_policy('movement_days') }}::integer
            and wide.window_from <= narrow.counted_until + {{ link_policy('movement_days') }}::integer
            and {{ places_agree('narrow', 'wide') }}
        )
)

select
    figures.claim_id,
    figures.article_id,
    figures.category,
    figures.stock_or_flow,
    figures.measure,
    figures.displacement_term as term,
    coalesce(figures.cause, 'unknown') as cause,
    figures.scope,
    figures.population,
    figures.place_id,
    figures.place_name,
    coalesce(figures.place_role, case figures.stock_or_flow when 'stock' then 'destination' else 'origin' end) as place_role,
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
    candidates.claim_id is not null and overlapped.claim_id is null as is_additive
from figures
left join candidates using (claim_id)
left join overlapped using (claim_id)

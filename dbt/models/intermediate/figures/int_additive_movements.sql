{# The movements that may be added up: those whose country and window are known, and where no wider movement that may be added holds the same people: one whose
    window meets its own at the same place or in the same calamity, or the same figure told of a window nearby (whoever tells it, it is one movement).
    A movement may stand behind any wider one of its country, hence all are compared each time. -#}
with figures as (
    select
        figures.*,
        coalesce(figures.window_last, figures.said_on) as counted_until,
        counted_until + {{ link_policy('movement_days') }}::integer as told_reach
    from {{ ref('int_window_claims') }} as figures
    inner join {{ ref('displacement_categories') }} as categories on figures.category = categories.code
    where figures.kind = 'displacement' and categories.stock_or_flow = 'flow'
),

candidates as (
    select
        *,
        row_number() over (order by counted_until - window_from desc, place_rank, claim_id) as width_order
    from figures
    where is_recommended
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
        and narrow.window_from <= wide.told_reach and wide.window_from <= narrow.told_reach
    where
        (
            narrow.window_from <= wide.counted_until
            and wide.window_from <= narrow.counted_until
            and ({{ places_agree('narrow', 'wide') }} or coalesce(narrow.hazard = wide.hazard, narrow.cause = 'disaster' and wide.cause = 'disaster', false))
        )
        or (coalesce(narrow.point, narrow.low) = coalesce(wide.point, wide.low) and {{ places_agree('narrow', 'wide') }})
)

select claim_id
from candidates
anti join overlapped using (claim_id)

{{ config(materialized='incremental', pre_hook="{{ forget('article_id', 'int_touched_articles') }}") }}
{# Which claims of one article speak of one event.
    A part goes with its whole. An undated claim takes the date of a dated neighbour, else of the publication, and says so. Then each claim points to
    the most exact claim of its article that it may mean: overlapping dates, agreeing places, and no means that speak against it; the harm of one calamity may
    be told with several days and over a wide area.
    A claim that was rejected by hand points to others and lends them nothing: it only keeps the name of its incident alive. Claims that were split off by hand
    (split_id) keep to themselves. -#}
with recursive eligible as (
    select claims.*, kinds.* exclude (claim_id, article_id)
    from {{ part('int_claims', 'article_id', 'int_touched_articles') }} as claims
    inner join {{ part('int_event_kinds', 'article_id', 'int_touched_articles') }} as kinds using (claim_id)
    where claims.kind in ('casualty', 'facility') and claims.scope = 'incident' and claims.modality in ('asserted', 'feared')
),

ancestry as (
    select claim_id, claim_id as top_claim_id, 0 as depth
    from eligible
    union all
    select ancestry.claim_id, parent.claim_id, ancestry.depth + 1
    from ancestry
    inner join eligible as child on ancestry.top_claim_id = child.claim_id
    inner join eligible as parent
        on child.parent_claim_id = parent.claim_id
        and coalesce(child.harm_from <= parent.harm_until and parent.harm_from <= child.harm_until, true)
        and (child.is_rejected or not parent.is_rejected)
        and (child.split_id is null or child.split_id is not distinct from parent.split_id)
    where ancestry.depth < 8
),

wholes as (
    select claim_id, arg_max(top_claim_id, depth) as top_claim_id
    from ancestry
    group by claim_id
),

neighbours as (
    select
        undated.claim_id,
        dated.harm_from,
        dated.harm_until,
        row_number() over (
            partition by undated.claim_id
            order by
                undated.section = dated.section and undated.sentence_start = dated.sentence_start desc,
                undated.measure = dated.measure desc,
                coalesce(undated.value_point = dated.value_point, false) desc,
                case when undated.section = dated.section and dated.char_start < undated.char_start then 0 else 1 end,
                abs(dated.char_start - undated.char_start),
                dated.claim_id
        ) as nearness
    from eligible as undated
    inner join eligible as dated on undated.article_id = dated.article_id and undated.claim_id <> dated.claim_id
    where undated.harm_from is null
        and dated.harm_from is not null
        and not dated.is_rejected
        and undated.narrative_role is distinct from 'comparison'
        and dated.narrative_role is not distinct from undated.narrative_role
        and {{ places_meet('undated', 'dated') }}
        and (
            undated.section <> dated.section
            or greatest(undated.sentence_start, dated.sentence_start) - least(undated.sentence_end, dated.sentence_end) <= {{ link_policy('neighbour_gap') }}
        )
),

dated as (
    select
        eligible.* exclude (harm_from, harm_until),
        case
            when eligible.harm_from is not null then 'text'
            when neighbours.harm_from is not null then 'neighbour'
            when eligible.published_on is not null and eligible.narrative_role not in ('background', 'comparison') then 'published'
        end as date_basis,
        case date_basis
            when 'text' then eligible.harm_from
            when 'neighbour' then neighbours.harm_from
            when 'published' then eligible.published_on - {{ link_policy('publication_window') }}::integer
        end as harm_from,
        case date_basis
            when 'text' then eligible.harm_until
            when 'neighbour' then neighbours.harm_until
            when 'published' then eligible.published_on
        end as harm_until
    from eligible
    left join neighbours on eligible.claim_id = neighbours.claim_id and neighbours.nearness = 1
),

tops as (
    select
        dated.*,
        harm_until - harm_from as span_days,
        row_number() over (
            partition by article_id order by is_rejected, place_rank desc, harm_until - harm_from, section = 'body' desc, char_start, claim_id
        ) as item_order
    from dated
    semi join wholes on dated.claim_id = wholes.top_claim_id
    where date_basis is not null
),

nearest as (
    select
        child.claim_id,
        arg_min(
            parent.claim_id,
            {
                'adds': child.relation_cue is not distinct from 'increment' and child.measure <> parent.measure,
                'gap': abs(parent.char_start - child.char_start), 'tie': parent.item_order
            }
        ) as parent_id
    from tops as child
    inner join tops as parent
        on child.article_id = parent.article_id
        and child.item_order > parent.item_order
        and child.split_id is not distinct from parent.split_id
        and (
            {{ days_meet('child', 'parent') }} and {{ places_meet('child', 'parent') }}
            {# One article tells of one earthquake a day, whichever countries it shook. -#}
            or {{ gap_days('child', 'parent') }} = 0 and {{ kind_level('child', 'parent') }} = 'same_calamity'
            {# Whom the rescuers find later died in the same accident. -#}
            or 'increment' in (child.relation_cue, parent.relation_cue) and child.measure = parent.measure and child.realm in ('mishap', 'nature')
            and {{ gap_days('child', 'parent') }} <= {{ link_policy('rescue_days') }} and {{ places_meet('child', 'parent') }}
        )
        and (least(child.place_rank, parent.place_rank) = 4 or not {{ means_conflict('child', 'parent') }})
    group by child.claim_id
),

pointers as (
    select tops.claim_id as item_id, nearest.parent_id, tops.harm_from, tops.harm_until, tops.item_order,
        case when tops.relation_cue = 'increment' and tops.realm in ('mishap', 'nature') then {{ link_policy('rescue_days') }}::integer else tops.spread_days end as slack_days
    from tops
    left join nearest using (claim_id)
),

{{ resolve_pointers('pointers') }},

split_heads as (
    select article_id, split_id, arg_min(claim_id, item_order) as claim_id
    from tops
    where split_id is not null
    group by all
)

select
    dated.claim_id,
    coalesce(split_heads.claim_id, resolved.group_id) as mention_id,
    top.split_id,
    wholes.top_claim_id,
    dated.article_id,
    top.date_basis,
    top.harm_from,
    top.harm_until,
    {# What tells neither where nor when, or spans years, founds no incident: it is a total, whatever its scope was read as. #}
    dated.narrative_role is distinct from 'comparison'
        and top.span_days <= {{ link_policy('longest_incident') }}
        and not (top.place_rank <= 1 and top.date_basis = 'published')
        and not (top.place_rank <= 1 and top.realm = 'violence' and top.span_days > {{ link_policy('narrow_days') }}) as is_founding
from dated
inner join wholes using (claim_id)
inner join tops as top on wholes.top_claim_id = top.claim_id
inner join resolved on wholes.top_claim_id = resolved.item_id
left join split_heads on top.article_id = split_heads.article_id and top.split_id = split_heads.split_id

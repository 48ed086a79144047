{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# The five rulebooks side by side over the same voices of the all-sides total. Where only sides are told, the ledger's total stands in for a voice of its own. -#}
with voices as (
    select * from {{ part('int_figure_voices', 'incident_id', 'int_touched_incidents') }} where kind = 'casualty' and part = 'all' and not is_vague and not is_outdated
),

by_land as (
    select
        incident_id, measure, affiliation,
        min(low) as least,
        max(coalesce(high, point, low)) as most,
        min(coalesce(point, low)) as lowest,
        min(low) filter (where party_rank = 0) as reliable_least,
        max(coalesce(high, point, low)) filter (where party_rank = 0) as reliable_most,
        arg_min(
            coalesce(point, low), {'a': party_rank, 'b': reliability, 'c': value_rank, 'd': -(coalesce(said_on, date '1900-01-01') - date '1900-01-01'), 'e': speaker_key}
        ) as most_reliable,
        list_sort(flatten(list(claim_ids))) as claim_ids,
        list_sort(flatten(list(claim_ids) filter (where party_rank = 0))) as reliable_claim_ids,
        arg_min({'claim_ids': claim_ids, 'name': speaker_name}, {'a': coalesce(point, low), 'b': speaker_key}) as lowest_voice,
        arg_min(
            {'claim_ids': claim_ids, 'name': speaker_name},
            {'a': party_rank, 'b': reliability, 'c': value_rank, 'd': -(coalesce(said_on, date '1900-01-01') - date '1900-01-01'), 'e': speaker_key}
        ) as most_reliable_voice
    from voices
    group by all
),

{# Tolls of several countries add up under every rulebook; who speaks of none of them speaks of the whole. #}
ranges as (
    select
        incident_id, measure,
        sum(least)::bigint as least,
        sum(most)::bigint as most,
        sum(lowest)::bigint as lowest,
        sum(coalesce(reliable_least, least))::bigint as reliable_least,
        sum(coalesce(reliable_most, most))::bigint as reliable_most,
        sum(most_reliable)::bigint as most_reliable,
        flatten(list(claim_ids)) as claim_ids,
        flatten(list(coalesce(reliable_claim_ids, claim_ids))) as reliable_claim_ids,
        flatten(list(lowest_voice.claim_ids)) as lowest_claim_ids,
        array_to_string(list(distinct lowest_voice.name order by lowest_voice.name), '; ') as lowest_name,
        flatten(list(most_reliable_voice.claim_ids)) as most_reliable_claim_ids,
        array_to_string(list(distinct most_reliable_voice.name order by most_reliable_voice.name), '; ') as most_reliable_name
    from by_land
    where affiliation <> 'unspecified' or (incident_id, measure) not in (select (incident_id, measure) from by_land where affiliation <> 'unspecified')
    group by all
),

ruled as (
    select
        totals.incident_id,
        totals.measure as harm,
        rulebooks.rulebook,
        rulebooks.version as rule_version,
        {# Not named best: totals have a column of that name. #}
        case rulebooks.best_rule
            when 'intersect' then totals.best
            when 'most_reliable' then coalesce(ranges.most_reliable, totals.best)
            when 'lowest' then coalesce(ranges.lowest, totals.best)
        end as ruled_best,
        case
            when rulebooks.rulebook = 'ledger' then totals.low
            when rulebooks.range_rule = 'single' then coalesce(ranges.lowest, totals.best)
            when rulebooks.range_rule = 'reliable' then least(coalesce(ranges.reliable_least, ranges.least, totals.low), ruled_best)
            else coalesce(ranges.least, totals.low)
        end as low,
        case
            when rulebooks.rulebook = 'ledger' then totals.high
            when rulebooks.range_rule = 'single' then coalesce(ranges.lowest, totals.best)
            when rulebooks.range_rule = 'reliable' then greatest(coalesce(ranges.reliable_most, ranges.most, totals.high), ruled_best)
            else coalesce(ranges.most, totals.high)
        end as high,
        coalesce(totals.n_independent, 1) < rulebooks.min_independent as is_provisional,
        coalesce(totals.n_independent, 1) as n_independent,
        case
            when rulebooks.rulebook = 'ledger' and totals.has_conflict then 'the speakers contradict each other: the most reliable one who is no party decides, the later and greater figure among equals'
            when rulebooks.rulebook = 'ledger' and not totals.is_stated then 'nobody states the total: it is what its sides and parts add up to'
            when rulebooks.rulebook = 'ledger' then 'the speakers agree on it'
            when ranges.incident_id is null then 'nobody states the total: the ledger''s stands in'
            when rulebooks.best_rule = 'most_reliable' then 'the most reliable speaker decides: ' || ranges.most_reliable_name
            when rulebooks.best_rule = 'lowest' then 'the lowest figure: ' || ranges.lowest_name
            else 'the least and the greatest figure, and no best'
        end as reason,
        {# Whoever decides alone. -#}
        case
            when rulebooks.rulebook = 'ledger' then totals.pivot_source
            when rulebooks.best_rule = 'most_reliable' then ranges.most_reliable_name
            when rulebooks.best_rule = 'lowest' then ranges.lowest_name
        end as pivot_source,
        list_sort(list_distinct(case
            when rulebooks.rulebook = 'ledger' or ranges.incident_id is null
                then list_concat(totals.total_claim_ids, totals.floor_claim_ids, totals.side_claim_ids)
            when rulebooks.range_rule = 'single' then ranges.lowest_claim_ids
            when rulebooks.range_rule = 'reliable' then list_concat(ranges.reliable_claim_ids, ranges.most_reliable_claim_ids)
            else ranges.claim_ids
        end)) as claim_ids
    from {{ part('int_casualty_totals', 'incident_id', 'int_touched_incidents') }} as totals
    left join ranges using (incident_id, measure)
    cross join {{ ref('rulebooks') }} as rulebooks
    where not totals.is_vague or totals.best is not null
)

select * rename (ruled_best as best)
from ruled

{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# The five rulebooks side by side over the same voices of the all-sides total. Where only sides are told, the ledger's total stands in for a voice of its own. -#}
with voices as (
    select * from {{ part('int_figure_voices', 'incident_id', 'int_touched_incidents') }} where kind = 'casualty' and part = 'all' and not is_vague and not is_outdated
),

ranges as (
    select
        incident_id, measure,
        min(low) as least,
        max(coalesce(high, point, low)) as most,
        bool_or(high is null) as is_open,
        min(coalesce(point, low)) as lowest,
        min(low) filter (where party_rank = 0) as reliable_least,
        max(coalesce(high, point, low)) filter (where party_rank = 0) as reliable_most,
        arg_min(
            coalesce(point, low), {'a': party_rank, 'b': reliability, 'c': value_rank, 'd': -(coalesce(said_on, date '1900-01-01') - date '1900-01-01'), 'e': speaker_key}
        ) as most_reliable
    from voices
    group by all
)

select
    totals.incident_id,
    totals.measure as harm,
    rulebooks.rulebook,
    rulebooks.version as rule_version,
    case rulebooks.best_rule
        when 'intersect' then totals.best
        when 'most_reliable' then coalesce(ranges.most_reliable, totals.best)
        when 'lowest' then coalesce(ranges.lowest, totals.best)
    end as best,
    case
        when rulebooks.rulebook = 'ledger' then totals.low
        when rulebooks.range_rule = 'single' then coalesce(ranges.lowest, totals.best)
        when rulebooks.range_rule = 'reliable' then least(coalesce(ranges.reliable_least, ranges.least, totals.low), best)
        else coalesce(ranges.least, totals.low)
    end as low,
    case
        when rulebooks.rulebook = 'ledger' then totals.high
        when rulebooks.range_rule = 'single' then coalesce(ranges.lowest, totals.best)
        when rulebooks.range_rule = 'reliable' then greatest(coalesce(ranges.reliable_most, ranges.most, totals.high), best)
        else coalesce(ranges.most, totals.high)
    end as high,
    coalesce(totals.n_independent, 1) < rulebooks.min_independent as is_provisional,
    coalesce(totals.n_independent, 1) as n_independent
from {{ part('int_casualty_totals', 'incident_id', 'int_touched_incidents') }} as totals
left join ranges using (incident_id, measure)
cross join {{ ref('rulebooks') }} as rulebooks
where not totals.is_vague or totals.best is not null

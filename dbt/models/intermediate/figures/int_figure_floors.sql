{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# What parts say of their whole: it is at least as great. Groups that one sentence sets side by side without giving their sum ("three women and two children") add up,
    and so do those that one article has from each of several hospitals; elsewhere the greatest part counts (one place may lie in another). One row per incident,
    measure and group. -#}
with parts as (
    select *
    from {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }}
    where admission = 'admitted' and kind = 'casualty' and (facet in ('breakdown', 'restricted') or is_transition) and not is_vague and value_low > 0
),

summed_sentences as (
    select parts.article_id, parts.section, parts.sentence_start
    from parts
    anti join {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }} as wholes
        on parts.article_id = wholes.article_id and parts.section = wholes.section and parts.sentence_start = wholes.sentence_start
        and parts.measure = wholes.measure and wholes.facet in ('total', 'side')
    group by all
),

by_sentence as (
    select
        parts.incident_id, parts.measure, parts.side, parts.speaker_key, parts.article_id, parts.section, parts.sentence_start,
        parts.population, parts.restrictor, parts.victim_affiliation,
        max(parts.value_low) as low,
        list(parts.claim_id) as claim_ids,
        bool_or(summed_sentences.article_id is not null and not parts.has_parent) as adds_up
    from parts
    left join summed_sentences using (article_id, section, sentence_start)
    group by all
),

by_restrictor as (
    select
        incident_id, measure, side, speaker_key, article_id, restrictor, max(value_low) as low,
        [arg_max(claim_id, {'low': value_low, 'tie': claim_id})] as claim_ids
    from parts
    where relation_cue = 'part' and lower(restrictor) <> coalesce(lower(place_name), '')
    group by all
),

sums as (
    select incident_id, measure, side, speaker_key, sum(low)::bigint as low, flatten(list(claim_ids)) as claim_ids
    from by_restrictor
    group by grouping sets (
        (incident_id, measure, speaker_key, article_id),
        (incident_id, measure, side, speaker_key, article_id)
    )
    union all by name
    select incident_id, measure, side, speaker_key, article_id, section, sentence_start, sum(low)::bigint as low, flatten(list(claim_ids)) as claim_ids
    from by_sentence
    where adds_up
    group by grouping sets (
        (incident_id, measure, speaker_key, article_id, section, sentence_start),
        (incident_id, measure, side, speaker_key, article_id, section, sentence_start)
    )
    union all by name
    select incident_id, measure, side, speaker_key, low, claim_ids
    from by_sentence
    union all by name
    select incident_id, measure, null as side, speaker_key, low, claim_ids
    from by_sentence
    where side is not null
)

select
    incident_id,
    measure,
    coalesce(side, 'all') as part,
    max(low) as low,
    count(distinct speaker_key) as n_independent,
    arg_max(list_sort(list_distinct(claim_ids)), {'low': low, 'tie': list_sort(list_distinct(claim_ids))}) as claim_ids
from sums
group by all

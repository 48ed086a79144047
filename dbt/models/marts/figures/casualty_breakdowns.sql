{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# Groups that cross the sides, or that are only a part of the victims, as each speaker tells them. They overlap: nothing here adds up. -#}
with parts as (
    select
        figures.*,
        coalesce(parents.value_text, '') as parent_text
    from {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }} as figures
    left join {{ part('int_claims', 'article_id') }} as parents on figures.parent_claim_id = parents.claim_id
    where figures.kind = 'casualty' and figures.facet in ('breakdown', 'restricted') and figures.admission in ('admitted', 'recalled')
),

chosen as (
    select
        *,
        list(claim_id) over same_figure as claim_ids,
        row_number() over (
            partition by incident_id, measure, population, coalesce(restrictor, ''), coalesce(victim_affiliation, ''), speaker_key
            order by is_vague, said_on desc nulls last, value_rank, value_low desc, claim_id
        ) as preference
    from parts
    window same_figure as (partition by incident_id, measure, population, coalesce(restrictor, ''), coalesce(victim_affiliation, ''), speaker_key)
)

select
    md5(concat_ws('|', chosen.incident_id, chosen.measure, chosen.population, coalesce(chosen.restrictor, ''), coalesce(chosen.victim_affiliation, 'unspecified'), chosen.speaker_key)) as breakdown_id,
    chosen.incident_id,
    chosen.measure as harm,
    chosen.population,
    coalesce(chosen.restrictor, '') as restrictor,
    coalesce(chosen.victim_affiliation, 'unspecified') as affiliation,
    chosen.speaker_key,
    coalesce(chosen.source_id, 'unattributed') as source_id,
    coalesce(chosen.source_name, chosen.publisher) as speaker,
    chosen.value_low as low,
    case when not chosen.is_vague then coalesce(chosen.value_point, chosen.value_low) end as best,
    chosen.value_high as high,
    chosen.share,
    chosen.value_text,
    chosen.parent_claim_id,
    chosen.is_vague,
    list_sort(chosen.claim_ids) as claim_ids
from chosen
where chosen.preference = 1

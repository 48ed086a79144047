{{ config(materialized='incremental', pre_hook=[
    "{{ forget('claim_id') }}", "{{ forget('claim_id', of='other_claim_id') }}",
    "{{ forget('claim_id', 'int_touched_figures', only=\"relation = 'same_window_overlap'\") }}",
    "{{ forget('claim_id', 'int_touched_figures', of='other_claim_id', only=\"relation = 'same_window_overlap'\") }}"
]) }}
{# How claims stand to each other. Within a speaker every claim relates to the one that stands for the speaker; between speakers, those that stand for them do. -#}
with representatives as (
    select * from {{ part('int_voice_claims', 'incident_id', 'int_touched_incidents') }}
),

own_words as (
    select
        figures.claim_id,
        representatives.claim_id as other_claim_id,
        case
            when figures.relation_cue = 'increment' then 'increment_on'
            when roles.role = 'superseded' and not representatives.is_outdated then 'updated_by'
            when roles.role = 'duplicate' then 'duplicate_of'
            when figures.value_point is not distinct from other.value_point and figures.value_low is not distinct from other.value_low then 'duplicate_of'
            when figures.value_low > coalesce(other.value_high, figures.value_low) or other.value_low > coalesce(figures.value_high, other.value_low) then 'contradicts'
            else 'compatible_with'
        end as relation
    from {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }} as figures
    inner join {{ part('int_figure_roles', 'incident_id', 'int_touched_incidents') }} as roles using (claim_id)
    inner join representatives
        on figures.incident_id = representatives.incident_id and figures.measure = representatives.measure and figures.part = representatives.part
        and figures.affiliation = representatives.affiliation and figures.speaker_key = representatives.speaker_key
    inner join {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }} as other on representatives.claim_id = other.claim_id
    where figures.claim_id <> representatives.claim_id and figures.facet in ('total', 'side')
),

between_speakers as (
    select
        one.claim_id,
        two.claim_id as other_claim_id,
        case
            when a.value_point = b.value_point then 'restates'
            when a.value_low <= coalesce(b.value_high, a.value_low) and b.value_low <= coalesce(a.value_high, b.value_low) then 'compatible_with'
            when two.is_outdated then 'updates'
            else 'contradicts'
        end as relation
    from representatives as one
    inner join representatives as two using (incident_id, measure, part, affiliation)
    inner join {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }} as a on one.claim_id = a.claim_id
    inner join {{ part('int_figure_claims', 'incident_id', 'int_touched_incidents') }} as b on two.claim_id = b.claim_id
    where (coalesce(a.said_on, date '1900-01-01'), one.claim_id) > (coalesce(b.said_on, date '1900-01-01'), two.claim_id)
),

parts as (
    select
        claims.claim_id,
        claims.parent_claim_id as other_claim_id,
        case
            when {{ is_transition('claims') }} then 'transition'
            when claims.relation_cue = 'part' then 'part_of'
            else 'subset_of'
        end as relation
    from {{ part('int_claims', 'article_id') }} as claims
    inner join {{ part('int_claims', 'article_id') }} as parents on claims.parent_claim_id = parents.claim_id
),

{# Incidents and windows meet across all that was ever told: what is touched is compared with everything, and everything with what is touched. -#}
{%- set sides = [('ref', 'part'), ('part', 'ref')] if continues() else [('ref', 'ref')] %}
{%- set voices = {'ref': ref('int_voice_claims'), 'part': part('int_voice_claims', 'incident_id', 'int_touched_incidents')} %}
{%- set told = {'ref': ref('int_window_claims'), 'part': part('int_window_claims', 'claim_id')} %}
components as (
    {%- for one, other in sides %}
    select representatives.claim_id, totals.claim_id as other_claim_id, 'component_of_total' as relation
    from {{ voices[one] }} as representatives
    inner join {{ ref('incidents') }} as incidents using (incident_id)
    inner join (select * from {{ told[other] }} where kind = 'casualty') as totals
        on representatives.measure = totals.measure
        and incidents.country = totals.country
        and incidents.event_start >= totals.window_from
        and incidents.event_end <= coalesce(totals.window_last, totals.said_on)
        and representatives.speaker_key = totals.speaker_key
    where representatives.part = coalesce(totals.side, 'all')
        and (totals.place_rank <= 1 or totals.place_id = incidents.place_id or (totals.place_rank = 2 and totals.admin1 = incidents.admin1))
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

{# In a window each figure stands beside the one that the window goes by; of windows, those figures meet. What a window goes by may change without any of its
    claims being touched, so that these relations go by the list of figures. -#}
{%- set figures = {'ref': ref('int_window_claims'), 'part': part('int_window_claims', 'claim_id', 'int_touched_figures')} %}
{%- for side, rows in figures.items() %}

{{ side }}_windows as (
    select
        claim_id, window_key, kind, measure, population, place_key, speaker_key, is_recommended or fuller_claim_id is not null as is_chosen,
        coalesce(window_from, date '1900-01-01') as counted_from,
        coalesce(window_last, said_on, date '2999-12-31') as counted_until
    from {{ rows }}
    where kind in ('casualty', 'displacement') and scope <> 'stock' and country is not null and coalesce(window_from, window_last) is not null
),
{%- endfor %}

shared_windows as (
    {%- for one, other in sides %}
    select figures.claim_id, chosen.claim_id as other_claim_id, 'same_window_overlap' as relation
    from {{ one }}_windows as figures
    inner join (select * from {{ other }}_windows where is_chosen) as chosen using (window_key)
    where not figures.is_chosen
    union all
    select later.claim_id, earlier.claim_id, 'same_window_overlap'
    from (select * from {{ one }}_windows where is_chosen) as later
    inner join (select * from {{ other }}_windows where is_chosen) as earlier
        on later.kind = earlier.kind and later.measure = earlier.measure and later.population = earlier.population
        and later.place_key = earlier.place_key and later.speaker_key = earlier.speaker_key
        and later.counted_from <= earlier.counted_until and earlier.counted_from <= later.counted_until
    where (later.counted_until, later.claim_id) > (earlier.counted_until, earlier.claim_id)
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

copied as (
    select copy.claim_id, original.claim_id as other_claim_id, 'duplicate_of' as relation
    from {{ part('int_claims', 'article_id') }} as copy
    inner join {{ part('int_claims', 'article_id') }} as original
        on copy.cluster_id = original.cluster_id and original.is_canonical and copy.kind = original.kind and copy.measure = original.measure
        and copy.quote = original.quote and copy.population is not distinct from original.population
    where not copy.is_canonical
    qualify row_number() over (partition by copy.claim_id order by abs(copy.char_start - original.char_start), original.claim_id) = 1
),

denials as (
    select denied.claim_id, representatives.claim_id as other_claim_id, 'denies' as relation
    from {{ part('int_claims', 'article_id') }} as denied
    inner join {{ part('int_claims', 'article_id') }} as said on denied.article_id = said.article_id and denied.measure = said.measure
    inner join representatives on said.claim_id = representatives.claim_id
    where denied.modality = 'denied' and coalesce(denied.harm_from <= said.harm_until and said.harm_from <= denied.harm_until, true)
),

relations as (
    select claim_id, other_claim_id, relation from own_words where relation <> 'updated_by'
    union
    select other_claim_id, claim_id, 'updates' from own_words where relation = 'updated_by'
    union
    select claim_id, other_claim_id, relation from between_speakers
    union
    select claim_id, other_claim_id, relation from parts
    union
    select claim_id, other_claim_id, relation from components
    union
    select claim_id, other_claim_id, relation from shared_windows
    union
    select claim_id, other_claim_id, relation from copied
    union
    select claim_id, other_claim_id, relation from denials
)

select claim_id, other_claim_id, relation
from relations

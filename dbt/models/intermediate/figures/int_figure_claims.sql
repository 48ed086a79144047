{{ config(materialized='incremental', pre_hook="{{ forget('incident_id', 'int_touched_incidents') }}") }}
{# The linked figures of each incident: which group a figure counts, in what way (the total, one side of it, a part that only bounds it from below), whose voice it
    is, and whether it may speak at all. -#}
with linked as (
    select
        {# "More than" is a bound; what comes on top of another figure says "another". #}
        claims.* replace (
            case
                when {{ is_transition('claims') }} then 'increment'
                when claims.relation_cue = 'increment' and claims.quantifier = 'more_than' then null
                else claims.relation_cue
            end as relation_cue
        ),
        {# "Two of the wounded died": they come on top of the dead, and go off the wounded. #}
        {{ is_transition('claims') }} as is_transition,
        links.incident_id,
        kinds.event_kind,
        kinds.family,
        kinds.is_wide,
        {# Is the figure that of the whole country, as far as its place tells? #}
        coalesce(claims.place_rank <= 1 and (claims.place_name is null or claims.place_name = countries.label), true) as is_countrywide,
        {# "In Aleppo alone" is a part where more than Aleppo is told of; of what happened in Aleppo it is the whole. #}
        case
            when claims.restrictor is null then coalesce(claims.relation_cue = 'part', false)
            when lower(claims.restrictor) = lower(claims.place_name)
                then claims.place_rank > min(nullif(claims.place_rank, 0)) over (partition by links.incident_id, claims.measure)
            else true
        end as is_restricted
    from {{ part('int_claims', 'article_id') }} as claims
    inner join {{ part('int_claim_incidents', 'claim_id') }} as links using (claim_id)
    inner join {{ part('int_event_kinds', 'article_id') }} as kinds using (claim_id)
    left join {{ ref('countries') }} as countries on claims.country = countries.code
    where links.disposition = 'linked'
),

harmed as (
    select distinct article_id, incident_id, measure
    from linked
    where modality = 'asserted' and value_low > 0
),

{# What somebody fears, expects or threatens in an article about the incident. #}
fears as (
    select distinct about.incident_id, claims.measure, coalesce(claims.value_point, claims.value_high, claims.value_low) as number
    from {{ part('int_claims', 'article_id') }} as claims
    inner join (select distinct article_id, incident_id from linked) as about using (article_id)
    where claims.modality in ('feared', 'hypothetical', 'threatened')
),

{# A feared figure that others repeat ("the 10,000 were too much") is no count: a round number that somebody fears while others, then or later, count fewer. #}
echoes as (
    select distinct said.claim_id
    from linked as said
    inner join fears on said.incident_id = fears.incident_id and said.measure = fears.measure and said.value_point = fears.number
    inner join linked as counted on said.incident_id = counted.incident_id and said.measure = counted.measure
    where said.modality = 'asserted'
        and counted.modality = 'asserted'
        and fears.number % 100 = 0
        and coalesce(counted.value_high, counted.value_low) between 1 and fears.number - 1
        and counted.said_on >= said.said_on
),

{# What is told of a calamity as a whole; a smaller figure of one place, or of the slide that it set off, is a part of it. #}
calamities as (
    select
        incident_id,
        arg_max(event_kind, {'toll': coalesce(value_low, 0), 'tie': event_kind}) filter (where is_wide) as event_kind,
        arg_max(family, {'toll': coalesce(value_low, 0), 'tie': event_kind}) filter (where is_wide) as family
    from linked
    group by incident_id
    having bool_or(is_wide)
),

calamity_tolls as (
    select linked.incident_id, linked.measure, max(linked.value_low) as low
    from linked
    inner join calamities using (incident_id)
    anti join echoes on linked.claim_id = echoes.claim_id
    where linked.is_countrywide and linked.modality = 'asserted' and linked.event_kind is not distinct from calamities.event_kind
        and linked.side is null and not linked.is_breakdown and linked.parent_claim_id is null and not linked.is_restricted
    group by all
),

affiliations as (
    select incident_id, measure, side, count(distinct victim_affiliation) as n, min(victim_affiliation) as only_one
    from linked
    where side is not null and not is_breakdown and not is_restricted and parent_claim_id is null
    group by all
),

faceted as (
    select
        linked.*,
        case
            when linked.is_restricted then 'restricted'
            {# "No Swede is among the dead", beside a toll: none of a group, not none at all. -#}
            when linked.value_high = 0 and harmed.article_id is not null then 'restricted'
            when coalesce(linked.value_high, linked.value_low) < calamity_tolls.low
                and (not linked.is_countrywide or linked.event_kind <> calamities.event_kind and linked.family = calamities.family) then 'restricted'
            when linked.kind = 'facility' then case when parent.claim_id is null then 'total' else 'restricted' end
            when parent.claim_id is not null and not linked.is_breakdown and linked.side is not distinct from parent.side then 'restricted'
            when linked.is_breakdown then 'breakdown'
            when linked.side is not null then 'side'
            when linked.victim_affiliation is not null then 'restricted'
            when linked.relation_cue = 'subset' then 'restricted'
            else 'total'
        end as facet,
        parent.claim_id is not null as has_parent,
        case when linked.kind = 'facility' then linked.facility_type else coalesce(linked.side, 'all') end as part,
        case
            when linked.kind <> 'casualty' or linked.side is null then 'unspecified'
            when linked.victim_affiliation is not null then linked.victim_affiliation
            {# Where all that is told of a side is whose one people they are, those who do not say so mean the same people. #}
            when affiliations.n = 1 then affiliations.only_one
            else 'unspecified'
        end as affiliation
    from linked
    left join linked as parent
        on linked.parent_claim_id = parent.claim_id and linked.incident_id = parent.incident_id and linked.measure = parent.measure
    left join calamities on linked.incident_id = calamities.incident_id
    left join calamity_tolls on linked.incident_id = calamity_tolls.incident_id and linked.measure = calamity_tolls.measure
    left join harmed on linked.article_id = harmed.article_id and linked.incident_id = harmed.incident_id and linked.measure = harmed.measure
    left join affiliations on linked.incident_id = affiliations.incident_id and linked.measure = affiliations.measure and linked.side = affiliations.side
),

{# A calamity knows no border, but its tolls do: where whole tolls of two countries or more are told, each counts its own country, and they add up (docs/decisions/0009). #}
lands as (
    select incident_id, measure, country
    from faceted
    where kind = 'casualty' and facet = 'total' and part = 'all' and is_wide and is_countrywide and country is not null and len(coalesce(place_names, [])) < 2
        and is_canonical and modality = 'asserted' and narrative_role is distinct from 'background' and value_low > 0 and value_type not in ('vague', 'share')
    group by incident_id, measure, country
    qualify count(*) over (partition by incident_id, measure) > 1
),

{# The same number without a country, a headline's for instance, is that country's toll. #}
number_lands as (
    select faceted.incident_id, faceted.measure, faceted.value_low, faceted.value_point, min(lands.country) as country
    from faceted
    inner join lands using (incident_id, measure, country)
    where faceted.facet = 'total' and faceted.part = 'all' and faceted.is_countrywide
    group by all
    having count(distinct lands.country) = 1
),

placed as (
    select
        faceted.* replace (
            case
                when faceted.facet = 'total' and faceted.part = 'all' and (own.country is not null and faceted.is_countrywide or number_lands.country is not null)
                    then 'in ' || coalesce(own.country, number_lands.country)
                else faceted.affiliation
            end as affiliation,
            {# A town's toll is a part of its country's. #}
            case
                when faceted.facet = 'total' and faceted.part = 'all' and not faceted.is_countrywide and several.incident_id is not null then 'restricted'
                else faceted.facet
            end as facet
        )
    from faceted
    left join lands as own
        on faceted.incident_id = own.incident_id and faceted.measure = own.measure and faceted.country = own.country and len(coalesce(faceted.place_names, [])) < 2
    left join number_lands
        on faceted.incident_id = number_lands.incident_id and faceted.measure = number_lands.measure and faceted.country is null
        and len(coalesce(faceted.place_names, [])) = 0
        and faceted.value_low is not distinct from number_lands.value_low and faceted.value_point is not distinct from number_lands.value_point
    left join (select distinct incident_id, measure from lands) as several on faceted.incident_id = several.incident_id and faceted.measure = several.measure
),

{# In one article, the article's own words for a figure that it also gives a speaker for are that speaker's. -#}
voiced as (
    select
        own.claim_id,
        arg_min(quoted.speaker_key, {'distance': abs(quoted.char_start - own.char_start), 'tie': quoted.claim_id}) as speaker_key
    from placed as own
    inner join placed as quoted
        on own.article_id = quoted.article_id and own.incident_id = quoted.incident_id and own.measure = quoted.measure
        and own.part = quoted.part and own.affiliation = quoted.affiliation and own.facet = quoted.facet
    where not own.is_attributed
        and quoted.is_attributed
        and quoted.modality = 'asserted'
        and own.value_low <= coalesce(quoted.value_high, own.value_low)
        and quoted.value_low <= coalesce(own.value_high, quoted.value_low)
    group by own.claim_id
),

told as (
    select incident_id, measure, part, affiliation, facet, bool_or(is_attributed or narrative_role is distinct from 'background') as is_told
    from placed
    where is_canonical and modality = 'asserted'
    group by all
)

select
    placed.* exclude (speaker_key, event_kind, family, is_wide, is_countrywide, is_restricted),
    coalesce(voiced.speaker_key, placed.speaker_key) as speaker_key,
    placed.value_type in ('vague', 'share') as is_vague,
    case
        when not placed.is_canonical then 'copy'
        when placed.modality = 'feared' or echoes.claim_id is not null then 'feared'
        when placed.relation_cue = 'update_from' then 'outdated'
        when coalesce(placed.value_low, placed.value_point, placed.value_high) is null then 'no_value'
        when placed.narrative_role = 'background' and not placed.is_attributed and told.is_told then 'recalled'
        else 'admitted'
    end as admission
from placed
left join voiced using (claim_id)
left join echoes using (claim_id)
left join told using (incident_id, measure, part, affiliation, facet)

{#- What figure models share: how a value is shown, how far two spots are apart, what a policy constant is. -#}

{#- A policy constant from policy.link_policy, as a scalar subquery. -#}
{% macro link_policy(name) -%}
    (select value from {{ ref('link_policy') }} where name = '{{ name }}')
{%- endmacro %}

{#- Great-circle distance in kilometres between the coordinates of two aliases (haversine, mean Earth radius); null when one is unknown. -#}
{% macro distance_km(a, b) -%}
    12742 * asin(sqrt(
        pow(sin(radians({{ b }}.latitude - {{ a }}.latitude) / 2), 2)
        + cos(radians({{ a }}.latitude)) * cos(radians({{ b }}.latitude)) * pow(sin(radians({{ b }}.longitude - {{ a }}.longitude) / 2), 2)
    ))
{%- endmacro %}

{#- Days between two intervals: 0 when they overlap. -#}
{% macro gap_days(a, b) -%}
    greatest(0, {{ a }}.harm_from - {{ b }}.harm_until, {{ b }}.harm_from - {{ a }}.harm_until)
{%- endmacro %}

{#- Is there a place that both aliases may mean? The vaguer one (lower place_rank) has to contain the other; an unknown place excludes nothing.
    A figure about several places (place_names) agrees only with a place among them. -#}
{% macro places_agree(a, b) -%}
    (
        case
            when {{ a }}.country <> {{ b }}.country then false
            when least({{ a }}.place_rank, {{ b }}.place_rank) = 0 then true
            when least({{ a }}.place_rank, {{ b }}.place_rank) = 1 then
                {{ names_agree(a, b) }} and {{ names_agree(b, a) }}
            when least({{ a }}.place_rank, {{ b }}.place_rank) = 2 then coalesce({{ a }}.admin1 = {{ b }}.admin1, {{ a }}.place_id = {{ b }}.place_id, false)
            when least({{ a }}.place_rank, {{ b }}.place_rank) = 3 then coalesce({{ a }}.admin2 = {{ b }}.admin2, {{ a }}.place_id = {{ b }}.place_id, false)
            else coalesce({{ a }}.place_id = {{ b }}.place_id, false) or coalesce({{ distance_km(a, b) }} <= {{ link_policy('near_km') }}, false)
        end
    )
{%- endmacro %}

{#- A place that several names share a figure with is one of them, or lies in one of them. -#}
{% macro names_agree(several, one) -%}
    (
        len(coalesce({{ several }}.place_names, [])) < 2
        or {{ one }}.place_rank < 2
        or list_contains({{ several }}.place_names, {{ one }}.place_name)
        or list_contains({{ several }}.place_names, {{ one }}.admin1)
    )
{%- endmacro %}

{#- Do the named weapons, or the named actors, speak against one event? -#}
{% macro means_conflict(a, b) -%}
    (
        (len({{ a }}.weapon_families) > 0 and len({{ b }}.weapon_families) > 0 and not list_has_any({{ a }}.weapon_families, {{ b }}.weapon_families))
        or (len({{ a }}.actors) > 0 and len({{ b }}.actors) > 0 and not list_has_any({{ a }}.actors, {{ b }}.actors))
    )
{%- endmacro %}

{#- The value of a claim as a reader would write it: 16, ≥ 83, 10–14, dozens, 20 %. -#}
{% macro value_text(claims) -%}
    case {{ claims }}.value_type
        when 'share' then format('{:.0f} %', {{ claims }}.share * 100)
        when 'vague' then replace({{ claims }}.stated_word, '_', ' ')
        when 'range' then format('{:,}–{:,}', {{ claims }}.low, {{ claims }}.high)
        else
            case {{ claims }}.quantifier
                when 'at_least' then '≥ ' when 'more_than' then '> ' when 'about' then '~ '
                when 'nearly' then '≲ ' when 'less_than' then '< ' when 'up_to' then '≤ ' else ''
            end || format('{:,}', coalesce({{ claims }}.stated_number::bigint, {{ claims }}.point, {{ claims }}.low, {{ claims }}.high))
    end
{%- endmacro %}

{#- The name that an incident bears when the claim is the earliest of its claims. -#}
{% macro incident_name(claim_id) -%}
    'inc_' || substr(md5({{ claim_id }}), 1, 16)
{%- endmacro %}

{#- The days that a figure of a window is about, as far as is known, and the last from which another window may be told of the same people. -#}
{% macro told_days(windows) -%}
    coalesce({{ windows }}.window_from, {{ windows }}.window_last, {{ windows }}.said_on) as told_from,
    coalesce({{ windows }}.window_last, {{ windows }}.said_on) as told_until,
    coalesce({{ windows }}.window_last, {{ windows }}.said_on) + {{ link_policy('movement_days') }}::integer as told_reach
{%- endmacro %}

{#- Are two figures with the same number (number_key) one, told twice? Their windows (told_days) are close, two stocks are moments, and one only on the same day; and
    their places may be one, or one lies in the other. The days come first: they are the cheaper question. -#}
{% macro one_telling(a, b) -%}
    (
        {{ a }}.told_from <= {{ b }}.told_reach
        and {{ b }}.told_from <= {{ a }}.told_reach
        and ({{ a }}.scope <> 'stock' or {{ b }}.scope <> 'stock' or {{ a }}.told_until = {{ b }}.told_until)
        and {{ places_agree(a, b) }}
    )
{%- endmacro %}

{#- Is it a transition: people who were told of as injured or missing and have died since? Only the words can tell (relation_cue): that a number of dead stands
    as a part of a number of injured is not enough ("350 hurt … ninety of the victims died in the hall"). -#}
{% macro is_transition(claims) -%}
    coalesce({{ claims }}.measure = 'killed' and {{ claims }}.relation_cue = 'transition', false)
{%- endmacro %}

{#- Whose losses a speaker who is a party to a conflict tells of; null for all others. source: a row of the seed sources; claim: a claim. -#}
{% macro party_mark(source, claim) -%}
    case
        when not coalesce({{ source }}.is_party, false) then null
        when {{ claim }}.victim_affiliation in ({{ source }}.source_id, {{ source }}.country) then 'own_losses'
        when {{ claim }}.victim_affiliation is not null then 'losses_of_others'
        else 'losses'
    end
{%- endmacro %}

{#- Whether two aliases can tell one event: what kind it is, how far such an event reaches in days and kilometres (policy.event_reach). -#}

{#- How the kinds of event compare. Cause is often told loosely, so violence and mishap do not exclude each other; nature excludes violence. -#}
{% macro kind_level(a, b) -%}
    case
        when {{ a }}.realm is null or {{ b }}.realm is null then 'unknown'
        when {{ a }}.realm = 'nature' and {{ a }}.event_kind = {{ b }}.event_kind and {{ a }}.is_wide then 'same_calamity'
        when {{ a }}.event_kind = {{ b }}.event_kind and {{ a }}.event_kind not in ('conflict', 'crime', 'accident', 'disaster', 'disease') then 'same'
        when {{ a }}.family = {{ b }}.family then 'related'
        when {{ a }}.realm <> {{ b }}.realm and ('disease' in ({{ a }}.realm, {{ b }}.realm) or {{ a }}.realm || {{ b }}.realm in ('natureviolence', 'violencenature')) then 'different'
        when {{ a }}.realm = 'nature' and {{ b }}.realm = 'nature' and 'disaster' not in ({{ a }}.event_kind, {{ b }}.event_kind) then 'different'
        else 'unknown'
    end
{%- endmacro %}

{#- May the harm of one event be told with days this far apart? Only calamities last. -#}
{% macro days_meet(a, b) -%}
    ({{ gap_days(a, b) }} <= case
        when {{ kind_level(a, b) }} in ('same_calamity', 'same', 'related') then least({{ a }}.spread_days, {{ b }}.spread_days)
        else 0
    end)
{%- endmacro %}

{#- Is there a place, or for a wide event an area, that both may mean? -#}
{% macro places_meet(a, b) -%}
    (
        {{ places_agree(a, b) }}
        or coalesce(
            {{ kind_level(a, b) }} <> 'different'
            and (least({{ a }}.place_rank, {{ b }}.place_rank) >= 3 or {{ a }}.is_wide or {{ b }}.is_wide)
            and {{ distance_km(a, b) }} <= greatest({{ a }}.near_km, {{ b }}.near_km),
            false
        )
    )
{%- endmacro %}

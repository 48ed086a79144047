{#- How corrections reach the rows that were read. What a fix may set is declared in dagster_project/contracts/corrections.py. -#}

{#- Columns of a claim that a fix sets as they are. -#}
{% macro fixable_fields() -%}
    {{ return(['measure', 'victim_affiliation', 'restrictor', 'relation_cue', 'parent_claim_id', 'scope', 'modality', 'narrative_role', 'source_id',
        'place_id', 'as_of_date', 'cause', 'hazard', 'unit', 'facility_type', 'displacement_term']) }}
{%- endmacro %}

{#- Columns that hold lists: a fix writes a plus between the items. -#}
{% macro fixable_lists() -%}
    {{ return(['population', 'weapons', 'actors']) }}
{%- endmacro %}

{#- The claims of `rows` after their fixes (int_claim_fixes); adds is_rejected, rejection and correction_ids. A new number comes with its bound and ends, new
    dates with their precision, a new group without the words for the old one. What only follows from an id (names, areas) is not set here. -#}
{% macro with_fixes(rows) -%}
select
    said.* replace (
        {%- for field in fixable_fields() %}
        case when map_contains(fix, '{{ field }}') then nullif(fix['{{ field }}'], 'none') else said.{{ field }} end as {{ field }},
        {%- endfor %}
        {%- for field in fixable_lists() %}
        case when map_contains(fix, '{{ field }}') then list_filter(string_split(fix['{{ field }}'], '+'), item -> item <> 'none') else said.{{ field }} end as {{ field }},
        {%- endfor %}
        case when map_contains(fix, 'population') then null else said.status end as status,
        case when map_contains(fix, 'population') then null else said.sex end as sex,
        case when map_contains(fix, 'population') then null else said.age end as age,
        case when map_contains(fix, 'population') then [] else said.roles end as roles,
        case when map_contains(fix, 'population') then null else said.population_text end as population_text,
        case when is_valued then if(greatest_number is null, least_number::double, null) else said.stated_number end as stated_number,
        case when is_valued then null else said.stated_word end as stated_word,
        case when is_valued then null else said.share end as share,
        case when is_valued then if(greatest_number is null, 'number', 'range') else said.value_type end as value_type,
        case when is_valued then if(is_least, 'at_least', 'exact') else said.bound end as bound,
        case when is_valued then case when is_least then 'at_least' when greatest_number is null then 'exact' else 'range' end else said.quantifier end as quantifier,
        case when is_valued then if(greatest_number is null, least_number, null) else said.point end as point,
        case when is_valued then if(is_least or greatest_number is not null, least_number, null) else said.low end as low,
        case when is_valued then greatest_number else said.high end as high,
        case when is_dated then first_end else said.event_start end as event_start,
        case when is_dated then last_end else said.event_end end as event_end,
        case when is_dated then {{ first_day('first_end') }} else said.event_from end as event_from,
        case when is_dated then {{ final_day('last_end') }} else said.event_until end as event_until,
        case
            when not coalesce(is_dated, false) then said.date_precision
            when first_end = last_end then case length(first_end) when 10 then 'day' when 7 then 'month' else 'year' end
            when first_end is not null then 'range'
        end as date_precision,
        case when is_dated then 'correction' else said.date_rule end as date_rule,
        case when map_contains(fix, 'as_of_date') then {{ final_day("nullif(fix['as_of_date'], 'none')") }} else said.as_of_until end as as_of_until
    ),
    coalesce(fixes.is_rejected, false) as is_rejected,
    fixes.rejection,
    coalesce(fixes.correction_ids, []) as correction_ids
from {{ rows }} as said
left join (
    select
        *,
        map_contains(fix, 'value') as is_valued,
        starts_with(fix['value'], '>=') as is_least,
        regexp_extract(fix['value'], '(\d+)', 1)::bigint as least_number,
        nullif(regexp_extract(fix['value'], '-(\d+)', 1), '')::bigint as greatest_number,
        map_contains(fix, 'date') as is_dated,
        nullif(split_part(fix['date'], '/', 1), 'none') as first_end,
        coalesce(nullif(split_part(fix['date'], '/', 2), ''), first_end) as last_end
    from {{ ref('int_claim_fixes') }}
) as fixes using (claim_id)
{%- endmacro %}

{#- The rows of `rows` with the aliases that were added by hand (int_aliases), where the speaker or the place was not known, and with what follows from the
    ids of speaker and place where a correction set them. `fixes` says whether the rows come from with_fixes. -#}
{% macro with_aliases(rows, fixes=false) -%}
select
    {%- set source_is_new = "speakers.id is not null" ~ (" or said.source_id is distinct from said.source_as_read" if fixes else "") %}
    {%- set place_is_new = "spots.id is not null" ~ (" or said.place_id is distinct from said.place_as_read" if fixes else "") %}
    said.* {{ "exclude (source_as_read, place_as_read)" if fixes }} replace (
        coalesce(speakers.id, said.source_id) as source_id,
        {%- for column, known in {'source_name': 'name', 'source_type': 'type'}.items() %}
        case when {{ source_is_new }} then sources.{{ known }} else said.{{ column }} end as {{ column }},
        {%- endfor %}
        coalesce(spots.id, said.place_id) as place_id,
        {%- for column in ['admin1', 'admin2', 'country', 'pcode', 'latitude', 'longitude'] %}
        case when {{ place_is_new }} then {{ "coalesce(places.country, countries.code)" if column == 'country' else "places." ~ column }} else said.{{ column }} end as {{ column }},
        {%- endfor %}
        case when {{ place_is_new }} then coalesce(places.name, countries.label) else said.place_name end as place_name,
        case when {{ place_is_new }} then [] else said.place_names end as place_names,
        case when {{ place_is_new }} then coalesce(places.precision, if(countries.code is null, null, 'country')) else said.place_precision end as place_precision
        {%- if fixes %},
        list_concat(said.correction_ids, list_filter([speakers.correction_id, spots.correction_id], item -> item is not null)) as correction_ids
        {%- endif %}
    )
from {{ rows }} as said
left join (select *, target_id as id from {{ ref('int_aliases') }} where state = 'applied' and register = 'source') as speakers
    on said.source_id is null and lower(trim(said.source_text)) = speakers.alias_key
left join (select *, target_id as id from {{ ref('int_aliases') }} where state = 'applied' and register = 'place') as spots
    on said.place_id is null and lower(trim(coalesce(said.place_text, said.place_name))) = spots.alias_key
left join {{ ref('sources') }} as sources on coalesce(speakers.id, said.source_id) = sources.source_id
left join (
    {#- Only what corrections name: the gazetteer holds hundreds of thousands of places. #}
    select *
    from {{ ref('stg_places') }}
    where place_id in (select target_id from {{ ref('int_aliases') }} union all select value from {{ ref('int_claim_corrections') }} where field = 'place_id')
) as places on coalesce(spots.id, said.place_id) = places.place_id
left join {{ ref('countries') }} as countries on coalesce(spots.id, said.place_id) = countries.code
{%- endmacro %}

{#- A name of an actor as its id, where an alias that was added by hand says so; the rows are cross-joined with actor_ids(), since a lambda holds no subquery. -#}
{% macro known_actor(name) -%}
    coalesce(actor_ids[lower(trim({{ name }}))], {{ name }})
{%- endmacro %}

{#- One row: the ids of actors by the aliases that were added by hand. -#}
{% macro actor_ids() -%}
    (select map_from_entries(list({'k': alias_key, 'v': target_id})) as actor_ids from {{ ref('int_aliases') }} where state = 'applied' and register = 'actor')
{%- endmacro %}

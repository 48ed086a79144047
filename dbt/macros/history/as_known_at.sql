{#- The marts of which history is kept. Of the others no past row can be given: articles change with every reading (what they said is in the claims), corrections
    are dated themselves, dimensions and aliases are reference data. -#}
{% macro remembered_marts() -%}
    {{ return(['casualties', 'casualty_breakdowns', 'casualty_rulebooks', 'casualty_totals', 'claims', 'context_indicators', 'displacement', 'facility_impacts',
        'incidents', 'responsibility', 'territorial_control', 'weapon_uses']) }}
{%- endmacro %}


{#- A mart as it was known at the end of a day. table: the mart's name; day: a SQL date. -#}
{% macro as_known_at(table, day) -%}
    {%- if table not in remembered_marts() -%}
        {{ exceptions.raise_compiler_error("no history is kept of " ~ table ~ "; it is of: " ~ remembered_marts() | join(', ')) }}
    {%- endif -%}
    (
        select * exclude (row_hash, known_from, known_to)
        from {{ ref('history_' ~ table) }}
        where known_from < {{ day }} + interval 1 day and (known_to is null or known_to >= {{ day }} + interval 1 day)
    )
{%- endmacro %}


{#- The same for whoever queries the published file: select * from history.as_known_at('casualties', date '2024-05-01'). -#}
{% macro create_as_known_at() -%}
    create or replace macro {{ this.schema }}.as_known_at(mart, day) as table
        select * exclude (row_hash, known_from, known_to)
        from query_table(
            case when mart in ('{{ remembered_marts() | join("', '") }}') then '{{ this.schema }}.' || mart
            else error('no history is kept of ' || mart || '; it is of: {{ remembered_marts() | join(", ") }}') end
        )
        where known_from < day + interval 1 day and (known_to is null or known_to >= day + interval 1 day)
{%- endmacro %}

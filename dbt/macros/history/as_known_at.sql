{#- A mart as it was known at the end of a day. table: the mart's name; day: a SQL date. -#}
{% macro as_known_at(table, day) -%}
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
        from query_table('{{ this.schema }}.' || mart)
        where known_from < day + interval 1 day and (known_to is null or known_to >= day + interval 1 day)
{%- endmacro %}

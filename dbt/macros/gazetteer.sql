{#- A table of the compiled gazetteer with the given columns, as rows; no rows while nothing is compiled. Columns: a mapping of names to types. -#}
{% macro gazetteer(table, columns) -%}
    {%- set file = env_var('HARMLEDGER_GAZETTEER', '../warehouse/gazetteer') ~ '/' ~ table ~ '.parquet' -%}
    {%- set location = source('gazetteer', table) -%}
    {%- set is_there = execute and run_query("select count(*) from glob('" ~ file ~ "')").columns[0][0] > 0 -%}
    select
        {%- for column, type in columns.items() %}
        cast({{ column if is_there else 'null' }} as {{ type }}) as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    {{ 'from ' ~ location if is_there else 'where false' }}
{%- endmacro %}

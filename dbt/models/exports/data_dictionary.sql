{# The columns of all published tables as a table: what each means, what it may be added up to, its HXL hashtag. Written from the models' own descriptions. -#}
{%- set published = ['marts', 'exports', 'metrics'] -%}
{%- set rows = [] -%}
{%- if execute -%}
    {%- for node in graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | sort(attribute='unique_id') if node.schema in published -%}
        {%- for column in node.columns.values() -%}
            {%- set meta = column.config.meta if column.config else {} -%}
            {%- set hxl = meta.get('hxl') or {} -%}
            {%- set is_tag = hxl is string -%}
            {%- do rows.append([
                node.schema, node.alias, node.description, column.name, loop.index, column.data_type, column.description,
                meta.get('additivity'), (meta.get('within') or []) | join(', ') or none, meta.get('where'),
                hxl if is_tag else none, none if is_tag else hxl.get('measure'), none if is_tag else hxl.get('population'), none if is_tag else hxl.get('attributes'),
                meta.get('holds') not in ('words', 'coordinates'), meta.get('holds') == 'speaker',
            ]) -%}
        {%- endfor -%}
    {%- endfor -%}
{%- endif -%}
with columns(
    table_schema, table_name, table_description, column_name, position, data_type, description, additivity, additive_within, additive_where, tag, measure, population, attributes, is_exported, names_speakers
) as (
    {%- if rows %}
    values
    {%- for row in rows %}
    ({% for value in row %}{{ sql_literal(value) }}{{ ', ' if not loop.last }}{% endfor %}){{ ',' if not loop.last }}
    {%- endfor %}
    {%- else %}
    select '', '', '', '', 0, '', '', '', '', '', '', '', '', '', true, true where false
    {%- endif %}
)

select
    columns.table_schema,
    columns.table_name,
    columns.table_description,
    columns.column_name,
    columns.position::integer as position,
    columns.data_type,
    columns.description,
    columns.additivity,
    columns.additive_within::varchar as additive_within,
    columns.additive_where::varchar as additive_where,
    coalesce(columns.tag::varchar, measures.hxl || coalesce(populations.hxl, '') || coalesce(columns.attributes::varchar, '')) as hxl,
    columns.is_exported,
    columns.names_speakers
from columns
left join {{ ref('measures') }} as measures on columns.measure::varchar = measures.code
left join {{ ref('populations') }} as populations on columns.population::varchar = populations.code

{#- How a build that continues the last one does only what is new. Its database begins as a copy of the published one (see dagster_project/store/continuation.py);
    an incremental model forgets the rows of what is touched and computes them anew, by the same SQL as ever, from the parts of its inputs that are touched:

        {{ config(materialized='incremental', pre_hook="{{ forget('incident_id') }}") }}
        select … from {{ part('int_claims', 'article_id') }} …

    That gives the rows of a full build because each list of what is touched is closed: no row outside it is computed from one inside. Four models list it:
    int_touched_articles   articles that are new, read again or gone, and those that may be copies of one text with them: for what is told article by article;
    int_touched            these, and with them whatever links, incidents and corrections tie to them: for what is told by incident;
    int_touched_windows    the windows of these and the numbers in them: for what is chosen among the figures of a window;
    int_touched_figures    the claims of these, and those that are chosen now and were not, or the other way round: for what tells of figures of windows.
    Models that are not incremental are built in full each time. A full build (an empty database, or --full-refresh) takes every list as everything. -#}

{#- Whether the model continues what the last build left of it. dbt's unit tests have nothing that could be continued. -#}
{% macro continues() -%}
    {{ return(this is not none and is_incremental()) }}
{%- endmacro %}

{#- The touched rows of a model, in an incremental model that continues; all its rows in a full build. `key`: the column that is listed.
    A full build asks for no list (dbt's unit tests give none), but what is parsed names it, so that dbt builds it before. -#}
{% macro part(model, key, touched='int_touched') -%}
    {%- set rows = ref(model) -%}
    {{ touched_rows(rows, key, touched) if not execute or continues() else rows }}
{%- endmacro %}

{#- The touched rows of a relation. -#}
{% macro touched_rows(rows, key, touched) -%}
    (select * from {{ rows }} where {{ key }} in (select id from {{ ref(touched) }} where key = '{{ key }}'))
{%- endmacro %}

{#- One side of a self-join whose rows bear mention_id, or only what is touched of it: the mentions in the CTE `touched`. -#}
{% macro touched_side(rows, is_touched) -%}
    {{ '(select * from ' ~ rows ~ ' semi join touched using (mention_id))' if is_touched else rows }}
{%- endmacro %}

{#- Hook: the rows that will be computed anew go. `of`: the column, where it is not named as the key; `only`: a condition on the rows. -#}
{% macro forget(key, touched='int_touched', of=none, only='true') -%}
    {%- set listed = ref(touched) if not execute or continues() else none -%}
    {%- if continues() -%}
    delete from {{ this }} where {{ of or key }} in (select id from {{ listed }} where key = '{{ key }}') and {{ only }}
    {%- endif -%}
{%- endmacro %}

{#- A list of what is touched (columns key, id), as the caller says; empty in a full build, which takes everything. -#}
{% macro touched_list() -%}
    {%- if not execute or (this is not none and load_relation(this) and not should_full_refresh()) -%}
    {{ caller() }}
    {%- else -%}
    select null::varchar as key, null::varchar as id where false
    {%- endif -%}
{%- endmacro %}

{#- A table as the last build left it: read before this build changes it, hence no ref. -#}
{% macro as_it_was(schema, table) -%}
    {{ api.Relation.create(database=target.database, schema=schema, identifier=table) }}
{%- endmacro %}

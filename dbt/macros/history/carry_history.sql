{#- History carried forward: what is remembered of a mart, together with the mart as it is now.
    A row is known from the build that first published it (known_from) until the build that no longer had it in exactly this form (known_to; half open).
    A build that continues the published database has the memory at hand and carries only the stretches of what is touched (`key`, and the list that names it):
    they replace those that are there; of marts that are built in full each time (no list) all are carried. A full build has a new database: it reads the memory from the published file (HARMLEDGER_PUBLISHED_DB); without one it
    begins now. A build that fails is never published and leaves no trace. -#}
{% macro carry_history(mart, key, touched=none) -%}
    {%- set remembered = this if continues() else published_history(this.identifier) -%}
    {%- set began = "timestamp '" ~ build_moment(remembered) ~ "'" -%}
    with current_rows as (
        select *, md5(cast(published_row as varchar)) as row_hash
        from {{ part(mart, key, touched) if touched else ref(mart) }} as published_row
    )
    {%- if remembered %},

    remembered as (
        select * from {{ touched_rows(remembered, key, touched) if touched and continues() else remembered }}
    )

    select * replace (
        case when known_to is null and row_hash not in (select row_hash from current_rows) then {{ began }} else known_to end as known_to
    )
    from remembered
    union all by name
    {%- endif %}

    select *, {{ began }} as known_from, cast(null as timestamp) as known_to
    from current_rows
    {%- if remembered %}
    where row_hash not in (select row_hash from remembered where known_to is null)
    {%- endif %}
{%- endmacro %}


{#- The moment of this build in UTC: the one that the build was given (HARMLEDGER_BUILD_BEGAN), else the clock's; but later than all that is remembered, so
    that the stretches of a row stay in order when a clock was set back. -#}
{% macro build_moment(remembered) -%}
    {%- set moment = env_var('HARMLEDGER_BUILD_BEGAN', '') or run_started_at.strftime('%Y-%m-%d %H:%M:%S.%f') -%}
    {%- if execute and remembered -%}
        {%- set later = run_query(
            "select greatest(timestamp '" ~ moment ~ "', max(greatest(known_from, known_to)) + interval 1 microsecond)::varchar from " ~ remembered
        ) -%}
        {{- later.columns[0][0] -}}
    {%- else -%}
        {{- moment -}}
    {%- endif -%}
{%- endmacro %}


{#- The history of that name in the published database, attached read-only; nothing when there is none yet. -#}
{% macro published_history(name) -%}
    {%- set file = env_var('HARMLEDGER_PUBLISHED_DB', '') -%}
    {%- if execute and file and run_query("select count(*) from glob('" ~ file ~ "')").columns[0][0] > 0 -%}
        {%- do run_query("attach if not exists '" ~ file ~ "' as published (read_only)") -%}
        {%- set found = run_query(
            "select count(*) from duckdb_tables() where database_name = 'published' and schema_name = 'history' and table_name = '" ~ name ~ "'"
        ) -%}
        {{- 'published.history.' ~ name if found.columns[0][0] > 0 -}}
    {%- endif -%}
{%- endmacro %}

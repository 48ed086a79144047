{{ config(alias='casualty_rulebooks', materialized='incremental', incremental_strategy='delete+insert', unique_key='incident_id') }}
{{ carry_history('casualty_rulebooks', 'incident_id', 'int_touched_incidents') }}

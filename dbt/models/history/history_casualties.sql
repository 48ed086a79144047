{{ config(alias='casualties', materialized='incremental', incremental_strategy='delete+insert', unique_key='incident_id') }}
{{ carry_history('casualties', 'incident_id', 'int_touched_incidents') }}

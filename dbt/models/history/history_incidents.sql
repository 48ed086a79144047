{{ config(alias='incidents', materialized='incremental', incremental_strategy='delete+insert', unique_key='incident_id') }}
{{ carry_history('incidents', 'incident_id', 'int_touched_incidents') }}

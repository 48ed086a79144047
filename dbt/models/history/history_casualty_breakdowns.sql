{{ config(alias='casualty_breakdowns', materialized='incremental', incremental_strategy='delete+insert', unique_key='incident_id') }}
{{ carry_history('casualty_breakdowns', 'incident_id', 'int_touched_incidents') }}

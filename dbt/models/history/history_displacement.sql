{{ config(alias='displacement', materialized='incremental', incremental_strategy='delete+insert', unique_key='claim_id') }}
{{ carry_history('displacement', 'claim_id', 'int_touched_movements') }}

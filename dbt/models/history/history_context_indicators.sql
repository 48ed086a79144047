{{ config(alias='context_indicators', materialized='incremental', incremental_strategy='delete+insert', unique_key='claim_id') }}
{{ carry_history('context_indicators', 'claim_id', 'int_touched_figures') }}

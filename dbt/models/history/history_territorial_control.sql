{{ config(alias='territorial_control', materialized='incremental', incremental_strategy='delete+insert', unique_key='statement_id') }}
{{ carry_history('territorial_control', 'statement_id') }}

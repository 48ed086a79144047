{{ config(alias='responsibility', materialized='incremental', incremental_strategy='delete+insert', unique_key='statement_id') }}
{{ carry_history('responsibility', 'statement_id') }}

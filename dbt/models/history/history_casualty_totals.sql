{{ config(alias='casualty_totals', materialized='incremental', incremental_strategy='delete+insert', unique_key='total_id') }}
{{ carry_history('casualty_totals', 'total_id', 'int_touched_totals') }}

{{ config(alias='claims', materialized='incremental', incremental_strategy='delete+insert', unique_key='claim_id', post_hook='{{ create_as_known_at() }}') }}
{{ carry_history('claims', 'claim_id', 'int_touched_figures') }}

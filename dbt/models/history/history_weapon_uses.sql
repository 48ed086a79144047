{{ config(alias='weapon_uses', materialized='incremental', incremental_strategy='delete+insert', unique_key='weapon_use_id') }}
{{ carry_history('weapon_uses', 'weapon_use_id') }}

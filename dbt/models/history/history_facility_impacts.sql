{{ config(alias='facility_impacts', materialized='incremental', incremental_strategy='delete+insert', unique_key='impact_id') }}
{{ carry_history('facility_impacts', 'impact_id') }}

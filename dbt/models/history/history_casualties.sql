{{ config(alias='casualties') }}
{{ carry_history(ref('casualties')) }}

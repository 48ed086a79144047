{{ config(alias='incidents') }}
{{ carry_history(ref('incidents')) }}

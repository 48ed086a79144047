{{ config(alias='displacement') }}
{{ carry_history(ref('displacement')) }}

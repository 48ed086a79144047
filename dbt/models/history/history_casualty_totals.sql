{{ config(alias='casualty_totals') }}
{{ carry_history(ref('casualty_totals')) }}

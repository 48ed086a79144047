{{ config(alias='claims', post_hook='{{ create_as_known_at() }}') }}
{{ carry_history(ref('claims')) }}

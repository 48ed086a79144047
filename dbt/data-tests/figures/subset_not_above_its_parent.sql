{# The subset lock: a part is not greater than the whole that the text gives it. A text that says otherwise is worth a look, not a stop. #}
{{ config(severity = 'warn') }}
select part.claim_id, part.value as part_value, whole.value as whole_value
from {{ ref('claims') }} as part
inner join {{ ref('claims') }} as whole on part.parent_claim_id = whole.claim_id
where part.measure = whole.measure and part.value.low > whole.value.high

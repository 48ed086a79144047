{# Claims that a correction splits off: those of one line are an incident of their own. -#}
select
    claim_id,
    arg_max(correction_id, {'day': corrected_on, 'line': line, 'tie': correction_id}) as split_id
from (
    select unnest(string_split(value, '+')) as claim_id, correction_id, corrected_on, line
    from {{ ref('current_corrections') }}
    where action = 'split'
)
group by claim_id

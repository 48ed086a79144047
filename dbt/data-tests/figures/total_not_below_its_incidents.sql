{# The incidents of a window add up to no more than a total that is given for it; when they do, either the total is old or incidents were counted twice. #}
{{ config(severity = 'warn') }}
select total_id, speaker, captured_best, high
from {{ ref('casualty_totals') }}
where scope in ('period', 'cumulative') and captured_best > high

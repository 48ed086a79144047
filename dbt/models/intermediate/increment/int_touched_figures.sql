{#- The claims that are touched, and those that are chosen among the figures of their window now and were not before, or the other way round, or of which another
    wider telling is found; and the totals that they had or have. -#}
{% call touched_list() -%}
with before as (
    select claim_id, total_id, is_recommended, fuller_claim_id from {{ as_it_was('intermediate', 'int_window_claims') }}
),

now as (
    select choices.claim_id, repeated.claim_id is null as is_recommended, repeated.fuller_claim_id
    from {{ ref('int_window_choices') }} as choices
    left join {{ ref('int_repeated_figures') }} as repeated using (claim_id)
),

claims as materialized (
    select id as claim_id from {{ ref('int_touched') }} where key = 'claim_id'
    union
    select coalesce(now.claim_id, before.claim_id)
    from now
    full join (select * from before where is_recommended or fuller_claim_id is not null) as before using (claim_id)
    where (now.is_recommended, now.fuller_claim_id) is distinct from (before.is_recommended, before.fuller_claim_id)
)

select 'claim_id' as key, claim_id as id from claims
union
select 'total_id', total_id from {{ ref('int_told_windows') }} where total_id is not null and claim_id in (select claim_id from claims)
union
select 'total_id', total_id from before where total_id is not null and claim_id in (select claim_id from claims)
{%- endcall %}

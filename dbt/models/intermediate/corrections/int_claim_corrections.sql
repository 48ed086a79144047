{# Corrections of single claims, each with what became of it. Of two lines about the same thing the later decision holds, then the later line. -#}
with claims as (
    select said.*
    from {{ ref('stg_claims') }} as said
    semi join {{ ref('current_articles') }} as articles using (article_id, run_id)
    where said.claim_id in (select unnest([target_id, value]) from {{ ref('current_corrections') }})
),

{# Statements without a number: who used what, who is accused, who holds a place. They can be rejected. -#}
statements as (
    {%- for statements in ['weapon_uses', 'responsibility', 'territorial_control'] %}
    select statement_id, quote
    from {{ ref('stg_' ~ statements) }}
    semi join {{ ref('current_articles') }} using (article_id, run_id)
    {{- ' union all' if not loop.last }}
    {%- endfor %}
),

places as (
    select place_id from {{ ref('stg_places') }}
    union
    select code from {{ ref('countries') }}
),

corrections as (
    select
        *,
        row_number() over (partition by target_id, action, field order by corrected_on desc, line desc, correction_id) as place
    from {{ ref('current_corrections') }}
    where action in ('reject', 'fix')
)

select
    corrections.* exclude (place),
    case
        when claims.claim_id is null and statements.statement_id is null then 'no_such_claim'
        when corrections.place > 1 then 'superseded'
        when claims.claim_id is null and corrections.action = 'fix' then 'other_kind'
        when corrections.value = 'none' or corrections.field is null then 'applied'
        when corrections.field = 'source_id' and sources.source_id is null then 'no_such_id'
        when corrections.field = 'place_id' and places.place_id is null then 'no_such_id'
        when corrections.field = 'measure' and measures.kind is distinct from claims.kind then 'other_kind'
        when corrections.field = 'parent_claim_id' and (parents.claim_id is null or corrections.value = corrections.target_id) then 'no_such_id'
        else 'applied'
    end as state,
    case
        when claims.claim_id is null then statements.quote
        when corrections.field = 'value' then {{ value_text('claims') }}
        when corrections.field = 'date' then concat_ws('/', claims.event_start, nullif(claims.event_end, claims.event_start))
        {%- for field in fixable_lists() %}
        when corrections.field = '{{ field }}' then array_to_string(claims.{{ field }}, '+')
        {%- endfor %}
        {%- for field in fixable_fields() %}
        when corrections.field = '{{ field }}' then claims.{{ field }}
        {%- endfor %}
    end as old_value
from corrections
left join claims on corrections.target_id = claims.claim_id
left join statements on corrections.target_id = statements.statement_id and claims.claim_id is null
left join {{ ref('sources') }} as sources on corrections.field = 'source_id' and corrections.value = sources.source_id
left join places on corrections.field = 'place_id' and corrections.value = places.place_id
left join {{ ref('measures') }} as measures on corrections.field = 'measure' and corrections.value = measures.code
left join claims as parents on corrections.field = 'parent_claim_id' and corrections.value = parents.claim_id

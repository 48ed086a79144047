-- The characters between the offsets of a claim or statement are its quote. Offsets count code points from 0, as substr does from 1.
with quotes as (
    select claim_id as id, article_id, section, char_start, char_end, quote from {{ ref('claims') }}
    union all
    select statement_id, article_id, section, char_start, char_end, quote from {{ ref('responsibility') }}
    union all
    select statement_id, article_id, section, char_start, char_end, quote from {{ ref('territorial_control') }}
    union all
    select statement_id, article_id, section, char_start, char_end, quote from {{ ref('current_weapon_uses') }}
)

select quotes.*
from quotes
left join {{ ref('article_texts') }} as texts using (article_id)
where substr(case quotes.section when 'title' then texts.title else texts.body end, quotes.char_start + 1, quotes.char_end - quotes.char_start)
    is distinct from quotes.quote

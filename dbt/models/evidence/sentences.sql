select
    article_id,
    section,
    sentence_index,
    char_start,
    char_end,
    n_claims,
    status
from {{ ref('current_sentences') }}

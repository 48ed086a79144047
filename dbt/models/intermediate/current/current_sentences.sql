select rows.*
from {{ ref('stg_sentences') }} as rows
semi join {{ ref('current_articles') }} as articles using (article_id, run_id)

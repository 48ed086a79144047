"""The pieces of a small warehouse: articles, an extraction, a dbt project. Importable by name, for other processes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dagster_project.articles.model import Article
from dagster_project.contracts.tables import TABLES
from dagster_project.defs.engine import ArticleRows, Engine
from dagster_project.gazetteer.compiled import INDEX, MANIFEST, NAMES, PLACES, content_hash

LOG = ("run_id", "ingested_at", "extractor_version")
SPOILED = "Spoiled"
LOCATION = "read_parquet('{{ env_var('HARMLEDGER_RAW') }}/{name}/*.parquet', union_by_name=true)"
DBT_PROJECT = {
    "dbt_project.yml": """name: small
version: "1.0.0"
profile: small
model-paths: [models]
test-paths: [data-tests]
macro-paths: [macros]
flags: {send_anonymous_usage_stats: false}
models: {small: {+schema: marts, +materialized: table}}
""",
    "profiles.yml": """small:
  target: build
  outputs: {build: {type: duckdb, path: "{{ env_var('HARMLEDGER_BUILD_DB') }}", schema: main}}
""",
    "macros/generate_schema_name.sql": "{% macro generate_schema_name(name, node) %}{{ name or target.schema }}{% endmacro %}",
    "models/models.yml": f"""sources:
  - name: raw
    config: {{meta: {{external_location: "{LOCATION}"}}}}
    tables:
      - name: raw_articles
        columns: [{{name: article_id, data_tests: [not_null]}}]
      - name: raw_claims
models:
  - name: articles
    columns: [{{name: article_id, data_tests: [not_null, unique]}}]
  - name: claims
""",
    "models/articles.sql": """select * from {{ source('raw', 'raw_articles') }}
qualify row_number() over (partition by article_id order by ingested_at desc) = 1 and withdrawn_at is null""",
    "models/claims.sql": """select claims.* from {{ source('raw', 'raw_claims') }} as claims
join {{ ref('articles') }} as articles using (article_id, run_id)""",
    "data-tests/no_spoiled_article.sql": f"select * from {{{{ ref('articles') }}}} where title = '{SPOILED}'",
}


def write_article(corpus: Path, number: int, title: str = "Shells hit market") -> Path:
    """An article of one sentence whose number of dead is ``number``."""
    corpus.mkdir(parents=True, exist_ok=True)
    path = corpus / f"article-{number}.md"
    head = f"title: {title}\npublished_at: 2019-08-14\npublisher: The Valley Post\nlanguage: en\n"
    path.write_text(f"---\n{head}---\n{number} people were killed in village number {number}.\n", encoding="utf-8")
    return path


def write_gazetteer(folder: Path) -> None:
    """A folder that passes for a compiled gazetteer, since nothing here looks for places."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (INDEX, PLACES, NAMES):
        (folder / name).touch()
    manifest = {"content": content_hash(None), "places": 0, "names": 0, "problems": []}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def claim(article: Article) -> dict[str, Any]:
    """The first word of the article as a claim."""
    quote = article.body.split()[0]
    start = article.body.index(quote)
    row: dict[str, Any] = dict.fromkeys(name for name in TABLES["raw_claims"].columns if name not in LOG)
    return row | {
        "claim_id": f"claim-{article.article_id}",
        "article_id": article.article_id,
        "article_version": article.article_version,
        "section": "body",
        "char_start": start,
        "char_end": start + len(quote),
        "quote": quote,
        "kind": "casualty",
        "measure": "killed",
        "stated_number": float(quote),
        "value_type": "number",
        "bound": "exact",
        "quantifier": "exact",
        "point": int(quote),
        "low": int(quote),
        "high": int(quote),
        "population": ["people"],
        "modality": "asserted",
        "rule_id": "first_word",
        "language": article.language,
        "weapons": [],
        "actors": [],
    }


def read(article: Article) -> ArticleRows:
    """The small extraction."""
    return ArticleRows(article, 1, {"raw_claims": [claim(article)]})


ENGINE = Engine("small-1", frozenset({"en"}), read)

"""Raw rows of articles and claims, filled in as a plain reading would, and the Parquet files that dbt reads."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dagster_project.contracts.tables import TABLES
from dagster_project.contracts.types import arrow_schema

INGESTED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
OUTLETS = tuple(f"Outlet {i}" for i in range(200))
ROWS_A_FILE = 50_000


def plain_claim(measure: str, number: int | str, quantifier: str, start: int, source: str | None, fields: dict[str, Any]) -> dict[str, Any]:
    """The columns of a claim as a plain reading fills them: ``number`` as written, or a vague word's code; ``fields`` go before."""
    is_vague = isinstance(number, str)
    quote = f"{number} {measure}"
    return {
        "section": "body",
        "char_start": start,
        "char_end": start + len(quote),
        "quote": quote,
        "sentence_start": start,
        "sentence_end": start + len(quote),
        "kind": "casualty",
        "measure": measure,
        "stated_number": None if is_vague else float(number),
        "stated_word": number if is_vague else None,
        "value_type": "vague" if is_vague else "number",
        "bound": "exact" if is_vague else quantifier,
        "quantifier": "vague" if is_vague else quantifier,
        "unit": "person",
        "population": ["people"],
        "roles": [],
        "scope": "incident",
        "modality": "asserted",
        "narrative_role": "main",
        "language": "en",
        "source_id": source,
        "source_text": source,
        "place_names": [],
        "cause": "conflict",
        "weapons": [],
        "actors": [],
        **fields,
    }


class Rows:
    """Collects the rows of one run; ``seed`` names its claims, ``first_article`` its first article."""

    def __init__(self, seed: int, first_article: int) -> None:
        self._random = random.Random(seed)
        self._seed = seed
        self._article = first_article
        self._claim = 0
        self._position = 0
        self.articles: list[dict[str, Any]] = []
        self.claims: list[dict[str, Any]] = []

    def news(self, day: datetime.date, copy_of: int | None = None) -> int:
        number = self._article
        self._article += 1
        draw = random.Random(copy_of if copy_of is not None else number)
        signature = [draw.getrandbits(32) for _ in range(64)]
        if copy_of is not None:
            signature[:8] = [self._random.getrandbits(32) for _ in range(8)]
        published = str(day + datetime.timedelta(self._random.randrange(2)))
        self.articles.append(
            {
                **self._key(f"article-{number}"),
                "path": f"article-{number}",
                "format": "txt",
                "body": f"article-{number}",
                "published_at": published,
                "publisher": self._random.choice(OUTLETS),
                "language": "en",
                "status": "extracted",
                "synthetic": True,
                "signature": signature,
            }  # fmt: skip
        )
        self._position = 0
        return number

    def row(self, measure: str, number: int | str, quantifier: str, fields: dict[str, Any]) -> str:
        self._claim += 1
        self._position += 100
        claim = f"claim-{self._seed}-{self._claim}"
        source = fields.pop("source", None)
        low = {"at_least": number, "more_than": int(number) + 1}.get(quantifier) if isinstance(number, int) else None
        point = number if isinstance(number, int) and quantifier in ("exact", "about") else None
        article = self.articles[-1]
        ends = {"low": low, "point": point}
        fields = {"claim_id": claim, "reported_at": article["published_at"], "date_precision": "day", "rule_id": "synthetic"} | ends | fields
        self.claims.append(self._key(article["article_id"]) | plain_claim(measure, number, quantifier, self._position, source, fields))
        return claim

    @staticmethod
    def _key(article_id: str) -> dict[str, Any]:
        return {
            "article_id": article_id,
            "article_version": "1",
            "run_id": "run-1",
            "ingested_at": INGESTED,
            "extractor_version": "synthetic",
        }


def write(raw: Path, drawn: Rows, name: str) -> None:
    """The rows as Parquet files of the raw log; tables without rows get an empty file."""
    for table_name, table in TABLES.items():
        folder = raw / table_name
        folder.mkdir(parents=True, exist_ok=True)
        rows = {"raw_articles": drawn.articles, "raw_claims": drawn.claims}.get(table_name, [])
        schema = arrow_schema(table)
        for number, part in enumerate(_parts(rows)):
            columns = [pa.array([row.get(field.name) for row in part], type=field.type) for field in schema]
            pq.write_table(pa.Table.from_arrays(columns, schema=schema), folder / f"{name}-{number:04}.parquet")


def _parts(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, max(1, len(rows)), ROWS_A_FILE):
        yield rows[start : start + ROWS_A_FILE]

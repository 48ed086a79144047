"""Closed code lists. They live once, as dbt seeds; this reads the same files."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "dbt" / "seeds" / "vocabularies"


@cache
def load(name: str) -> frozenset[str]:
    """Return the codes of a vocabulary.

    ``name`` is the seed's file name without ``.csv``. Raises ``FileNotFoundError`` when there is no such seed and
    ``ValueError`` when its first column is not ``code``.
    """
    path = FOLDER / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        header = next(rows, [])
        if not header or header[0] != "code":
            raise ValueError(f"{path.name}: the first column must be 'code'")
        return frozenset(row[0] for row in rows if row)


@cache
def column(name: str, field: str) -> dict[str, str]:
    """What a vocabulary says of each code in its column ``field``."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row[field] for row in csv.DictReader(lines)}

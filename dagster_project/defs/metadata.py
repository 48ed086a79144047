"""How rows are shown in Dagster: counts, previews, broken rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg

from dagster_project.contracts.fields import Table
from dagster_project.contracts.types import DUCKDB
from dagster_project.contracts.validation import RejectedRow

CELL = 60


def table_schema(table: Table) -> dg.TableSchema:
    """A raw table's columns, as Dagster shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(field.name, DUCKDB[field.type], field.description, dg.TableColumnConstraints(nullable=field.nullable))
            for field in table.fields
        ]
    )


def preview(rows: Sequence[Mapping[str, Any]]) -> dg.MetadataValue:
    """Rows as a Markdown table; long values are cut."""
    if not rows:
        return dg.MetadataValue.md("no rows")
    columns = list(rows[0])
    lines = [_line(columns), _line(["---"] * len(columns)), *(_line([_cell(row[name]) for name in columns]) for row in rows)]
    return dg.MetadataValue.md("\n".join(lines))


def broken_rules(counts: Mapping[str, int], examples: Sequence[RejectedRow]) -> dict[str, dg.MetadataValue]:
    """What a contract check found: how many rows broke which rule, and a few of them."""
    return {
        "rejected_rows": dg.MetadataValue.int(sum(counts.values())),
        "broken_rules": dg.MetadataValue.json(dict(counts)),
        "examples": preview([{"row_key": row.row_key, "rule": row.rule, "reason": row.reason, "row": row.row_json} for row in examples]),
    }


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    flat = " ".join(text.replace("|", "\\|").split())
    return flat if len(flat) <= CELL else flat[: CELL - 1] + "…"

"""From the folder of corrections to rows of the log: which are new, which are gone, which lines are refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.contracts.corrections import RAW_CORRECTIONS
from dagster_project.contracts.validation import RejectedRow, frame, validate
from dagster_project.corrections.files import RefusedLine, read_folder
from dagster_project.store.log import Run


class CorrectionsAreGone(RuntimeError):
    """The folder of corrections is not there although the log knows some: more likely a slip than a wish."""


def correction_rows(folder: Path, known: Mapping[str, Mapping[str, Any]], run: Run) -> tuple[pl.DataFrame, list[RejectedRow]]:
    """Rows to add to ``raw_corrections``, and the lines that were refused, their keys being file and line.

    ``known`` are the corrections that hold as far as the log knows. One that its file still says, at the same line, adds no row;
    one whose line is gone is withdrawn, unless its file could not be read. Raises ``CorrectionsAreGone``.
    """
    if known and not folder.is_dir():
        raise CorrectionsAreGone(f"no folder {folder}, but the warehouse knows {len(known)} corrections of it; nothing was withdrawn")
    read = read_folder(folder)
    stamp = run.columns() | {"withdrawn_at": None}
    batch, broken = validate(RAW_CORRECTIONS, frame(RAW_CORRECTIONS, [correction.row() | stamp for correction in read.corrections]))
    said = {row["correction_id"]: row for row in batch.iter_rows(named=True)}
    rows = [row for name, row in said.items() if name not in known or known[name]["line"] != row["line"]]
    rows += [
        {**row, **run.columns(), "withdrawn_at": run.ingested_at}
        for name, row in known.items()
        if name not in said and row["path"] not in read.unread
    ]
    refused = [*map(_refused, read.refused), *map(_at_its_line, broken)]
    return frame(RAW_CORRECTIONS, rows), sorted(refused, key=_place)


def _place(row: RejectedRow) -> tuple[str, int]:
    path, _, line = row.row_key.rpartition(":")
    return path, int(line)


def _refused(line: RefusedLine) -> RejectedRow:
    said = json.dumps(list(line.said), ensure_ascii=False)
    return RejectedRow(RAW_CORRECTIONS.name, f"{line.path}:{line.line}", None, line.rule, line.reason, said)


def _at_its_line(row: RejectedRow) -> RejectedRow:
    said = json.loads(row.row_json)
    return replace(row, row_key=f"{said['path']}:{said['line']}")

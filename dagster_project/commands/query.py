"""``harmledger query``: one SQL statement on the published file, as a table, CSV or JSON."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import duckdb

from dagster_project.commands.database import first_line, published
from dagster_project.commands.errors import FAILED, CommandError

_BATCH = 1_000
_PIPE_WIDTH = 10_000
TABLE_ROWS = 500  # a terminal is no place for more; CSV and JSON give all rows


def run(database: Path, sql: str, style: str, out: IO[str]) -> None:
    """Run ``sql`` read-only and write the result to ``out`` as ``style`` (``table``, ``csv`` or ``json``).

    Raises :class:`CommandError` with DuckDB's first line when the statement fails.
    """
    with published(database) as connection:
        try:
            result = connection.execute(sql)
        except duckdb.Error as error:
            raise CommandError(first_line(error), FAILED) from error
        columns = [column[0] for column in result.description or []]
        try:
            {"table": _table, "csv": _csv, "json": _json}[style](columns, _rows(result), out)
        except duckdb.Error as error:
            raise CommandError(first_line(error), FAILED) from error


def _rows(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := result.fetchmany(_BATCH):
        yield from batch


def _table(columns: list[str], rows: Iterator[tuple[Any, ...]], out: IO[str]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    shown: list[tuple[Any, ...]] = []
    more, numeric = False, set(range(len(columns)))
    for row in rows:
        if len(shown) == TABLE_ROWS:
            more = True
            break
        shown.append(row)
        numeric -= {i for i, value in enumerate(row) if value is not None and not _is_number(value)}
    for i, column in enumerate(columns):
        table.add_column(column, justify="right" if shown and i in numeric else "left", overflow="fold")
    for row in shown:
        table.add_row(*(Text(_shown(value)) for value in row))
    # Without a terminal to wrap for, each row stays one line.
    console = Console(file=out, highlight=False, width=None if out.isatty() else _PIPE_WIDTH)
    console.print(table)
    note = f"first {TABLE_ROWS} rows; --format csv or json gives all" if more else f"{len(shown)} row{'' if len(shown) == 1 else 's'}"
    console.print(note, style="dim")


def _csv(columns: list[str], rows: Iterator[tuple[Any, ...]], out: IO[str]) -> None:
    """RFC 4180 with bare line feeds; null is the empty field."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow("" if value is None else _cell(value) for value in row)


def _json(columns: list[str], rows: Iterator[tuple[Any, ...]], out: IO[str]) -> None:
    """An array with one object a row, a row a line, written as it is read."""
    out.write("[")
    for number, row in enumerate(rows):
        record = {column: _plain(value) for column, value in zip(columns, row, strict=True)}
        out.write(("," if number else "") + "\n  " + json.dumps(record, ensure_ascii=False))
    out.write("\n]\n")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    plain = _plain(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _shown(value: Any) -> str:
    """A value in a table: a list of words needs no brackets there."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return _cell(value)


def _plain(value: Any) -> Any:
    """A DuckDB value as JSON has it: dates as ISO 8601, decimals as numbers, structs and lists as they are."""
    if isinstance(value, float) and not math.isfinite(value):
        return None  # JSON knows no NaN and no infinity
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, timedelta | UUID):
        return str(value)
    return str(value)

"""The published database, opened to be read and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dagster_project.commands.errors import NOTHING_THERE, CommandError


@contextmanager
def published(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the published file, with ``marts`` on the search path and no way out to other files.

    Raises :class:`CommandError` when there is no such file, or DuckDB cannot open it.
    """
    if not path.is_file():
        raise CommandError(f"there is no warehouse at {path}", NOTHING_THERE, "build it with: harmledger build")
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise CommandError(f"{path.name} cannot be opened: {first_line(error)}") from error
    try:
        schemas = {name for (name,) in connection.execute("select schema_name from information_schema.schemata").fetchall()}
        if "marts" in schemas:
            connection.execute("set search_path = 'marts,main'")
        # A query reads the warehouse; it neither reads nor writes files (COPY, read_csv, ATTACH).
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield connection
    finally:
        connection.close()


def first_line(error: Exception) -> str:
    """The first line of an error's message, without DuckDB's pointer into the statement."""
    return str(error).strip().split("\n", 1)[0]

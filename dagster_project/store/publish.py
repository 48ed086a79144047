"""From a finished build to what readers open: the database, the exported files, the docs page.

Everything is made ready inside the build folder first; the swap that shows it takes moments. Readers never see half a
build, and whatever a killed build left behind is removed by the next.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.store.files import remove, replace_file, replace_folder, restore_folder
from dagster_project.store.lock import BuildIsRunning


def begin_build(database: Path, exports: Path, wait_seconds: float = 0) -> None:
    """Clear the folder of the database to be built of what a killed build left, and heal its half-done swap of the exports.

    Someone may be writing that database without holding the lock (dbt run by hand): they are given ``wait_seconds`` to end.
    Raises ``BuildIsRunning`` when they do not.
    """
    _wait_for_writer(database, wait_seconds)
    build = database.parent
    remove(build)
    build.mkdir(parents=True)
    restore_folder(exports)


def table_counts(database: Path) -> dict[str, int]:
    """Rows of every table and view of a database, by ``schema.name``, in order of the name."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return {
            f"{schema}.{name}": int(connection.execute(f'select count(*) from "{schema}"."{name}"').fetchall()[0][0])
            for schema, name in _tables(connection)
        }


def first_rows(database: Path, limit: int) -> dict[str, list[dict[str, Any]]]:
    """The first rows of every table and view of a database, by ``schema.name``."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return {f"{schema}.{name}": _rows(connection, schema, name, limit) for schema, name in _tables(connection)}


def publish_database(built: Path, published: Path) -> None:
    """Swap a finished database in; readers that have the old one open keep reading that.

    Raises ``FileNotFoundError`` when there is no finished database.
    """
    if not built.exists():
        raise FileNotFoundError(f"no finished database at {built}")
    with duckdb.connect(str(built)) as connection:
        connection.execute("checkpoint")  # all is in the one file, none in a write-ahead log beside it
    # A write-ahead log beside the published file belongs to the file that goes: DuckDB would replay it into the new one.
    remove(published.with_name(published.name + ".wal"))
    replace_file(built, published)


def publish_exports(written: Path, exports: Path) -> None:
    """Swap a folder of finished exports in."""
    replace_folder(written, exports)


def publish_page(written: Path, page: Path) -> None:
    """Swap a finished docs page in."""
    page.parent.mkdir(parents=True, exist_ok=True)
    replace_file(written, page)


def _wait_for_writer(database: Path, wait_seconds: float) -> None:
    end = time.monotonic() + wait_seconds
    while database.exists():
        try:
            duckdb.connect(str(database)).close()
        except duckdb.IOException as error:
            if "lock" not in str(error):
                return  # half a file that nobody holds
            if time.monotonic() >= end:
                raise BuildIsRunning(None) from error
            time.sleep(0.5)
        except duckdb.Error:
            return
        else:
            return


def _rows(connection: duckdb.DuckDBPyConnection, schema: str, name: str, limit: int) -> list[dict[str, Any]]:
    found = connection.execute(f'select * from "{schema}"."{name}" limit {limit}')
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    rows = connection.execute(
        "select table_schema, table_name from information_schema.tables"
        " where table_catalog = current_database() order by table_schema, table_name"
    ).fetchall()
    return [(str(schema), str(name)) for schema, name in rows]

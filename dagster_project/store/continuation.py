"""Whether a build may continue the published database, and what such a database must have been built by.

A build that continues computes only what is new (``dbt/macros/increment.sql``). It may do so as long as all but the articles
and the corrections is as it was: the models, the seeds, the gazetteer, the engines, and the aliases that were added by hand,
since these may be told in any article. Else the build starts from an empty database.

A build that continues leaves the room of the rows that it replaces (``max_vacuum_tasks`` in ``dbt/profiles.yml``): to clear it away in
every table takes longer than what is new. So the file grows, and once it is twice as large as a full build left it, all is built anew.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from shutil import copyfile

import duckdb

SCHEMA = "intermediate"
TABLE = f"{SCHEMA}.built_by"
GROWTH = 2  # times the size that a full build left
PRODUCTS = frozenset({"target", "logs", "dbt_packages"})
ENGINES = ("duckdb", "dbt-core", "dbt-duckdb")
ALIASES = """select distinct * exclude (run_id, ingested_at) from read_parquet(?)
    where action in ('source_alias', 'actor_alias', 'place_alias') order by all"""


def continue_published(published: Path, database: Path, fingerprint: str) -> None:
    """Copy the published database to where the build writes, when it was built by the same and has not outgrown its full build."""
    if not published.exists():
        return
    built_by, full_build_bytes = _built_by(published)
    if built_by == fingerprint and published.stat().st_size <= GROWTH * full_build_bytes:
        copyfile(published, database)


def remember(database: Path, fingerprint: str) -> None:
    """Write into a finished database what it was built by and, if it was built in full, how large it is."""
    size = database.stat().st_size
    with duckdb.connect(str(database)) as connection:
        connection.execute(f"create schema if not exists {SCHEMA}")
        found = "select ? as fingerprint, ?::bigint as full_build_bytes"
        connection.execute(f"create table if not exists {TABLE} as {found}", [fingerprint, size])


def _built_by(database: Path) -> tuple[str | None, int]:
    """The fingerprint that a database was built by, and the size in bytes that its last full build had."""
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            found = connection.execute(f"select fingerprint, full_build_bytes from {TABLE}").fetchone()
    except duckdb.Error:  # of an older build, or none of ours
        return None, 0
    return (str(found[0]), int(found[1])) if found else (None, 0)


def fingerprint_of(dbt_project: Path, gazetteer: Path, raw: Path) -> str:
    """One value for all that decides what the models say of a log's articles: models, seeds, gazetteer, engines, aliases."""
    told = hashlib.sha256(" ".join(version(name) for name in ENGINES).encode())
    for folder in (dbt_project, gazetteer):
        for path in sorted(folder.rglob("*")):
            relative = path.relative_to(folder)
            if path.is_file() and PRODUCTS.isdisjoint(relative.parts):
                told.update(f"{relative}\n".encode())
                told.update(hashlib.sha256(path.read_bytes()).digest())
    corrections = raw / "raw_corrections"
    if any(corrections.glob("*.parquet")):
        with duckdb.connect() as connection:
            told.update(repr(connection.execute(ALIASES, [str(corrections / "*.parquet")]).fetchall()).encode())
    return told.hexdigest()

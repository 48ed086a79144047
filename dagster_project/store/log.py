"""The raw log: Parquet files that are only ever added, one for each run and table, and the state that they hold.

An article's state is its last row in ``raw_articles``: a reading, or its withdrawal. Any other row counts only when its
``(article_id, run_id)`` is that of a current article, and ``raw_articles`` is put in place last; so a run that is killed
while it writes leaves nothing that counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import polars as pl
import pyarrow.parquet as parquet

from dagster_project.contracts.tables import TABLES
from dagster_project.contracts.types import arrow_schema
from dagster_project.store.files import PART, remove, replace_file

EMPTY = "empty.parquet"
STATE_TABLE = "raw_articles"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What is known of an article beside its text: when it changes, the article is read again.
METADATA = ("path", "url", "published_at", "published_rule", "publisher", "author", "language", "rights", "synthetic")


@dataclass(frozen=True)
class Run:
    """A run that writes: its id, the one moment that all its rows bear (UTC), and the version of the extraction."""

    run_id: str
    ingested_at: datetime
    extractor_version: str

    def columns(self) -> dict[str, Any]:
        """The columns of the log that every raw row bears."""
        return {"run_id": self.run_id, "ingested_at": self.ingested_at, "extractor_version": self.extractor_version}


@dataclass(frozen=True)
class LoggedArticle:
    """An article's last row in the log; ``metadata`` are the values of ``METADATA`` in that order."""

    article_version: str
    extractor_version: str
    metadata: tuple[Any, ...]

    @property
    def path(self) -> str:
        """Where the article was read."""
        return str(self.metadata[0])


class RawLog:
    """The log under one folder; making it creates what is missing, so that every table can be read at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for table in TABLES.values():
            schema, empty = arrow_schema(table), folder / table.name / EMPTY
            if not empty.exists() or not parquet.read_schema(empty).equals(schema):
                empty.parent.mkdir(parents=True, exist_ok=True)
                part = empty.with_suffix(PART)
                parquet.write_table(schema.empty_table(), part)
                replace_file(part, empty)

    def begin(self, run_id: str, extractor_version: str, now: datetime | None = None) -> Run:
        """Describe a run that is about to write; its moment lies after every moment in the log, whatever the clock says.

        ``now`` is a moment to take in place of the clock's, with a time zone.
        """
        last = self._query("select epoch_us(max(ingested_at)) from articles").fetchone()
        now = now.astimezone(UTC) if now else datetime.now(UTC)
        if last and last[0] is not None:
            now = max(now, EPOCH + timedelta(microseconds=last[0] + 1))
        return Run(run_id, now, extractor_version)

    def current_articles(self) -> dict[str, LoggedArticle]:
        """The articles that are in the corpus as far as the log knows, by ``article_id``."""
        query = f"""
            select article_id, article_version, extractor_version, {", ".join(METADATA)}
            from articles
            qualify row_number() over (partition by article_id order by ingested_at desc, run_id desc) = 1 and withdrawn_at is null
        """
        rows = self._query(query)
        state = {}
        while batch := rows.fetchmany(10_000):
            for article_id, article_version, extractor_version, *metadata in batch:
                state[article_id] = LoggedArticle(article_version, extractor_version, tuple(metadata))
        return state

    def current_corrections(self) -> dict[str, dict[str, Any]]:
        """The corrections that hold as far as the log knows: their last rows, by ``correction_id``."""
        found = self._query(
            f"select * from read_parquet('{_quoted(self.glob('raw_corrections'))}', union_by_name = true)"
            " qualify row_number() over (partition by correction_id order by ingested_at desc, run_id desc) = 1 and withdrawn_at is null"
        ).to_arrow_table()
        return {row["correction_id"]: row for row in found.select(TABLES["raw_corrections"].columns).to_pylist()}

    def withdrawals(self, article_ids: Sequence[str], run: Run) -> pl.DataFrame:
        """Rows of ``raw_articles`` that say that these articles are gone: their last rows, with the time of the run."""
        connection = self._connect()
        last = connection.execute(
            "select * from articles where list_contains($ids, article_id)"
            " qualify row_number() over (partition by article_id order by ingested_at desc, run_id desc) = 1 order by article_id",
            {"ids": list(article_ids)},
        )
        frame = pl.DataFrame(last.to_arrow_table())
        table = TABLES[STATE_TABLE]
        stamped = frame.with_columns(
            run_id=pl.lit(run.run_id), ingested_at=pl.lit(run.ingested_at), withdrawn_at=pl.lit(run.ingested_at), n_sentences=0, n_claims=0
        )
        return pl.DataFrame(stamped.select(table.columns).to_arrow().cast(arrow_schema(table)))

    def count(self, table: str) -> int:
        """Number of rows of a table, over all runs."""
        found = self._connect().execute("select count(*) from read_parquet($glob)", {"glob": self.glob(table)}).fetchone()
        return int(found[0]) if found else 0

    def glob(self, table: str) -> str:
        """The pattern that matches all files of a table."""
        return str(self.folder / table / "*.parquet")

    def _query(self, sql: str) -> duckdb.DuckDBPyConnection:
        return self._connect().execute(sql)

    def _connect(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        files = _quoted(self.glob(STATE_TABLE))
        connection.execute(f"create view articles as select * from read_parquet('{files}', union_by_name = true)")
        return connection


class RunWriter:
    """Writes the files of one run; inside a ``with`` block. Nothing shows before ``commit``; without it all is dropped."""

    def __init__(self, log: RawLog, run: Run) -> None:
        self.run = run
        self.rows = dict.fromkeys(TABLES, 0)
        self._folder = log.folder
        self._writers: dict[str, parquet.ParquetWriter] = {}

    def __enter__(self) -> RunWriter:
        for leftover in self._folder.glob(f"*/*{PART}"):
            remove(leftover)
        return self

    def append(self, table: str, frame: pl.DataFrame) -> None:
        """Add rows that were held against the table's contract."""
        if frame.is_empty():
            return
        schema = arrow_schema(TABLES[table])
        if table not in self._writers:
            self._writers[table] = parquet.ParquetWriter(self._part(table), schema, compression="zstd")
        self._writers[table].write_table(frame.select(schema.names).to_arrow().cast(schema))
        self.rows[table] += frame.height

    def commit(self) -> None:
        """Put the run's files in place, ``raw_articles`` last: from then on the run counts."""
        self._close()
        for table in sorted(self._writers, key=lambda name: name == STATE_TABLE):
            replace_file(self._part(table), self._folder / table / f"{self.run.run_id}.parquet")
        self._writers.clear()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()
        for table in self._writers:
            remove(self._part(table))

    def _close(self) -> None:
        for writer in self._writers.values():
            writer.close()

    def _part(self, table: str) -> Path:
        return self._folder / table / f"{self.run.run_id}{PART}"


def _quoted(text: str) -> str:
    return text.replace("'", "''")

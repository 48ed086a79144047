"""From the corpus to the raw log: which articles are new, what is read out of them, which rows hold, what is gone.

Plain functions: the assets call them, and tests call them without Dagster.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from dagster_project.articles.model import Article, Rejection
from dagster_project.contracts.corrections import RAW_CORRECTIONS
from dagster_project.contracts.tables import TABLES
from dagster_project.contracts.validation import RejectedRow, frame, validate, validate_reading
from dagster_project.defs.corrections import correction_rows
from dagster_project.defs.engine import STATEMENT_TABLES, ArticleRows, Engine, reading_pool
from dagster_project.store.log import METADATA, LoggedArticle, RawLog, Run, RunWriter

FAILED = "failed"
PREVIEW_ROWS = 5
EXAMPLES = 5
Progress = Callable[[str, int, int | None], None]
T = TypeVar("T")


class CorpusIsGone(RuntimeError):
    """A complete corpus holds no article although the log knows some: a folder that is not mounted, more likely than a wish."""


@dataclass
class Ingestion:
    """What one run did; the counts are of articles unless they say otherwise.

    ``rows`` counts what was written, by table; ``broken`` counts rejected rows by table and rule, ``examples`` holds a few
    of them; ``previews`` holds the first rows written of each table. ``refused_corrections`` names each line of a correction that
    was not taken, with the reason.
    """

    read: int = 0
    extracted: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    broken: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    examples: defaultdict[str, list[RejectedRow]] = field(default_factory=lambda: defaultdict(list))
    previews: dict[str, pl.DataFrame] = field(default_factory=dict)
    refused_corrections: list[str] = field(default_factory=list)


def ingest(
    corpus: Iterable[Article | Rejection],
    log: RawLog,
    engine: Engine,
    run_id: str,
    *,
    workers: int = 1,
    batch_size: int = 500,
    complete: bool = True,
    reread: bool = False,
    corrections: Path | None = None,
    now: datetime | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> Ingestion:
    """Read what is new or changed in a corpus into the log and return what was done.

    An article is read when its version, its metadata or the extractor's version is not that of its current row in the
    log, or when ``reread`` is set. ``complete`` says that the corpus is full state: then current articles that it no
    longer holds are withdrawn. ``workers`` is a number of processes, ``batch_size`` the articles held in memory at once;
    ``corrections`` is the folder of human corrections, ``now`` a moment to take in place of the clock's;
    ``progress`` is told a stage, what is done of it, and of how much.

    Raises ``BatchRefused`` when rows do not have the columns of their table, ``CorpusIsGone`` when a complete corpus
    would withdraw every article and ``CorrectionsAreGone`` when their folder is not there any more; then nothing is written.
    """
    current = log.current_articles()
    sifting = _Sifting(current, engine.version, reread, progress)
    with RunWriter(log, log.begin(run_id, engine.version, now)) as writer, reading_pool(engine, workers) as read:
        output = _Output(writer)
        for batch in _batches(sifting.changed(corpus), batch_size):
            output.readings(list(read(batch)))
        output.rejections(sifting.rejections)
        if corrections is not None:
            output.corrections(corrections, log)
        gone = sifting.gone() if complete else []
        if gone and not sifting.seen:
            raise CorpusIsGone(f"the corpus holds no article, but the warehouse knows {len(current)} of it; nothing was withdrawn")
        for article_ids in _batches(iter(gone), batch_size):
            output.write("raw_articles", log.withdrawals(article_ids, writer.run))
        writer.commit()
        done = output.done
    done.read, done.unchanged = len(sifting.seen), sifting.unchanged
    done.extracted, done.withdrawn = done.read - done.unchanged, len(gone)
    done.rows = writer.rows
    return done


@dataclass
class _Sifting:
    """Parts a corpus into what is unchanged, what must be read, and what could not be taken."""

    current: Mapping[str, LoggedArticle]
    version: str
    reread: bool
    progress: Progress
    seen: set[str] = field(default_factory=set)
    rejections: list[Rejection] = field(default_factory=list)
    unchanged: int = 0

    def changed(self, corpus: Iterable[Article | Rejection]) -> Iterator[Article]:
        for item in corpus:
            if isinstance(item, Rejection):
                self.rejections.append(item)
                continue
            self.seen.add(item.article_id)
            self.progress("articles", len(self.seen), None)
            known = self.current.get(item.article_id)
            if not self.reread and known is not None and _is_same(known, item, self.version):
                self.unchanged += 1
            else:
                yield item

    def gone(self) -> list[str]:
        """Current articles that the corpus no longer holds.

        An article whose file is there but cannot be read at this moment is not gone; one whose text is now a duplicate of
        another article's is.
        """
        unreadable = {rejection.path for rejection in self.rejections if rejection.reason_code != "duplicate"}
        return sorted(
            article_id
            for article_id, known in self.current.items()
            if article_id not in self.seen and known.path not in unreadable and known.path.partition("#")[0] not in unreadable
        )


def _is_same(known: LoggedArticle, article: Article, version: str) -> bool:
    metadata = tuple(getattr(article, name) for name in METADATA)
    return (known.article_version, known.extractor_version, known.metadata) == (article.article_version, version, metadata)


@dataclass
class _Output:
    """Holds rows against their contract and writes those that meet it; the others become rows of ``rejected_rows``."""

    writer: RunWriter
    done: Ingestion = field(default_factory=Ingestion)

    def readings(self, readings: Sequence[ArticleRows]) -> None:
        run = self.writer.run
        rows: dict[str, list[dict[str, Any]]] = {"raw_articles": [_article_row(reading, run) for reading in readings]}
        for table in STATEMENT_TABLES:
            rows[table] = [dict(row) | run.columns() for reading in readings for row in reading.rows.get(table, ())]
        valid, rejected = validate_reading({table: frame(TABLES[table], content) for table, content in rows.items()})
        for table, content in valid.items():
            self.write(table, content)
        self.reject([*rejected, *(_failure(reading) for reading in readings if reading.error)])

    def rejections(self, rejections: Sequence[Rejection]) -> None:
        table = TABLES["rejected_articles"]
        valid, rejected = validate(table, frame(table, [rejection.row() | self.writer.run.columns() for rejection in rejections]))
        self.write(table.name, valid)
        self.reject(rejected)

    def corrections(self, folder: Path, log: RawLog) -> None:
        valid, refused = correction_rows(folder, log.current_corrections(), self.writer.run)
        self.write(RAW_CORRECTIONS.name, valid)
        self.reject(refused)
        self.done.refused_corrections += [f"{row.row_key}: {row.reason}" for row in refused]

    def reject(self, rejected: Sequence[RejectedRow]) -> None:
        table = TABLES["rejected_rows"]
        valid, unfit = validate(table, frame(table, [row.row() | self.writer.run.columns() for row in rejected]))
        if unfit:
            raise ValueError(f"a rejected row cannot be recorded: {unfit[0].rule} {unfit[0].row_key}")
        self.write(table.name, valid)
        for row in rejected:
            self.done.broken[row.table_name][row.rule] += 1
            if len(self.done.examples[row.table_name]) < EXAMPLES:
                self.done.examples[row.table_name].append(row)

    def write(self, table: str, rows: pl.DataFrame) -> None:
        self.writer.append(table, rows)
        if table not in self.done.previews and not rows.is_empty():
            self.done.previews[table] = rows.head(PREVIEW_ROWS)


def _article_row(reading: ArticleRows, run: Run) -> dict[str, Any]:
    row = reading.article.row() | {
        "n_sentences": reading.n_sentences,
        "n_claims": len(reading.rows.get("raw_claims", ())),
        "withdrawn_at": None,
    }
    if reading.error:
        row["status"] = FAILED
    return row | run.columns()


def _failure(reading: ArticleRows) -> RejectedRow:
    article = reading.article
    lost = json.dumps({"article_id": article.article_id, "article_version": article.article_version})
    return RejectedRow("raw_claims", article.article_id, article.article_id, "extraction_failed", reading.error or "", lost)


def _batches(items: Iterator[T], size: int) -> Iterator[list[T]]:
    while batch := list(islice(items, size)):
        yield batch

"""The extraction as ingestion sees it: a version, the languages that it reads, and articles in, rows out.

Articles are independent of each other, so they may be read in several processes; their order stays that of the corpus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import Any

from dagster_project.articles.model import Article
from dagster_project.articles.signature import signature

STATEMENT_TABLES = ("raw_sentences", "raw_claims", "raw_weapon_uses", "raw_responsibility", "raw_territorial_control")
# Below this number of articles, starting processes costs more than they save.
WORTH_A_POOL = 48


@dataclass(frozen=True)
class ArticleRows:
    """What was read out of one article: rows by table, without the columns of the log; or the error that stopped it."""

    article: Article
    n_sentences: int | None
    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    error: str | None = None


@dataclass(frozen=True)
class Engine:
    """An extraction: ``version`` changes whenever its results may; ``read`` must be importable by name, for processes."""

    version: str
    languages: frozenset[str]
    read: Callable[[Article], ArticleRows]


def default_engine() -> Engine:
    """The project's own extraction; loads the language packs."""
    from dagster_project.extraction import pipeline, version

    return Engine(version.extractor_version(), pipeline.supported_languages(), read_article)


def read_article(article: Article) -> ArticleRows:
    """Extract one article with the project's own extraction."""
    from dagster_project.extraction import pipeline

    reading = pipeline.extract(
        pipeline.ArticleText(
            article_id=article.article_id,
            article_version=article.article_version,
            language=article.language,
            published_at=article.published_at,
            publisher=article.publisher,
            title=article.title,
            body=article.body,
        )
    )
    rows = {
        "raw_sentences": [sentence.row() for sentence in reading.sentences],
        "raw_claims": [claim.row() for claim in reading.claims],
        "raw_weapon_uses": [use.row() for use in reading.weapon_uses],
        "raw_responsibility": [statement.row() for statement in reading.responsibility],
        "raw_territorial_control": [control.row() for control in reading.territorial_control],
    }
    return ArticleRows(article, getattr(reading, "n_sentences", None), rows)


@contextmanager
def reading_pool(engine: Engine, workers: int) -> Iterator[Callable[[Sequence[Article]], Iterator[ArticleRows]]]:
    """Give a function that reads a batch of articles, in their order, in up to ``workers`` processes.

    The processes start with the first batch that is worth it and end with the block. An article whose extraction fails
    gives its error instead of rows, so that one article never stops the others.
    """
    pool: Executor | None = None

    def read(batch: Sequence[Article]) -> Iterator[ArticleRows]:
        nonlocal pool
        if workers == 1 or (pool is None and len(batch) < WORTH_A_POOL):
            return map(_ReadOne(engine.read, engine.languages), batch)
        if pool is None:
            # Not forked: the parent runs threads (polars, Dagster), which a fork would copy in the middle of their work.
            pool = ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn"))
        chunk = max(1, min(32, len(batch) // (workers * 4)))
        return pool.map(_ReadOne(engine.read, engine.languages), batch, chunksize=chunk)

    try:
        yield read
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


@dataclass(frozen=True)
class _ReadOne:
    """Reads one article; an object rather than a closure, since it travels to other processes."""

    read: Callable[[Article], ArticleRows]
    languages: frozenset[str]

    def __call__(self, article: Article) -> ArticleRows:
        article = replace(article, signature=signature(article.body))
        if article.language not in self.languages:
            return ArticleRows(article, None, {})
        try:
            # The reader gets and returns the article; the signed one is what is kept.
            return replace(self.read(article), article=article)
        except Exception as error:  # whatever a text provokes must stay with that text
            return ArticleRows(article, None, {}, f"{type(error).__name__}: {error}")

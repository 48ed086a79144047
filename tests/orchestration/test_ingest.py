"""From a corpus to the log: what is read, what is left alone, what is gone, and what cannot be taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dagster_project.articles.corpus import read_corpus
from dagster_project.articles.model import Article
from dagster_project.contracts.validation import BatchRefused
from dagster_project.defs import engine as engines
from dagster_project.defs.engine import ArticleRows, Engine
from dagster_project.defs.ingest import CorpusIsGone, Ingestion, ingest
from dagster_project.store.log import RawLog
from tests.orchestration.small import ENGINE, claim, read, write_article


class Warehouse:
    """A corpus, its log, and runs with a name each."""

    def __init__(self, folder: Path) -> None:
        self.corpus = folder / "corpus"
        self.log = RawLog(folder / "raw")
        self.runs = 0
        for number in (1, 2, 3):
            write_article(self.corpus, number)

    def ingest(self, engine: Engine = ENGINE, **options: Any) -> Ingestion:
        self.runs += 1
        articles = read_corpus(self.corpus, supported=engine.languages, signatures=False)
        return ingest(articles, self.log, engine, f"run-{self.runs}", **options)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path)


def counts(done: Ingestion) -> tuple[int, int, int, int]:
    return done.read, done.extracted, done.unchanged, done.withdrawn


def reading(make: Callable[[Article], list[dict[str, Any]]]) -> Engine:
    return replace(ENGINE, read=lambda article: ArticleRows(article, 1, {"raw_claims": make(article)}))


def test_unchanged_articles_are_not_read_again(warehouse: Warehouse) -> None:
    assert counts(warehouse.ingest()) == (3, 3, 0, 0)
    again = warehouse.ingest()
    assert counts(again) == (3, 0, 3, 0)
    assert not any(again.rows.values())


def test_new_extractor_version_reads_everything_again(warehouse: Warehouse) -> None:
    warehouse.ingest()
    assert counts(warehouse.ingest(replace(ENGINE, version="small-2"))) == (3, 3, 0, 0)


def test_everything_can_be_read_again_on_demand(warehouse: Warehouse) -> None:
    warehouse.ingest()
    assert counts(warehouse.ingest(reread=True)) == (3, 3, 0, 0)


def test_changed_metadata_counts_as_a_change(warehouse: Warehouse) -> None:
    warehouse.ingest()
    file = warehouse.corpus / "article-1.md"
    file.write_text(file.read_text(encoding="utf-8").replace("2019-08-14", "2019-08-15"), encoding="utf-8")
    assert counts(warehouse.ingest()) == (3, 1, 2, 0)


def test_article_that_is_gone_is_withdrawn_once_and_read_again_when_it_returns(warehouse: Warehouse) -> None:
    warehouse.ingest()
    (warehouse.corpus / "article-2.md").unlink()
    assert counts(warehouse.ingest()) == (2, 0, 2, 1)
    assert counts(warehouse.ingest()) == (2, 0, 2, 0)
    write_article(warehouse.corpus, 2)
    assert counts(warehouse.ingest()) == (3, 1, 2, 0)


def test_feed_keeps_what_rolls_off(warehouse: Warehouse) -> None:
    warehouse.ingest()
    (warehouse.corpus / "article-2.md").unlink()
    assert counts(warehouse.ingest(complete=False)) == (2, 0, 2, 0)
    assert len(warehouse.log.current_articles()) == 3


def test_article_whose_file_cannot_be_read_now_is_not_gone(warehouse: Warehouse) -> None:
    warehouse.ingest()
    (warehouse.corpus / "article-2.md").write_bytes(b"")
    done = warehouse.ingest()
    assert (done.withdrawn, done.rows["rejected_articles"]) == (0, 1)
    assert len(warehouse.log.current_articles()) == 3


def test_empty_corpus_withdraws_nothing(warehouse: Warehouse) -> None:
    warehouse.ingest()
    for file in warehouse.corpus.iterdir():
        file.unlink()
    with pytest.raises(CorpusIsGone, match="knows 3"):
        warehouse.ingest()
    assert len(warehouse.log.current_articles()) == 3


def test_row_that_breaks_a_rule_is_rejected_and_the_rest_goes_on(warehouse: Warehouse) -> None:
    def misquoting(article: Article) -> list[dict[str, Any]]:
        row = claim(article)
        return [row | {"quote": "9"} if article.body.startswith("2") else row]

    done = warehouse.ingest(reading(misquoting))
    assert (done.rows["raw_articles"], done.rows["raw_claims"], done.rows["rejected_rows"]) == (3, 2, 1)
    assert done.broken["raw_claims"] == {"quote_stands_in_text": 1}
    (example,) = done.examples["raw_claims"]
    assert '"quote": "9"' in example.row_json


def test_rows_of_one_key_are_each_recorded_when_rejected(warehouse: Warehouse) -> None:
    done = warehouse.ingest(reading(lambda article: [claim(article)] * 3))
    assert (done.rows["raw_claims"], done.broken["raw_claims"]["key_is_unique"]) == (3, 6)
    assert len({(row.row_key) for row in done.examples["raw_claims"]}) == len(done.examples["raw_claims"])


def test_batch_with_wrong_columns_fails_whole_and_leaves_nothing(warehouse: Warehouse) -> None:
    with pytest.raises(BatchRefused, match="unknown column colour"):
        warehouse.ingest(reading(lambda article: [claim(article) | {"colour": "red"}]))
    assert not warehouse.log.current_articles()
    assert warehouse.log.count("raw_claims") == 0


def test_article_that_breaks_the_extraction_stops_no_other(warehouse: Warehouse) -> None:
    def breaking(article: Article) -> list[dict[str, Any]]:
        if article.body.startswith("2"):
            raise ZeroDivisionError("by nought")
        return [claim(article)]

    done = warehouse.ingest(reading(breaking))
    assert (done.rows["raw_articles"], done.rows["raw_claims"]) == (3, 2)
    assert done.broken["raw_claims"] == {"extraction_failed": 1}
    assert "ZeroDivisionError: by nought" in done.examples["raw_claims"][0].reason


def test_article_in_another_language_is_kept_without_being_read(warehouse: Warehouse) -> None:
    done = warehouse.ingest(replace(ENGINE, languages=frozenset({"sv"})))
    assert (done.rows["raw_articles"], done.rows["raw_claims"]) == (3, 0)


def test_batches_and_processes_do_not_change_what_is_written(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "WORTH_A_POOL", 2)
    other = Warehouse(tmp_path / "other")
    whole, parts = warehouse.ingest(), other.ingest(replace(ENGINE, read=read), workers=2, batch_size=2)
    assert whole.rows == parts.rows
    assert whole.previews["raw_claims"]["claim_id"].to_list()[:2] == parts.previews["raw_claims"]["claim_id"].to_list()

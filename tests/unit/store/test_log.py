"""The raw log: what counts of it, in which order it believes its rows, and what a halted run leaves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as parquet
import pytest

from dagster_project.contracts.tables import TABLES
from dagster_project.contracts.types import arrow_schema
from dagster_project.contracts.validation import frame
from dagster_project.store.log import EMPTY, RawLog, Run, RunWriter


def article(run: Run, article_id: str = "a", **changes: Any) -> dict[str, Any]:
    plain = {
        "article_id": article_id,
        "article_version": "v1",
        "path": f"{article_id}.txt",
        "format": "text",
        "body": "14 people were killed.",
        "language": "en",
        "status": "extracted",
        "synthetic": False,
        "signature": [1, 2],
    }
    return dict.fromkeys(TABLES["raw_articles"].columns) | plain | run.columns() | changes


def write(log: RawLog, run: Run, *rows: dict[str, Any], commit: bool = True) -> None:
    with RunWriter(log, run) as writer:
        writer.append("raw_articles", frame(TABLES["raw_articles"], rows))
        if commit:
            writer.commit()


@pytest.fixture
def log(tmp_path: Path) -> RawLog:
    return RawLog(tmp_path / "raw")


def test_new_log_holds_every_table_empty_and_typed(log: RawLog) -> None:
    for name, table in TABLES.items():
        assert log.count(name) == 0
        assert parquet.read_schema(log.folder / name / EMPTY).equals(arrow_schema(table))


def test_empty_file_follows_the_contract(log: RawLog) -> None:
    empty = log.folder / "raw_claims" / EMPTY
    parquet.write_table(arrow_schema(TABLES["rejected_rows"]).empty_table(), empty)
    RawLog(log.folder)
    assert parquet.read_schema(empty).equals(arrow_schema(TABLES["raw_claims"]))


def test_last_row_of_an_article_is_its_state(log: RawLog) -> None:
    first = log.begin("run-2", "e1")
    write(log, first, article(first), article(first, "b"))
    second = log.begin("run-1", "e2")
    write(log, second, article(second, article_version="v2"))
    state = log.current_articles()
    assert {key: (known.article_version, known.extractor_version, known.path) for key, known in state.items()} == {
        "a": ("v2", "e2", "a.txt"),
        "b": ("v1", "e1", "b.txt"),
    }


def test_moment_of_a_run_lies_after_the_log_even_when_the_clock_goes_back(log: RawLog) -> None:
    future = Run("run-1", datetime.now(UTC) + timedelta(days=2), "e1")
    write(log, future, article(future))
    assert log.begin("run-2", "e1").ingested_at > future.ingested_at


def test_withdrawn_article_is_no_longer_current_and_may_return(log: RawLog) -> None:
    first = log.begin("run-1", "e1")
    write(log, first, article(first), article(first, "b"))
    second = log.begin("run-2", "e1")
    with RunWriter(log, second) as writer:
        gone = log.withdrawals(["a"], second)
        writer.append("raw_articles", gone)
        writer.commit()
    assert gone["withdrawn_at"].to_list() == [second.ingested_at]
    assert gone["body"].to_list() == ["14 people were killed."]
    assert set(log.current_articles()) == {"b"}
    third = log.begin("run-3", "e1")
    write(log, third, article(third))
    assert set(log.current_articles()) == {"a", "b"}


def test_run_without_commit_leaves_nothing(log: RawLog) -> None:
    run = log.begin("run-1", "e1")
    write(log, run, article(run), commit=False)
    assert log.count("raw_articles") == 0
    assert [path.name for path in (log.folder / "raw_articles").iterdir()] == [EMPTY]


def test_run_that_breaks_leaves_nothing(log: RawLog) -> None:
    run = log.begin("run-1", "e1")
    with pytest.raises(RuntimeError, match="halt"), RunWriter(log, run) as writer:
        writer.append("raw_articles", frame(TABLES["raw_articles"], [article(run)]))
        raise RuntimeError("halt")
    assert log.count("raw_articles") == 0


def test_part_of_a_killed_run_is_cleared_by_the_next(log: RawLog) -> None:
    part = log.folder / "raw_claims" / "killed.part"
    part.write_bytes(b"half a file")
    run = log.begin("run-1", "e1")
    write(log, run, article(run))
    assert not part.exists()


def test_articles_are_put_in_place_last(log: RawLog, monkeypatch: pytest.MonkeyPatch) -> None:
    placed: list[str] = []
    monkeypatch.setattr("dagster_project.store.log.replace_file", lambda part, target: placed.append(target.parent.name))
    run = log.begin("run-1", "e1")
    with RunWriter(log, run) as writer:
        writer.append("raw_articles", frame(TABLES["raw_articles"], [article(run)]))
        rejected = dict.fromkeys(TABLES["rejected_articles"].columns, "x") | {"size_bytes": 1} | run.columns()
        writer.append("rejected_articles", frame(TABLES["rejected_articles"], [rejected]))
        writer.commit()
    assert placed == ["rejected_articles", "raw_articles"]


def test_batches_of_a_run_become_one_file_of_the_contract(log: RawLog) -> None:
    run = log.begin("run-1", "e1")
    with RunWriter(log, run) as writer:
        for name in ("a", "b"):
            writer.append("raw_articles", frame(TABLES["raw_articles"], [article(run, name)]))
        writer.append("raw_articles", pl.DataFrame(schema=frame(TABLES["raw_articles"], []).schema))
        writer.commit()
        assert writer.rows["raw_articles"] == 2
    written = parquet.read_table(log.folder / "raw_articles" / "run-1.parquet")
    assert written.schema.equals(arrow_schema(TABLES["raw_articles"]))
    assert written["article_id"].to_pylist() == ["a", "b"]

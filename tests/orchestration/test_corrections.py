"""From the folder of corrections to the log: what is new, what is gone, what is refused."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from dagster_project.articles.corpus import read_corpus
from dagster_project.commands import doctor
from dagster_project.corrections.files import HEADERS
from dagster_project.defs.corrections import CorrectionsAreGone
from dagster_project.defs.ingest import Ingestion, ingest
from dagster_project.settings import Settings
from dagster_project.store.log import RawLog
from tests.orchestration.small import ENGINE, write_article

REJECT = "reject,c1,,,Ann,2024-05-01,checked"
FIX = "fix,c2,value,9,Ann,2024-05-01,checked"


class Folder:
    """A folder of corrections beside a small corpus, and runs over both."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.corrections, self.log = folder / "corpus", folder / "corrections", RawLog(folder / "raw")
        self.runs = 0
        write_article(self.corpus, 1)
        self.corrections.mkdir()

    def write(self, *lines: str, header: str = ",".join(HEADERS["claims.csv"])) -> None:
        (self.corrections / "claims.csv").write_text("\n".join([header, *lines]), encoding="utf-8")

    def ingest(self, **options: Any) -> Ingestion:
        self.runs += 1
        articles = read_corpus(self.corpus, supported=ENGINE.languages, signatures=False)
        return ingest(articles, self.log, ENGINE, f"run-{self.runs}", corrections=self.corrections, **options)

    def known(self) -> dict[str, int]:
        """The claims that are corrected, each with its line."""
        return {row["target_id"]: row["line"] for row in self.log.current_corrections().values()}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_new_line_is_logged_once_and_a_line_that_is_gone_is_withdrawn(folder: Folder) -> None:
    folder.write(REJECT, FIX)
    assert folder.ingest().rows["raw_corrections"] == 2
    assert folder.ingest().rows["raw_corrections"] == 0
    folder.write(FIX)
    assert folder.ingest().rows["raw_corrections"] == 2  # a withdrawal, and the other one at its new line
    assert folder.known() == {"c2": 2}
    folder.write(REJECT, FIX)
    folder.ingest()
    assert folder.known() == {"c1": 2, "c2": 3}


def test_bad_lines_are_refused_by_name_and_the_rest_goes_on(folder: Folder) -> None:
    folder.write("reject,c1,,,,2024-05-01,checked", "fix,c2,colour,9,Ann,2024-05-01,checked", "fix,c2,value,,Ann,2024-05-01,checked", FIX)
    done = folder.ingest()
    assert folder.known() == {"c2": 5}
    assert [line.partition(": ")[0] for line in done.refused_corrections] == ["claims.csv:2", "claims.csv:3", "claims.csv:4"]
    assert "corrected_by must be known" in done.refused_corrections[0]
    rows = pq.read_table(folder.log.folder / "rejected_rows").to_pylist()
    assert {(row["row_key"], row["rule"]) for row in rows} == {
        ("claims.csv:2", "corrected_by_not_null"),
        ("claims.csv:3", "field_one_of_choices"),
        ("claims.csv:4", "value_is_given"),
    }


def test_slip_in_a_header_takes_no_correction_back(folder: Folder) -> None:
    folder.write(REJECT)
    folder.ingest()
    folder.write(REJECT, header="action,claim,why")
    done = folder.ingest()
    assert folder.known() == {"c1": 2} and "the first line must be action,claim_id" in done.refused_corrections[0]


def test_folder_that_is_gone_stops_the_run_and_takes_nothing_back(folder: Folder) -> None:
    folder.write(REJECT)
    folder.ingest()
    shutil.rmtree(folder.corrections)
    with pytest.raises(CorrectionsAreGone, match="1 corrections"):
        folder.ingest()
    assert folder.known() == {"c1": 2}


def test_doctor_names_the_first_line_that_is_not_taken(folder: Folder) -> None:
    folder.write(REJECT, "reject,c1")
    found = doctor._corrections(Settings(corrections=folder.corrections))
    assert found.state == "note" and "1 lines hold, 1 are not taken" in found.found
    assert found.advice == "claims.csv:3: 2 values instead of 7"


def test_rows_bear_the_moment_that_the_run_is_given(folder: Folder) -> None:
    moment = datetime(2024, 5, 1, 2, tzinfo=UTC)
    folder.write(REJECT)
    folder.ingest(now=moment)
    (row,) = folder.log.current_corrections().values()
    assert row["ingested_at"] == moment

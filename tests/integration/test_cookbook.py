"""Every statement of the cookbook runs on the built warehouse and answers what its heading asks."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import duckdb
import pytest

from tests.integration.conftest import PROJECT

pytestmark = pytest.mark.slow

QUESTION = re.compile(r"^## (\d+)\. (.+?)\n(.*?)(?=^## |\Z)", re.M | re.S)
STATEMENT = re.compile(r"```sql\n(.*?)```", re.S)
# What each answer must tell, by the question's number.
COLUMNS = {
    1: {"month", "side", "low", "best", "high", "or_more"},
    2: {"speaker", "measure", "value_text", "ledger_role", "role_reason"},
    3: {"said_on", "speaker", "stated"},
    4: {"incident_id", "low", "best", "high", "contradictions"},
    5: {"publisher", "articles", "claims", "incidents", "told_by_nobody_else"},
    6: {"children", "killed", "share", "share_low", "share_high"},
    7: {"admin2", "weapon", "incidents", "killed"},
    8: {"facility_type", "state", "counts_attacks", "best"},
    9: {"month", "country", "category", "low", "best", "high"},
    10: {"place_name", "as_of", "persons_best", "speaker"},
    11: {"incident_id", "best_before", "best_now", "change"},
    12: {"harm", "side", "best"},
    13: {"accused", "speaker", "stance", "polarity"},
    14: {"speaker", "said_first", "said_later", "change"},
    15: {"speaker", "captured_best", "coverage_ratio"},
    16: {"place_name", "ledger", "ucdp_like", "acled_like", "airwars_like", "ibc_like"},
    17: {"best", "quote", "sentence", "publisher"},
    18: {"incident_id", "killed_best", "n_independent"},
    19: {"place_name", "latitude", "longitude", "publish_precision", "killed_best"},
    20: {"ledger_role", "role_reason", "claims"},
}
Row = dict[str, Any]


def questions() -> dict[int, tuple[str, list[str]]]:
    page = (PROJECT / "docs" / "cookbook.md").read_text(encoding="utf-8")
    return {int(number): (title, STATEMENT.findall(body)) for number, title, body in QUESTION.findall(page)}


def answer(db: duckdb.DuckDBPyConnection, number: int) -> list[Row]:
    (sql,) = questions()[number][1]
    result = db.execute(sql)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def test_twenty_questions_have_one_statement_each() -> None:
    assert {number: len(statements) for number, (_, statements) in questions().items()} == dict.fromkeys(COLUMNS, 1)


@pytest.mark.parametrize("number", COLUMNS)
def test_statement_returns_rows_with_the_columns_that_the_question_needs(warehouse_db: duckdb.DuckDBPyConnection, number: int) -> None:
    rows = answer(warehouse_db, number)
    assert rows
    assert COLUMNS[number] <= set(rows[0])


def test_sums_are_ranges(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    for number in (1, 4, 9):
        for row in answer(warehouse_db, number):
            assert row["best"] is None or row["low"] <= row["best"] <= (row["high"] or row["best"]), row


def test_dead_of_a_month_are_those_of_its_incidents(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    february = [row for row in answer(warehouse_db, 1) if row["month"] == "2020-02"]
    assert sum(row["best"] for row in february if row["side"] == "state_forces") == 34  # Turkish soldiers at Balyun


def test_speakers_of_an_incident_are_all_heard(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    killed = {row["value_text"] for row in answer(warehouse_db, 2) if row["measure"] == "killed"}
    assert {"129", "130", "132"} <= killed


def test_toll_of_an_incident_rises_as_its_speaker_says(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    monitor = [row for row in answer(warehouse_db, 3) if row["speaker"] == "Syrian Observatory for Human Rights"]
    stated = [row["stated"] for row in monitor]
    assert {58, 72} <= set(stated) and stated == sorted(stated)


def test_publishers_are_counted_once(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    rows = answer(warehouse_db, 5)
    assert [rows[0]["articles"], rows[1]["articles"]] == [8, 8]
    assert all(row["told_by_nobody_else"] <= row["incidents"] for row in rows)


def test_hospitals_of_a_city_are_facilities_and_not_attacks(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    beirut = [row for row in answer(warehouse_db, 8) if row["place_name"] == "Beirut" and row["window_from"] == date(2020, 8, 4)]
    hit = {(row["facility_type"], row["state"], row["counts_attacks"], row["best"]) for row in beirut}
    assert ("hospital", "non_functional", False, 3) in hit


def test_first_build_has_only_news_since_last_week(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    assert {(row["change"], row["best_before"]) for row in answer(warehouse_db, 11)} == {("new", None)}


def test_what_was_published_today_is_what_the_mart_says(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    (total,) = warehouse_db.execute("select sum(best) from marts.casualties where harm = 'killed'").fetchall()[0]
    assert sum(row["best"] or 0 for row in answer(warehouse_db, 12) if row["harm"] == "killed") == total


def test_accusation_and_denial_stand_beside_each_other(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    said = {(row["accused"], row["polarity"]) for row in answer(warehouse_db, 13)}
    assert {("syrian_government", "asserts"), ("syrian_government", "denies"), ("islamic_state", "asserts")} <= said


def test_correction_leads_from_the_first_figure_to_the_later(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    assert ("72", "87", 15) in {(row["said_first"], row["said_later"], row["change"]) for row in answer(warehouse_db, 14)}


def test_quotes_stand_in_their_sentences(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    rows = answer(warehouse_db, 17)
    assert all(row["quote"] in row["sentence"] for row in rows)
    assert any(row["best"] == 22 and "raising the toll to 22" in row["sentence"] for row in rows)


def test_figures_on_one_voice_are_named(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    assert all(row["n_independent"] == 1 and row["killed_best"] >= 10 for row in answer(warehouse_db, 18))


def test_areas_have_codes_and_no_points(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    rows = {row["place_name"]: row for row in answer(warehouse_db, 19)}
    paris, manabi = rows["Paris"], rows["Manabí"]
    assert (paris["latitude"], paris["longitude"], paris["publish_precision"]) == (48.85, 2.35, "settlement")
    assert manabi["latitude"] is None and manabi["admin1_code"] == "EC-M" and manabi["publish_precision"] == "admin1"


def test_no_claim_that_was_not_used_lacks_a_reason(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    assert all(row["role_reason"] for row in answer(warehouse_db, 20))

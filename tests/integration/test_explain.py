"""Every number of every mart leads to the words it rests on, by ``harmledger explain`` and by SQL alone."""

from __future__ import annotations

import io

import duckdb
import pytest

from dagster_project.commands.explain import look_up
from dagster_project.commands.explain_rows import MARTS
from dagster_project.commands.explain_text import write

pytestmark = pytest.mark.slow

ROWS = {mart.name: mart.key for mart in MARTS} | {"responsibility": "statement_id", "territorial_control": "statement_id"}
# What a number of each mart rests on, without a word of Python.
BEHIND = {
    "casualties": "unnest(claim_ids)",
    "casualty_rulebooks": "unnest(claim_ids)",
    "casualty_breakdowns": "unnest(claim_ids)",
    "casualty_totals": "unnest(claim_ids)",
    "facility_impacts": "unnest(claim_ids)",
    "displacement": "claim_id",
    "context_indicators": "claim_id",
}


def explained(warehouse_db: duckdb.DuckDBPyConnection, identifier: str) -> str:
    out = io.StringIO()
    write(look_up(warehouse_db, identifier), out)
    return out.getvalue()


@pytest.mark.parametrize("mart", ROWS)
def test_explain_leads_from_each_row_to_its_words(warehouse_db: duckdb.DuckDBPyConnection, mart: str) -> None:
    ids = [str(id_) for (id_,) in warehouse_db.execute(f"select {ROWS[mart]} from marts.{mart} order by all").fetchall()]
    assert ids or mart == "territorial_control"  # the sample tells of none
    assert [id_ for id_ in ids[:40] if "⟦" not in explained(warehouse_db, id_)] == []


@pytest.mark.parametrize("mart", BEHIND)
def test_joins_lead_from_each_row_to_its_quotes(warehouse_db: duckdb.DuckDBPyConnection, mart: str) -> None:
    behind = f"select {BEHIND[mart]} as claim_id from marts.{mart}"
    lost = f"select * from ({behind}) anti join marts.claims using (claim_id)"
    assert warehouse_db.execute(lost).fetchall() == []
    if "unnest" in BEHIND[mart]:
        assert warehouse_db.execute(f"select count(*) from marts.{mart} where len(claim_ids) = 0").fetchall() == [(0,)]


def test_explain_of_an_incident_shows_what_each_rulebook_would_say_and_why(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    most = "select incident_id from marts.casualties where harm = 'killed' order by best desc nulls last limit 1"
    ((incident,),) = warehouse_db.execute(most).fetchall()
    told = explained(warehouse_db, incident)
    assert "casualty_rulebooks: acled_like killed" in told
    assert "the lowest figure" in told


def test_explain_of_a_claim_outside_incidents_shows_the_figures_that_stand_on_it(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    ((claim, total),) = warehouse_db.execute(
        "select claim_ids[1], total_id from marts.casualty_totals where is_recommended and coverage_ratio is not null order by all limit 1"
    ).fetchall()
    told = " ".join(explained(warehouse_db, claim).split())
    assert "casualty_totals: " in told and "captured" in told
    assert told.count("⟦") == 1
    assert " ".join(explained(warehouse_db, total).split()).startswith("casualty_totals: ")


def test_explain_marks_the_parties_to_a_conflict(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    (claim, *_) = warehouse_db.execute("select claim_id from marts.claims where party_mark is not null order by all limit 1").fetchall()[0]
    assert "a party to the conflict" in " ".join(explained(warehouse_db, claim).split())

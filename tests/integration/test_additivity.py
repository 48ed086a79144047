"""No export, no metric and no page adds up what may not be added: the marts' column metadata is the law."""

from __future__ import annotations

import re

import duckdb
import pytest

from tests.integration.additivity import Rule, rules_of, violations
from tests.integration.conftest import PROJECT, Built

RULES = {
    "casualties": {
        "incident_id": Rule("none"),
        "harm": Rule("none"),
        "best": Rule("full", within=("harm",)),
        "n_claims": Rule("none"),
    },
    "displacement": {
        "category": Rule("none"),
        "is_additive": Rule("none"),
        "persons": Rule("semi", within=("category",), where="is_additive"),
    },
    "facilities": {
        "incident_id": Rule("none"),
        "best": Rule("semi", where="incident_id is not null"),
    },
}


@pytest.mark.parametrize(
    "sql",
    [
        "select harm, sum(best) from marts.casualties group by harm",
        "select harm, sum(best) from marts.casualties group by all",
        "select sum(best) from marts.casualties where harm = 'killed'",
        "select sum(c.best) filter (where c.harm = 'killed') from marts.casualties as c",
        "with killed as (select best as dead from marts.casualties where harm = 'killed') select sum(dead) from killed",
        "select category, sum(persons) from marts.displacement where is_additive group by category",
        "select sum(best) from marts.facilities where incident_id is not null",
        "select count(*), max(n_claims) from marts.casualties",
        "select harm, sum(best) from history.as_known_at('casualties', current_date) group by all",
        "select harm, sum(best) over (partition by harm) from marts.casualties",
        "select sum(case when n_claims > 1 then best end) from marts.casualties where harm = 'killed'",
    ],
)
def test_lawful_sums_pass(sql: str) -> None:
    assert violations(sql, RULES) == []


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("select sum(n_claims) from marts.casualties", "may not be added"),
        ("select sum(best) from marts.casualties", "different values of harm"),
        ("select sum(best) from marts.casualties where harm = 'killed' or best > 1", "different values of harm"),
        ("with each as (select harm, sum(best) as dead from marts.casualties group by all) select sum(dead) from each", "different values"),
        ("select (select sum(n_claims) from marts.casualties) as n", "may not be added"),
        ("select category, sum(persons) from marts.displacement group by category", "without the condition is_additive"),
        ("select sum(persons) from marts.displacement where is_additive", "different values of category"),
        ("select sum(best) from marts.facilities", "without the condition incident_id is not null"),
        ("select sum(x) from intermediate.something", "no column of a mart"),
        ("select sum(best) over () from marts.casualties", "different values of harm"),
    ],
)
def test_unlawful_sums_are_named(sql: str, reason: str) -> None:
    assert [each for each in violations(sql, RULES) if reason in each]


@pytest.mark.slow
def test_exports_and_metrics_add_only_what_may_be_added(built: Built, warehouse_db: duckdb.DuckDBPyConnection) -> None:
    rules = rules_of(warehouse_db)
    assert rules["casualties"]["best"] == Rule("full", ("harm",))
    compiled = [path for part in ("exports", "metrics") for path in (built.compiled / part).glob("*.sql")]
    assert {"hxl_incidents", "monthly_casualties"} <= {path.stem for path in compiled}
    found = {path.stem: violations(path.read_text(encoding="utf-8"), rules) for path in compiled if path.stem != "data_dictionary"}
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.slow
@pytest.mark.parametrize("page", ["docs/cookbook.md", "docs/analysts.md", "README.md"])
def test_pages_add_only_what_may_be_added(warehouse_db: duckdb.DuckDBPyConnection, page: str) -> None:
    text = (PROJECT / page).read_text(encoding="utf-8")
    rules = rules_of(warehouse_db)
    found = {sql: violations(sql, rules) for sql in re.findall(r"```sql\n(.*?)```", text, re.S) if not sql.startswith("pivot")}
    assert {sql: each for sql, each in found.items() if each} == {}


@pytest.mark.slow
def test_every_number_of_the_marts_says_how_it_adds_up(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    silent = warehouse_db.execute(
        "select table_schema, table_name, column_name from exports.data_dictionary"
        " where data_type in ('bigint', 'integer', 'double') and additivity is null"
    ).fetchall()
    assert silent == []

"""The locks that keep a sum honest: each holds over the cases, and what reports it reports when it is broken.

The twelfth, that exports and metrics add up only what may be added, is in ``test_additivity``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import pytest

from tests.integration.figure_cases import add_movements
from tests.integration.modelled import FIGURES, Built, Workshop
from tests.integration.reconcile_cases import Raw, cases, country, town

pytestmark = pytest.mark.slow

HAMA = town("Hama", admin1="Hama", latitude=35.13)


@dataclass(frozen=True)
class Lock:
    """A lock, the data tests that report it (a file's name, or a mart and words of a test on it), and a change that breaks it."""

    name: str
    reported_by: tuple[str, ...]
    broken_by: str


LOCKS = (
    Lock("one additive row", ("casualties unique_combination",), "insert into marts.casualties from marts.casualties limit 1"),
    Lock(
        "unknown is only a residual",
        ("casualties holds is_residual",),
        "update marts.casualties set is_residual = false where side = 'unknown'",
    ),
    Lock("sides partition the total", ("casualties_add_up_to_incident_totals",), "update marts.casualties set best = best + 1"),
    Lock("scope", ("only_incident_claims_feed_casualties",), "update marts.claims set scope = 'period' where claim_id = 'toll-16'"),
    Lock(
        "subset",
        ("subset_not_above_its_parent",),
        "update marts.claims set value = {'low': 90, 'point': 90, 'high': 90} where claim_id = 'sohr-30'",
    ),
    Lock("copy, as a voice", ("copies_add_no_voice",), "update marts.casualties set n_independent = n_independent + 1"),
    Lock(
        "copy, as a claim",
        ("copies_add_no_voice",),
        "update marts.casualties set claim_ids = list_append(claim_ids, 'copy-12') where list_contains(claim_ids, 'wire-12')",
    ),
    Lock(
        "bounds before conflict",
        ("conflict_needs_bounds_that_exclude",),
        "update intermediate.int_reconciled_groups set has_conflict = true where list_contains(claim_ids, 'sohr-87')",
    ),
    Lock(
        "conflict where bounds exclude",
        ("conflict_needs_bounds_that_exclude",),
        "update intermediate.int_reconciled_groups set has_conflict = false where list_contains(claim_ids, 'army-60')",
    ),
    Lock("range holds the best", ("casualties holds low <= best",), "update marts.casualties set low = best + 1"),
    Lock(
        "update",
        ("updated_figure_is_not_recommended",),
        "update marts.claims set ledger_role = 'recommended' where claim_id = 'toll-14'",
    ),
    Lock(
        "window",
        ("additive_displacement_windows_are_disjoint",),
        "update marts.displacement set is_additive = true where claim_id = 'fled-narrow'",
    ),
    Lock(
        "window, of a place within the other",
        ("additive_displacement_windows_are_disjoint",),
        "update marts.displacement set is_additive = true where claim_id = 'moved-358'",
    ),
    Lock(
        "one movement under two names of its place",
        ("one_recommended_displacement_figure",),
        "update marts.displacement set is_recommended = true where claim_id = 'moved-unknown'",
    ),
    Lock(
        "one movement as flow and as stock",
        ("one_recommended_displacement_figure",),
        "update marts.displacement set is_recommended = true where claim_id = 'living-358'",
    ),
    Lock("one truth, the rows", ("marts_tell_one_figure",), "update marts.casualties set low = low - 1 where best = 87"),
    Lock("one truth, the incident", ("marts_tell_one_figure",), "update marts.incidents set killed_high = 999 where killed_best > 8"),
    Lock("one truth, the ledger", ("marts_tell_one_figure",), "update marts.casualty_rulebooks set low = -1 where rulebook = 'ledger'"),
    Lock(
        "claims reach the figure",
        ("figures_are_reached_by_their_claims",),
        "update marts.casualties set claim_ids = claim_ids[2:] where best = 87",
    ),
    Lock("one truth, the conflict", ("marts_tell_one_figure",), "update marts.incidents set has_conflict = not has_conflict"),
    Lock("stock", ("displacement holds not is_additive",), "update marts.displacement set is_additive = true where claim_id = 'stock-a'"),
    Lock(
        "place",
        ("places_divide_no_claim",),
        "insert into marts.claims select * replace ('half' as claim_id, 'Hama' as place_id) from marts.claims where claim_id = 'both-8'",
    ),
    Lock(
        "harm",
        ("harms_do_not_mix",),
        "update marts.casualties set harm = 'killed' where harm = 'killed_or_injured'",
    ),
    Lock(
        "firm days",
        ("firm_days_of_an_incident_agree",),
        "update intermediate.int_mention_incidents set incident_id = (select incident_id from marts.claims where claim_id = 'first-217')"
        " where mention_id = 'second-217'",
    ),
    Lock(
        "no claim is dropped",
        ("every_raw_claim_ends_once",),
        "delete from marts.claims where claim_id = 'denied-4'",
    ),
)


def locked() -> Raw:
    """The cases, and figures for the locks that they do not try."""
    raw = cases()
    raw.article("fled", "2020-03-01")
    moved = {"kind": "displacement", "scope": "period", "population": ["people"], **HAMA}
    raw.claim("fled-wide", 3000, "new_displacement", event_start="2020-01-01", event_end="2020-01-31", **moved)
    raw.claim("fled-narrow", 1000, "new_displacement", event_start="2020-01-10", event_end="2020-01-20", **moved)
    raw.claim("fled-later", 500, "new_displacement", event_start="2020-02-01", event_end="2020-02-10", **moved)
    raw.claim("stock-a", 7000, "displaced_stock", as_of_date="2020-01-31", **moved | {"scope": "stock"})
    raw.claim("stock-b", 8000, "displaced_stock", as_of_date="2020-02-29", **moved | {"scope": "stock"})
    raw.article("several", "2020-06-02")
    raw.claim("both-8", 8, day="2020-06-01", **country("LBY") | {"place_names": ["Hama", "Homs"]})
    raw.article("mixed", "2021-06-02")
    raw.claim("mixed-40", 40, "killed_or_injured", day="2021-06-01", **town("Kano", "NGA", "Kano"))
    raw.claim("mixed-9", 9, day="2021-06-01", **town("Kano", "NGA", "Kano"))
    add_late_news(raw)
    add_movements(raw)
    return raw


def add_late_news(raw: Raw) -> None:
    """One figure told firmly of two days, and of the second also by news that is fresh: it may be late news of the first."""
    spot = {**town("Beledweyne", "SOM", "Hiraan"), "weapons": ["car_bomb"]}
    days = (("first-217", "20", "01"), ("fresh-217", "06", "05"), ("second-217", "25", "05"))
    for name, published, day in ((name, f"2021-03-{told}", f"2021-03-{of}") for name, told, of in days):
        raw.article(name, published, name)
        raw.claim(name, 217, day=day, **spot)
        raw.claim(f"{name}-injured", 431, "injured", day=day, **spot)


Nodes = dict[str, Any]


@pytest.fixture(scope="module")
def tested(workshop: Workshop) -> tuple[Built, Nodes]:
    """The warehouse, and dbt's nodes with what it compiled them to."""
    locked().write(workshop.folder / "raw")
    workshop.build(FIGURES)
    workshop.dbt("compile", "--select", "path:models/marts/figures", "path:data-tests/figures")
    nodes = json.loads((workshop.folder / "target" / "manifest.json").read_text(encoding="utf-8"))["nodes"]
    return workshop.keep("locks"), nodes


@pytest.fixture
def connection(tested: tuple[Built, Nodes]) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, to be broken: afterwards it is as it was."""
    with duckdb.connect(str(tested[0].database)) as connection:
        connection.execute("begin")
        yield connection
        connection.execute("rollback")


def compiled(nodes: Nodes, name: str) -> str:
    """The SQL of the one data test of that name: a file's, or a mart's with the words of its kind and argument."""
    words = name.split(" ", 2)
    found = []
    for node in nodes.values():
        if node["resource_type"] != "test":
            continue
        if len(words) == 1 and node["name"] == name:
            found.append(node)
        elif len(words) > 1 and (node.get("attached_node") or "").endswith(f".{words[0]}"):
            kind = node["test_metadata"]
            if kind["name"] == words[1] and (len(words) == 2 or str(kind["kwargs"].get("expression", "")).startswith(words[2])):
                found.append(node)
    (node,) = found
    return str(node["compiled_code"])


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_holds_and_is_reported_when_it_is_broken(
    tested: tuple[Built, Nodes], connection: duckdb.DuckDBPyConnection, lock: Lock
) -> None:
    reports = [compiled(tested[1], name) for name in lock.reported_by]
    assert not any(connection.execute(sql).fetchall() for sql in reports)
    connection.execute(lock.broken_by)
    assert all(connection.execute(sql).fetchall() for sql in reports)


def test_type_lock_a_value_does_not_add_up(tested: tuple[Built, Nodes], connection: duckdb.DuckDBPyConnection) -> None:
    (node,) = (node for node in tested[1].values() if node["resource_type"] == "model" and node["name"] == "claims")
    assert node["config"]["contract"]["enforced"] and node["columns"]["value"]["data_type"].startswith("struct")
    with pytest.raises(duckdb.BinderException):
        connection.execute("select sum(value) from marts.claims")
    connection.execute("rollback; begin; create or replace table marts.claims as select * replace (value.point as value) from marts.claims")
    assert connection.execute("select sum(value) > 0 from marts.claims").fetchall() == [(True,)]


def test_window_and_stock_locks_let_only_disjoint_movements_add_up(tested: tuple[Built, Nodes]) -> None:
    rows = tested[0].query("select claim_id, is_additive from marts.displacement where claim_id like 'fled-%' or claim_id like 'stock-%'")
    assert dict(rows) == {"fled-wide": True, "fled-narrow": False, "fled-later": True, "stock-a": False, "stock-b": False}


def test_place_lock_keeps_several_places_in_one_row(tested: tuple[Built, Nodes]) -> None:
    rows = tested[0].query("select place_id, place_precision, place_names from marts.claims where claim_id = 'both-8'")
    assert rows == [("LBY", "country", ["Hama", "Homs"])]


def test_late_news_brings_no_two_firm_days_together(tested: tuple[Built, Nodes]) -> None:
    rows = tested[0].query("select claim_id, incident_id from marts.claims where claim_id like '%-217'")
    first, fresh, second = (dict(rows)[claim] for claim in ("first-217", "fresh-217", "second-217"))
    assert first != second == fresh


def test_harm_lock_keeps_killed_or_injured_apart(tested: tuple[Built, Nodes]) -> None:
    incident = "select incident_id from marts.claims where claim_id = 'mixed-40'"
    rows = tested[0].query(f"select harm, best from marts.casualties where incident_id = ({incident}) order by harm")
    assert rows == [("killed", 9), ("killed_or_injured", 40)]

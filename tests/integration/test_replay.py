"""A week of nightly builds, told what day it is: each day's numbers come back exactly, and the log alone gives the same marts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dagster_project.contracts.tables import TABLES
from tests.integration.modelled import Built, Rows, Workshop
from tests.integration.reconcile_cases import Raw, cases, country, town

pytestmark = pytest.mark.slow

MARTS = (
    *("casualties", "casualty_breakdowns", "casualty_rulebooks", "casualty_totals", "claims", "context_indicators", "displacement"),
    *("facility_impacts", "incidents", "responsibility", "territorial_control", "weapon_uses"),
)
DAYS = tuple(datetime.date(2024, 5, day) for day in range(6, 13))
QUETTA = {"day": "2024-05-05", **town("Quetta", "PAK", "Balochistan")}
GAO = {"day": "2024-05-04", **town("Gao", "MLI", "Gao")}
GARISSA = {"day": "2024-05-05", **town("Garissa", "KEN", "Garissa")}
ADEN = {"day": "2024-05-05", **town("Aden", "YEM", "Aden", 12.8)}


def spot(here: dict[str, object]) -> dict[str, object]:
    """The place alone."""
    return {key: value for key, value in here.items() if key != "day"}


def moment(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(2), datetime.UTC)


def began(day: datetime.date) -> str:
    """The moment as dbt is told it."""
    return moment(day).replace(tzinfo=None).isoformat(" ")


def day_of(number: int) -> Raw:
    """What the run of one day adds to the log."""
    raw = Raw()
    raw.begin(f"run-{number}", moment(DAYS[number]))
    if number == 0:
        cases(raw)
        raw.article("ties", "2024-05-06", "Outlet F")
        for cause in ("disaster", "accident"):  # as often told as the other
            raw.claim(f"tie-{cause}", 5, cause=cause, day="2024-05-02", **country("LBY"))
        raw.article("toll", "2024-05-06", "Outlet A")
        raw.claim("toll", 14, source="police", **QUETTA)
        raw.article("doubtful", "2024-05-06", "Outlet B")
        raw.claim("doubtful", 6, **GAO)
        raw.article("plain", "2024-05-06", "Outlet C")
        raw.claim("plain", 12, **GARISSA)
        raw.article("misread", "2024-05-06", "Outlet G")
        raw.claim("misread", 70, **ADEN)
        raw.claim("misread-imagined", 9, "injured", **ADEN)
        raw.accusation("misread-accused", "houthis", event_start="2024-05-05", event_end="2024-05-05", **spot(ADEN))
        raw.claim("fled", 3000, "new_displacement", kind="displacement", scope="period", **GARISSA)
    elif number == 1:  # the publisher corrected the article
        raw.article("toll", "2024-05-06", "Outlet A", version="2")
        raw.claim("toll", 16, source="police", **QUETTA)
    elif number == 2:  # an article is gone, and a total is stated
        raw.article("doubtful", "2024-05-06", "Outlet B", withdrawn_at=moment(DAYS[2]))
        raw.article("total", "2024-05-08", "Outlet D")
        window = {"scope": "period", "event_start": "2024-05-01", "event_end": "2024-05-08"}
        raw.claim("total", 90, quantifier="more_than", **window, **country("KEN"))
    elif number == 4:  # a better extractor reads one article anew: another number, a claim less, a claim more, no accusation
        raw.begin("run-4", moment(DAYS[4]), extractor_version="better")
        raw.article("misread", "2024-05-06", "Outlet G")
        raw.claim("misread", 7, **ADEN)
        children = {"population": ["child"], "age": "child", "parent_claim_id": "misread", "relation_cue": "subset"}
        raw.claim("misread-children", 2, gap=300, **children, **ADEN)
    elif number == 5:  # hospitals and people displaced are told of, and the old toll is contradicted
        raw.article("more", "2024-05-10", "Outlet H")
        raw.claim("more-killed", 40, source="hospital", **ADEN)
        raw.claim("more-clinics", 3, "damaged", kind="facility", facility_type="clinic", population=[], **ADEN)
        raw.claim("more-fled", 3000, "displaced_stock", kind="displacement", scope="stock", as_of_date="2024-05-10", **spot(GARISSA))
    elif number == 6:  # the correction is taken back
        raw.correction("fix", "plain", "21", "value", on="2024-05-09", withdrawn_at=moment(DAYS[6]))
    else:  # somebody corrects a reading, and another outlet tells the same
        raw.correction("fix", "plain", "21", "value", on="2024-05-09")
        raw.article("other", "2024-05-08", "Outlet E")
        raw.claim("other", 16, source="hospital", **QUETTA)
    return raw


@dataclass(frozen=True)
class Replay:
    """The database after a week of builds, and what each of them published; what the data tests of its history said; the same with a
    history that was written by a clock set back; and one built from the log alone."""

    last: Built
    published: list[dict[str, Rows]]
    tested: set[str]
    set_back: Built
    rebuilt: Built


@pytest.fixture(scope="module")
def replay(workshop: Workshop) -> Replay:
    published = []
    for number, day in enumerate(DAYS):
        day_of(number).write(workshop.folder / "raw")
        if number:
            workshop.publish()
            workshop.increment("--select", "+path:models/marts", "+path:models/history", HARMLEDGER_BUILD_BEGAN=began(day))
        else:
            workshop.build("+path:models/marts", "+path:models/history", HARMLEDGER_BUILD_BEGAN=began(day))
        published.append({mart: workshop.built.query(f"select * from marts.{mart} order by all") for mart in MARTS})
    last = workshop.keep("last")
    tested = workshop.test("path:models/history", "path:data-tests/history")
    workshop.rebuild("path:models/history", HARMLEDGER_BUILD_BEGAN="2020-01-01 00:00:00")
    set_back = workshop.keep("set_back")
    _write_backwards(workshop.folder / "raw")
    workshop.published.unlink()
    workshop.rebuild("+path:models/marts")
    return Replay(last, published, tested, set_back, workshop.keep("rebuilt"))


def _write_backwards(raw: Path) -> None:
    """The log as one file a table, its rows in another order."""
    for name in TABLES:
        files = sorted((raw / name).glob("*.parquet"))
        rows = pa.concat_tables(pq.read_table(path) for path in files)
        for path in files:
            path.unlink()
        backwards = pa.array(range(rows.num_rows - 1, -1, -1), pa.int64())
        pq.write_table(rows.take(backwards), raw / name / "all.parquet")


def test_each_day_published_what_was_known_then(replay: Replay) -> None:
    told = ("toll", "doubtful", "plain", "other", "misread", "more-killed")
    columns = [name for name, *_ in replay.last.query("select column_name from (describe marts.casualties)")]
    best, claim_ids = columns.index("best"), columns.index("claim_ids")
    found = [{claim: row[best] for row in day["casualties"] for claim in row[claim_ids] if claim in told} for day in replay.published]
    assert found == [
        {"toll": 14, "doubtful": 6, "plain": 12, "misread": 70},
        {"toll": 16, "doubtful": 6, "plain": 12, "misread": 70},
        {"toll": 16, "plain": 12, "misread": 70},
        {"toll": 16, "plain": 21, "other": 16, "misread": 70},
        {"toll": 16, "plain": 21, "other": 16, "misread": 7},
        {"toll": 16, "plain": 21, "other": 16, "misread": 7, "more-killed": 40},
        {"toll": 16, "plain": 12, "other": 16, "misread": 7, "more-killed": 40},
    ]


def test_better_extractor_closes_the_rows_of_the_one_before(replay: Replay) -> None:
    columns = "claim_id, value.point, known_from, known_to"
    stretches = replay.last.query(f"select {columns} from history.claims where claim_id like 'misread%' order by all")
    first, better = (moment(DAYS[number]).replace(tzinfo=None) for number in (0, 4))
    assert ("misread", 70, first, better) in stretches
    assert ("misread-imagined", 9, first, better) in stretches
    assert [row[3] for row in stretches if row[0] == "misread-children"] == [None]
    accused = "select known_from, known_to from history.responsibility where statement_id = 'misread-accused'"
    assert replay.last.query(accused) == [(first, better)]


@pytest.mark.parametrize("mart", ["articles", "corrections", "places"])
def test_mart_without_history_says_so(replay: Replay, mart: str) -> None:
    with pytest.raises(duckdb.Error, match=f"no history is kept of {mart}"):
        replay.last.query(f"select * from history.as_known_at('{mart}', current_date)")


@pytest.mark.parametrize("number", range(len(DAYS)))
@pytest.mark.parametrize("mart", MARTS)
def test_numbers_of_a_past_day_come_back_exactly(replay: Replay, number: int, mart: str) -> None:
    found = replay.last.query(f"select * from history.as_known_at('{mart}', date '{DAYS[number]}') order by all")
    assert found == replay.published[number][mart]


def test_nothing_is_known_before_the_first_build(replay: Replay) -> None:
    assert replay.last.query(f"select count(*) from history.as_known_at('claims', date '{DAYS[0]}' - 1)") == [(0,)]


def test_a_row_is_known_until_the_build_that_changed_it_and_not_at_that_moment(replay: Replay) -> None:
    rows = replay.last.query("select value.point, known_from, known_to from history.claims where claim_id = 'toll' order by known_from")
    monday, tuesday = (moment(day).replace(tzinfo=None) for day in DAYS[:2])
    assert rows[:2] == [(14, monday, tuesday), (16, tuesday, rows[1][2])]
    assert all(row[2] == following[1] for row, following in pairwise(rows))


def test_history_meets_its_invariants(replay: Replay) -> None:
    assert replay.tested == {"pass"}


def test_clock_that_is_set_back_does_not_turn_history_round(replay: Replay) -> None:
    assert not replay.set_back.query("select 1 from history.claims where known_to <= known_from")
    (latest,) = replay.set_back.query("select max(known_from) from history.claims")
    assert latest[0] > moment(DAYS[2]).replace(tzinfo=None)


def test_rebuild_from_the_log_gives_the_same_marts_row_for_row(replay: Replay) -> None:
    with duckdb.connect() as both:
        both.execute(f"attach '{replay.last.database}' as one (read_only)")
        both.execute(f"attach '{replay.rebuilt.database}' as other (read_only)")
        marts = both.execute("select table_name from duckdb_tables() where database_name = 'one' and schema_name = 'marts'").fetchall()
        assert len(marts) > 20
        for (mart,) in marts:
            for a, b in (("one", "other"), ("other", "one")):
                only = both.execute(f"select * from {a}.marts.{mart} except all select * from {b}.marts.{mart}").fetchall()
                assert not only, (mart, a)

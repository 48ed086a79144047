"""A build that does only what is new gives the rows of a full build: in marts, history and evidence, after every kind of change."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import duckdb
import pytest

from tests.integration.incident_cases import add_incidents
from tests.integration.modelled import FIGURES, Built, Workshop
from tests.integration.reconcile_cases import Raw, cases, country, town

pytestmark = pytest.mark.slow

FIRST = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
BUILT = ("--select", FIGURES, "claims_flat", "articles", "+path:models/evidence", "+path:models/history")
TABLES = """select schema_name, table_name from duckdb_tables()
    where database_name = 'one' and schema_name in ('marts', 'evidence', 'history') order by all"""
BOMB = {"weapons": ["car_bomb"]}
TANA, JUBA, ADEN = (town("Tana", "KEN", "Tana"), town("Juba", "SSD", "Juba"), town("Aden", "YEM", "Aden"))
MAY = {"scope": "period", "event_start": "2024-05-01", "event_end": "2024-05-31"}


def base(raw: Raw) -> None:
    """The cases, two tellings that no third brings together yet, figures of windows, and a day of its own."""
    cases(raw)
    add_incidents(raw)
    for name, published, place in (("one", "2024-05-07", TANA), ("two", "2024-05-08", country("KEN"))):
        raw.article(name, published, name)
        raw.claim(name, 37, day="2024-05-05" if name == "one" else None, source="police", **place)
        raw.claim(f"{name}-hurt", 61 if name == "one" else 84, "injured", day="2024-05-05" if name == "one" else None, **place)
    raw.article("alone", "2024-05-10", "Outlet A")
    raw.claim("alone", 8, day="2024-05-09", **JUBA)
    raw.article("total", "2024-06-02", "Outlet B")
    raw.claim("total", 90, quantifier="more_than", source="united_nations", **MAY, **country("KEN"))
    raw.claim("fled", 3_000, "new_displacement", kind="displacement", **MAY, **country("KEN"))
    raw.claim("people", 50_000, "inhabitants", kind="population", scope="stock", as_of_date="2024-05-31", **country("KEN"))
    raw.article("aden", "2024-05-21", "Outlet A")
    raw.claim("aden", 12, day="2024-05-20", source="police", **ADEN, **BOMB)
    raw.article("aden-copy", "2024-05-22", "Outlet C", copy_of="aden")
    raw.claim("aden-copied", 12, day="2024-05-20", source="police", **ADEN, **BOMB)


def more(raw: Raw) -> None:
    """More of an old incident, an article that ties two together, a later total and figure of a known window, a new day."""
    raw.article("bridge", "2024-05-09", "Outlet D")
    raw.claim("bridge", 37, day="2024-05-05", source="hospital", **TANA)
    raw.claim("bridge-hurt", 84, "injured", day="2024-05-05", source="hospital", **TANA)
    raw.article("again", "2024-05-25", "Outlet D")
    raw.claim("again", 14, day="2024-05-20", source="police", relation_cue="update_to", **ADEN, **BOMB)
    raw.article("later-total", "2024-06-03", "Outlet E")
    raw.claim("later-total", 95, source="united_nations", **MAY, **country("KEN"))
    raw.claim("fled-more", 3_500, "new_displacement", kind="displacement", source="united_nations", **MAY, **country("KEN"))
    raw.claim("people-too", 51_000, "inhabitants", kind="population", scope="stock", as_of_date="2024-05-31", **country("KEN"))
    raw.article("fresh", "2024-06-12", "Outlet E")
    raw.claim("fresh", 21, day="2024-06-11", **town("Gao", "MLI", "Gao"))


def gone(raw: Raw) -> None:
    """What tied two incidents together is withdrawn, a day is emptied, the original of a copy goes."""
    for name, published in (("bridge", "2024-05-09"), ("alone", "2024-05-10"), ("aden", "2024-05-21")):
        raw.article(name, published, withdrawn_at=FIRST + datetime.timedelta(2))


def corrected(raw: Raw) -> None:
    """The publisher changes an article; people fix a claim, reject one, merge two incidents and split one."""
    raw.article("one", "2024-05-07", "one", version="2")
    raw.claim("one", 40, day="2024-05-06", source="police", **TANA)
    raw.correction("fix", "fresh", "23", "value")
    raw.correction("reject", "later-total")
    raw.correction("merge", incident("sohr-87"), incident("fresh"))
    raw.correction("split", incident("gas-87"), "gas-80")


def uncorrected(raw: Raw) -> None:
    """Corrections are taken back."""
    raw.correction("fix", "fresh", "23", "value", withdrawn_at=FIRST + datetime.timedelta(4))
    raw.correction("reject", "later-total", withdrawn_at=FIRST + datetime.timedelta(4))
    raw.correction("merge", incident("sohr-87"), incident("fresh"), withdrawn_at=FIRST + datetime.timedelta(4))


def nothing(raw: Raw) -> None:
    """A night without news."""


def incident(claim_id: str) -> str:
    with duckdb.connect() as connection:
        return str(connection.execute("select 'inc_' || substr(md5(?), 1, 16)", [claim_id]).fetchall()[0][0])


STEPS: tuple[Callable[[Raw], None], ...] = (more, gone, corrected, uncorrected, nothing)
Pair = tuple[Built, Built]


@pytest.fixture(scope="module")
def steps(workshop: Workshop) -> dict[str, Pair]:
    """After each step: the increment, and a full build of the same log."""
    built = {}
    for number, step in enumerate((base, *STEPS)):
        raw = Raw()
        raw.begin(f"run-{number}", FIRST + datetime.timedelta(number))
        step(raw)
        raw.write(workshop.folder / "raw")
        began = (FIRST + datetime.timedelta(number)).replace(tzinfo=None).isoformat(" ")
        if not number:
            workshop.build(*BUILT[1:], HARMLEDGER_BUILD_BEGAN=began)
            continue
        workshop.publish()
        workshop.increment(*BUILT, HARMLEDGER_BUILD_BEGAN=began)
        increment = workshop.keep(f"{step.__name__}-increment")
        workshop.rebuild(*BUILT[1:], HARMLEDGER_BUILD_BEGAN=began)
        built[step.__name__] = (increment, workshop.keep(f"{step.__name__}-full"))
        workshop.restore(increment)
    return built


@pytest.fixture
def both(request: pytest.FixtureRequest, steps: dict[str, Pair]) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for name, built in zip(("one", "other"), steps[request.param], strict=True):
            connection.execute(f"attach '{built.database}' as {name} (read_only)")
        yield connection


@pytest.mark.parametrize("both", [step.__name__ for step in STEPS], indirect=True)
def test_increment_gives_every_row_of_a_full_build_and_no_other(both: duckdb.DuckDBPyConnection) -> None:
    tables = both.execute(TABLES).fetchall()
    assert len(tables) > 15
    for schema, table in tables:
        for a, b in (("one", "other"), ("other", "one")):
            only = both.execute(f"select * from {a}.{schema}.{table} except all select * from {b}.{schema}.{table}").fetchall()
            assert not only, (schema, table, a)


def incidents_of(built: Built, *claims: str) -> list[str | None]:
    found = dict(built.query("select claim_id, incident_id from marts.claims"))
    return [found.get(claim) for claim in claims]


def test_steps_change_what_they_are_meant_to_change(steps: dict[str, Pair]) -> None:
    later = {name: pair[0] for name, pair in steps.items()}
    assert len(set(incidents_of(later["more"], "one", "bridge"))) == 1
    assert incidents_of(later["gone"], "bridge", "alone", "aden") == [None, None, None]
    one, other = incidents_of(later["corrected"], "sohr-87", "fresh")
    assert one == other
    assert len(set(incidents_of(later["corrected"], "gas-87", "gas-80"))) == 2
    assert len(set(incidents_of(later["uncorrected"], "sohr-87", "fresh"))) == 2


def test_night_without_news_touches_what_corrections_name_and_no_more(steps: dict[str, Pair]) -> None:
    ((touched, articles),) = steps["nothing"][0].query(
        "select (select count(*) from intermediate.int_touched where key = 'article_id'), (select count(*) from marts.claims)"
    )
    assert 0 < touched < articles / 4

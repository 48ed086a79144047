"""What corrections made by hand do to claims, incidents and figures, over articles that were read twice."""

from __future__ import annotations

import datetime
import io
from hashlib import md5

import pytest

from dagster_project.commands import explain
from tests.integration.modelled import FIGURES, INVARIANTS, Built, Workshop
from tests.integration.reconcile_cases import INGESTED, Raw, country, town

pytestmark = pytest.mark.slow


def name(claim_id: str) -> str:
    """The incident id that a claim gives."""
    return "inc_" + md5(claim_id.encode()).hexdigest()[:16]


def corrected() -> Raw:
    """Every correction in a country or town of its own."""
    raw = Raw()
    here = {"day": "2020-01-01", **town("Quetta", "PAK", "Balochistan")}
    raw.article("wrong", "2020-01-02", "Outlet A")
    raw.claim("a-wrong", 14, source="police", **here)
    raw.article("right", "2020-01-02", "Outlet B")
    raw.claim("b-right", 12, source="hospital", **here)
    raw.correction("reject", "a-wrong")
    raw.accusation("blames-wrongly", "rebels")
    raw.accusation("blames-rightly", "militants")
    raw.correction("reject", "blames-wrongly")
    raw.correction("fix", "blames-rightly", "2020-01-01", "date")

    raw.article("alone", "2020-05-02")
    raw.claim("alone-3", 3, day="2020-05-01", **town("Kano", "NGA", "Kano"))
    raw.correction("reject", "alone-3")

    raw.article("typo", "2020-02-02")
    civilians = {"population": ["civilian"], "status": "civilian"}
    raw.claim("typo-16", 16, quantifier="at_least", day="2020-02-01", **civilians, **town("Kano", "NGA", "Kano"))
    raw.correction("fix", "typo-16", "19", "value", on="2026-01-01")
    raw.correction("fix", "typo-16", "61", "value")
    raw.correction("fix", "typo-16", "2020-02-03/2020-02-04", "date")
    raw.correction("fix", "typo-16", "state_forces", "population")
    raw.correction("fix", "typo-16", "X-1", "place_id")
    raw.correction("fix", "typo-16", "fled", "measure")

    raw.article("monday", "2021-03-02")
    raw.claim("monday-5", 5, day="2021-03-01", **town("Gao", "MLI", "Gao"))
    raw.article("friday", "2021-03-06")
    raw.claim("friday-9", 9, day="2021-03-05", source="police", **town("Gao", "MLI", "Gao"))
    raw.correction("merge", name("friday-9"), name("monday-5"))

    here = {"day": "2018-03-01", **town("Douma", admin1="Rif Dimashq", latitude=33.57)}
    raw.article("two-raids-a", "2018-03-02", "Outlet A")
    raw.claim("raid-20", 20, **here)
    raw.claim("raid-child", 3, population=["child"], age="child", parent_claim_id="raid-20", relation_cue="subset", **here)
    raw.article("two-raids-b", "2018-03-02", "Outlet B")
    raw.claim("raid-23", 23, source="sohr", **here)
    raw.correction("split", name("raid-20"), "raid-20")

    raw.article("unknown", "2022-02-10", "Valley Post")
    here = {"place_text": "Kariat", "place_name": "Kariat", "country": "IRQ", "place_precision": "unresolved"}
    raw.claim("alias-6", 6, day="2022-02-09", source_text="the valley office", actors=["IS men", "others"], **here)
    for register, id_, alias in (("source", "sohr", "The Valley Office"), ("actor", "islamic_state", "IS men"), ("place", "X-1", "Kariat")):
        raw.correction(f"{register}_alias", id_, alias)
    raw.correction("source_alias", "nobody", "Somebody")
    raw.correction("reject", "no-such-claim")
    raw.correction("merge", name("monday-5"), name("no-such-claim"))

    raw.article("kept", "2023-02-10")
    raw.claim("kept-7", 7, day="2023-02-09", **country("KEN"))
    raw.correction("reject", "kept-7", withdrawn_at=INGESTED)

    raw.reread("run-2", INGESTED + datetime.timedelta(days=1))
    return raw


@pytest.fixture(scope="module")
def warehouse(workshop: Workshop) -> Built:
    corrected().write(workshop.folder / "raw")
    workshop.write_gazetteer()
    workshop.build(FIGURES, "+path:models/evidence", "+path:models/marts/statements", "+articles")
    return workshop.built


def killed(warehouse: Built, claim_id: str) -> list[tuple[object, ...]]:
    incident = "select incident_id from marts.claims where claim_id = ?"
    sql = f"select incident_id, side, best from marts.casualties where incident_id = ({incident}) and harm = 'killed'"
    return warehouse.query(sql, claim_id)


def test_rejected_claim_stays_in_the_ledger_with_its_reason_and_counts_nothing(warehouse: Built) -> None:
    sql = "select disposition, ledger_role, role_reason, incident_id, correction_ids from marts.claims where claim_id = 'a-wrong'"
    assert warehouse.query(sql) == [("rejected", "rejected", "rejected by hand: checked", None, ["cor_2"])]
    assert [best for *_, best in killed(warehouse, "b-right")] == [12]
    assert not warehouse.query("select 1 from marts.casualties where list_contains(claim_ids, 'a-wrong')")
    assert warehouse.query("select incident_id from marts.corrections where target_id = 'a-wrong'") == [(name("a-wrong"),)]


def test_rejected_statement_leaves_its_table_and_its_words_stay_with_the_correction(warehouse: Built) -> None:
    assert warehouse.query("select statement_id from marts.responsibility") == [("blames-rightly",)]
    told = "select target_id, action, old_value, state from marts.corrections where target_id like 'blames%' order by line"
    assert warehouse.query(told) == [
        ("blames-wrongly", "reject", "blamed rebels", "applied"),
        ("blames-rightly", "fix", "blamed militants", "other_kind"),
    ]


def test_incident_keeps_its_id_when_the_claim_that_named_it_is_rejected(warehouse: Built) -> None:
    assert {incident for incident, *_ in killed(warehouse, "b-right")} == {name("a-wrong")}
    assert warehouse.query("select incident_id from marts.incident_aliases where alias_id = ?", name("b-right")) == [(name("a-wrong"),)]
    assert warehouse.query("select n_claims, n_articles from marts.incidents where incident_id = ?", name("a-wrong")) == [(1, 1)]


def test_fixed_claim_has_the_new_value_and_the_old_one_is_told(warehouse: Built) -> None:
    columns = "value.low, value.point, value.high, value_text, quantifier, population"
    columns += ", event_from::varchar, event_until::varchar, place_id, country"
    rows = warehouse.query(f"select {columns} from marts.claims where claim_id = 'typo-16'")
    assert rows == [(61, 61, 61, "61", "exact", "state_forces", "2020-02-03", "2020-02-04", "X-1", "SYR")]
    assert [(side, best) for _, side, best in killed(warehouse, "typo-16")] == [("state_forces", 61)]
    told = "select field, old_value, new_value, state from marts.corrections where target_id = 'typo-16'"
    assert warehouse.query(f"{told} and field in ('value', 'measure') order by line") == [
        ("value", "≥ 16", "19", "superseded"),
        ("value", "≥ 16", "61", "applied"),
        ("measure", "killed", "fled", "other_kind"),
    ]


def test_merged_incidents_are_one_and_both_ids_lead_to_it(warehouse: Built) -> None:
    assert killed(warehouse, "monday-5") == killed(warehouse, "friday-9")
    names = "select incident_id, incident_id as name from marts.incidents"
    names += " union all select incident_id, alias_id from marts.incident_aliases"
    ids = f"select incident_id from ({names}) where name = ?"
    assert len(warehouse.query(ids, name("monday-5"))) == 1
    assert warehouse.query(ids, name("monday-5")) == warehouse.query(ids, name("friday-9"))


def test_split_claim_and_its_parts_are_an_incident_of_their_own(warehouse: Built) -> None:
    assert [best for *_, best in killed(warehouse, "raid-20")] == [20]
    assert [best for *_, best in killed(warehouse, "raid-23")] == [23]
    assert killed(warehouse, "raid-child") == killed(warehouse, "raid-20")


def test_aliases_make_known_whom_and_what_the_words_mean(warehouse: Built) -> None:
    columns = "source_id, source_name, actors, place_id, place_name, country, len(correction_ids)"
    rows = warehouse.query(f"select {columns} from marts.claims where claim_id = 'alias-6'")
    assert rows == [("sohr", "Syrian Observatory for Human Rights", ["islamic_state", "others"], "X-1", "Qaryat", "SYR", 3)]


def test_what_cannot_be_applied_says_why_and_what_was_withdrawn_is_gone(warehouse: Built) -> None:
    rows = warehouse.query("select action, state from marts.corrections where state like 'no_%' order by line")
    assert rows == [("source_alias", "no_such_id"), ("reject", "no_such_claim"), ("merge", "no_such_incident")]
    assert [best for *_, best in killed(warehouse, "kept-7")] == [7]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("a-wrong", "corrected by hand: rejected · Ann, 2026-01-02: checked (test.csv:2)"),
        ("typo-16", "value: ≥ 16 → 61 · Ann"),
        (name("friday-9"), f"{name('friday-9')} merged with {name('monday-5')} · Ann"),
        (name("a-wrong"), "rejected · Ann"),
        (name("raid-20"), f"raid-20 split off from {name('raid-20')} · Ann"),
        # The incident went with its only claim; its id still leads to the words.
        (name("alone-3"), "This claim belongs to no incident."),
        ("alias-6", "The Valley Office means sohr · Ann"),
    ],
)
def test_explain_says_who_corrected_what_when_and_why(warehouse: Built, asked: str, told: str) -> None:
    out = io.StringIO()
    explain.run(warehouse.database, asked, out)
    assert told in " ".join(out.getvalue().split())


def test_every_invariant_holds_over_corrected_figures(warehouse: Built, workshop: Workshop) -> None:
    assert workshop.test(*INVARIANTS) == {"pass"}

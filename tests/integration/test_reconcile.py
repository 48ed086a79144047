"""What the warehouse makes of contradicting, rising, partial and recalled figures: real dbt over small raw tables.

All cases stand in one file, since one warehouse is built for all of them.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.integration.figure_cases import add_figures
from tests.integration.incident_cases import add_incidents
from tests.integration.modelled import FIGURES, INVARIANTS, Rows, Workshop
from tests.integration.reconcile_cases import cases

Query = Callable[..., Rows]
Figures = Callable[..., Rows]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def warehouse(workshop: Workshop) -> Workshop:
    """The warehouse built from the cases."""
    raw = cases()
    add_incidents(raw)
    add_figures(raw)
    raw.write(workshop.folder / "raw")
    workshop.build(FIGURES, "dim_sources")
    return workshop


@pytest.fixture
def query(warehouse: Workshop) -> Query:
    """``query(sql, *parameters)``: the rows."""
    return warehouse.built.query


@pytest.fixture
def figures(query: Query) -> Figures:
    """``figures(claim_id, columns)``: the killed rows of the incident that the claim is linked to."""

    def rows(claim_id: str, columns: str = "side, low, best, high", harm: str = "killed") -> Rows:
        incident = "select incident_id from marts.claims where claim_id = ?"
        sql = f"select {columns} from marts.casualties where incident_id = ({incident}) and harm = ? order by side, affiliation"
        return query(sql, claim_id, harm)

    return rows


@pytest.fixture
def together(query: Query) -> Callable[..., int]:
    """``together(claim_id, …)``: in how many incidents the claims are."""

    def count(*claims: str) -> int:
        rows = query("select distinct coalesce(incident_id, claim_id) from marts.claims where list_contains(?, claim_id)", list(claims))
        return len(rows)

    return count


def test_bounds_that_meet_are_no_conflict(figures: Figures) -> None:
    columns = "low, best, high, is_open, has_conflict, n_independent, pivot_source"
    assert figures("sohr-87", columns) == [(83, 87, 87, False, False, 2, "sohr")]


def test_children_among_the_dead_are_a_breakdown_and_never_added(query: Query) -> None:
    rows = query("select population, best, source_id from marts.casualty_breakdowns where list_contains(claim_ids, 'sohr-30')")
    assert rows == [("child", 30, "sohr")]


def test_a_recalled_attack_joins_the_old_incident(query: Query) -> None:
    assert query("select count(distinct incident_id) from marts.claims where claim_id in ('sohr-87', 'recall-80')") == [(1,)]
    assert query("select ledger_role from marts.claims where claim_id = 'recall-80'") == [("triangulation",)]


def test_two_sides_make_a_total_of_their_own(figures: Figures) -> None:
    assert figures("soldiers-14") == [("combatant", 20, 20, 20), ("state_forces", 14, 14, 14)]


def test_a_risen_toll_replaces_the_earlier_one(figures: Figures, query: Query) -> None:
    assert figures("toll-16") == [("unknown", 16, 16, 16)]
    roles = query("select claim_id, ledger_role from marts.claims where claim_id like 'toll-%' order by 1")
    assert roles == [("toll-14", "superseded"), ("toll-16", "recommended")]
    updates = "select claim_id, other_claim_id from marts.claim_relations where relation = 'updates' and claim_id like 'toll-%'"
    assert query(updates) == [("toll-16", "toll-14")]


def test_an_increment_without_a_total_stands_by_itself(figures: Figures) -> None:
    assert figures("wounded-9", "best", "injured") == [(9,)]


def test_parties_that_contradict_each_other_leave_a_contested_range(figures: Figures) -> None:
    assert figures("army-60", "affiliation, low, best, high, has_conflict") == [("islamic_state", 9, 9, 60, True)]


def test_known_sides_leave_a_residual_of_a_known_total(figures: Figures) -> None:
    assert figures("residual-45", "side, best, is_residual") == [("civilian", 10, False), ("unknown", 35, True)]


def test_days_that_differ_in_one_article_are_different_incidents(figures: Figures) -> None:
    assert figures("residual-20", "side, best") == [("civilian", 20)]


def test_affiliations_of_one_side_are_rows_of_their_own(figures: Figures) -> None:
    assert figures("indian-1", "affiliation, best, has_conflict") == [("india", 1, False), ("pakistan", 4, False)]


def test_vague_and_feared_figures_make_up_no_number(figures: Figures) -> None:
    assert figures("vague-dozens", "low, best, high, basis") == [(24, None, 99, "vague")]


def test_two_outlets_on_one_town_and_day_are_one_incident(query: Query) -> None:
    claims = "('ghouta-20', 'ghouta-23', 'hama-7')"
    rows = query(f"select incident_id, count(*) from marts.claims where claim_id in {claims} group by 1 order by 2")
    assert [n for _, n in rows] == [1, 2]


def test_a_trimmed_copy_is_no_second_source(figures: Figures, query: Query) -> None:
    assert figures("wire-12", "low, best, is_open, n_independent") == [(12, 12, True, 1)]
    assert query("select ledger_role, is_canonical from marts.claims where claim_id = 'copy-12'") == [("duplicate", False)]


def test_undated_news_takes_the_day_of_publication_and_says_so(query: Query) -> None:
    incident = "select incident_id from marts.claims where claim_id = 'undated-6'"
    rows = query(f"select date_precision, event_end::varchar from marts.incidents where incident_id = ({incident})")
    assert rows == [("inferred", "2022-02-10")]


@pytest.mark.parametrize(("claim_id", "disposition"), [("compared-30", "unlinked"), ("denied-4", "rejected"), ("period-950", "unlinked")])
def test_what_is_no_news_of_an_incident_stays_out_with_a_reason(query: Query, claim_id: str, disposition: str) -> None:
    rows = query("select disposition, incident_id, length(role_reason) > 0 from marts.claims where claim_id = ?", claim_id)
    assert rows == [(disposition, None, True)]


def test_a_period_total_shows_what_the_incidents_cover(query: Query) -> None:
    rows = query("select captured_best, round(coverage_ratio, 4) from marts.casualty_totals where list_contains(claim_ids, 'period-950')")
    assert rows == [(6, 0.0063)]


def test_a_storm_told_with_several_days_and_places_is_one_incident(together: Callable[..., int], query: Query) -> None:
    assert together("storm-feared", "storm-942", "storm-echo", "storm-2275", "storm-6300") == 1
    incident = "select incident_id from marts.claims where claim_id = 'storm-942'"
    assert query(f"select event_start::varchar, place_name, hazard from marts.incidents where incident_id = ({incident})") == [
        ("2013-11-08", "Tacloban", "tropical_cyclone")
    ]


def test_a_feared_figure_that_others_repeat_is_no_count(figures: Figures, query: Query) -> None:
    assert figures("storm-echo", "best, high, has_conflict") == [(6_300, 6_300, False)]
    reasons = query("select ledger_role, role_reason from marts.claims where claim_id = 'storm-echo'")
    assert reasons == [("triangulation", "repeats a feared figure that others do not count")]


def test_an_earthquake_is_one_incident_on_both_sides_of_a_border_but_not_everywhere(together: Callable[..., int]) -> None:
    assert together("quake-turkey", "quake-syria") == 1
    assert together("quake-turkey", "quake-iran") == 2


def test_what_an_earthquake_set_off_is_a_part_of_it(together: Callable[..., int], figures: Figures) -> None:
    assert together("nepal-3218", "nepal-17") == 1
    assert figures("nepal-17", "low, best, has_conflict") == [(3_218, 3_218, False)]


@pytest.mark.parametrize(
    ("one", "other"), [("flood-30", "flood-31"), ("kabul-14", "kabul-20"), ("night-39", "night-21"), ("twin-Taiz", "twin-Marib")]
)
def test_events_of_different_places_days_or_nights_stay_two(together: Callable[..., int], one: str, other: str) -> None:
    assert together(one, other) == 2


def test_a_toll_told_with_the_day_of_telling_joins_its_incident(together: Callable[..., int], figures: Figures, query: Query) -> None:
    assert together("port-137", "port-154", "port-injured-again") == 1
    assert figures("port-154", "low, best, high, has_conflict") == [(154, 154, 154, False)]
    incident = "select incident_id from marts.claims where claim_id = 'port-154'"
    assert query(f"select event_start::varchar from marts.incidents where incident_id = ({incident})") == [("2020-08-04",)]


def test_an_old_attack_recalled_without_its_date_is_known_by_its_weapon_and_toll(together: Callable[..., int]) -> None:
    assert together("gas-87", "gas-80") == 1


@pytest.mark.parametrize("claim_id", ["war-month", "war-years", "war-undated"])
def test_what_tells_neither_where_nor_when_founds_no_incident(query: Query, claim_id: str) -> None:
    rows = query("select disposition, role_reason from marts.claims where claim_id = ?", claim_id)
    assert rows == [("unlinked", "neither where nor when is told exactly enough for an incident, and none fits")]


def test_an_authority_that_lowers_its_toll_is_believed(figures: Figures) -> None:
    assert figures("wreck-78", "low, best, high, has_conflict") == [(78, 78, 78, False)]


def test_an_early_toll_is_replaced_by_a_later_one_of_somebody_else(figures: Figures, query: Query) -> None:
    assert figures("risen-5", "low, best, high, has_conflict") == [(5, 5, 5, False)]
    rows = query("select ledger_role, role_reason from marts.claims where claim_id = 'early-4'")
    assert rows == [("superseded", "a later toll replaced it")]
    assert query("select relation from marts.claim_relations where claim_id = 'risen-5' and other_claim_id = 'early-4'") == [("updates",)]


def test_a_contradiction_a_year_later_stays_one(figures: Figures) -> None:
    assert figures("square-817", "low, best, high, has_conflict") == [(288, 817, 817, True)]


def test_bodies_found_on_the_way_to_a_sum_are_in_it(figures: Figures) -> None:
    assert figures("found-20", "best") == [(20,)]


def test_the_toll_of_an_accident_goes_on_rising_for_days(together: Callable[..., int], figures: Figures) -> None:
    assert together("bridge-20", "bridge-24") == 1
    assert figures("bridge-24", "best, has_conflict") == [(24, False)]


def test_a_feared_figure_alone_makes_up_no_number(figures: Figures) -> None:
    assert figures("feared-only", "low, best, high, basis") == [(None, None, None, "vague")]


def test_one_movement_told_by_two_outlets_is_added_once(query: Query) -> None:
    rows = query("select claim_id, persons_low, persons_best, is_additive from marts.displacement where claim_id like 'fled-%' order by 1")
    assert rows == [("fled-a", 400_001, 400_001, True), ("fled-b", 400_001, 400_001, False), ("fled-later", 8_100, 8_100, True)]


@pytest.mark.parametrize(
    ("claim_id", "harm", "total"),
    [
        ("mounting-33", "killed", (33, 34, 34, True)),
        ("guards-11", "killed", (9, 11, 11, False)),
        ("others-20", "killed", (20, 20, 20, False)),
        ("whole-17", "killed", (17, 17, 34, True)),
        ("floor-10", "detained", (33, 33, 33, True)),
    ],
)
def test_rows_incident_and_ledger_tell_one_figure(query: Query, claim_id: str, harm: str, total: tuple[int, int, int, bool]) -> None:
    incident = "(select incident_id from marts.claims where claim_id = ?)"
    rows = f"select sum(low), sum(best), sum(high), bool_or(has_conflict) from marts.casualties where incident_id = {incident} and harm = ?"
    assert query(rows, claim_id, harm) == [total]
    ledger = f"select low, best, high from marts.casualty_rulebooks where incident_id = {incident} and harm = ? and rulebook = 'ledger'"
    assert query(ledger, claim_id, harm) == [total[:3]]
    if harm == "killed":
        said = f"select killed_low, killed_best, killed_high, has_conflict from marts.incidents where incident_id = {incident}"
        assert query(said, claim_id) == [total]


def test_own_count_of_one_side_replaces_the_smaller_total(query: Query) -> None:
    rows = query("select ledger_role, role_reason from marts.claims where claim_id = 'mounting-22'")
    assert rows == [("superseded", "the same speaker counts more on one side")]


def test_others_that_complete_a_side_do_not_come_on_top_of_it(figures: Figures) -> None:
    assert figures("others-20") == [("state_forces", 20, 20, 20)]


def test_claims_of_a_part_that_raises_the_total_stand_behind_it(figures: Figures) -> None:
    assert figures("floor-10", "best, claim_ids", "detained") == [(33, ["floor-10", "floor-33"])]


def test_a_movement_told_of_several_places_or_as_a_stock_is_recommended_once(query: Query) -> None:
    told = "(claim_id like 'moved-%' or claim_id like 'living-%')"
    rows = query(f"select claim_id from marts.displacement where is_recommended and {told} order by 1")
    assert [claim for (claim,) in rows] == ["living-later", "moved-358", "moved-900", "moved-abroad", "moved-province", "moved-up-to"]
    others = "('moved-town', 'moved-unknown', 'living-358')"
    reasons = query(f"select distinct ledger_role, role_reason from marts.claims where claim_id in {others}")
    assert reasons == [("triangulation", "the same number is told of a wider window or place")]


def test_movements_inside_a_wider_one_are_not_added_to_it(query: Query) -> None:
    assert query("select claim_id from marts.displacement where is_additive and claim_id like 'moved-%'") == [("moved-900",)]


def test_figure_of_several_countries_bears_no_single_name(query: Query) -> None:
    assert query("select place_name from marts.displacement where claim_id = 'moved-abroad'") == [("Türkiye; Lebanon; Jordan",)]


@pytest.mark.parametrize(
    ("claim_id", "captured"),
    [
        ("night-352", (7, 0, True)),
        ("night-99", (None, None, True)),
        ("arrests-3000", (None, 1, True)),
        ("war-370", (299, 0, True)),
        ("war-370-august", (None, None, False)),
        ("war-headline", (None, None, False)),
        ("war-384", (299, 0, True)),
    ],
)
def test_a_total_is_compared_with_its_like_and_recommended_once(
    query: Query, claim_id: str, captured: tuple[int | None, int | None, bool]
) -> None:
    sql = "select captured_best, captured_without_number, is_recommended or parent_claim_id is not null from marts.casualty_totals"
    assert query(f"{sql} where list_contains(claim_ids, ?)", claim_id) == [captured]


def test_tolls_of_two_countries_in_one_calamity_add_up(figures: Figures, together: Callable[..., int], query: Query) -> None:
    assert together("ararat-armenia", "ararat-georgia", "ararat-georgia-too", "ararat-town", "ararat-headline") == 1
    assert figures("ararat-armenia", "low, best, high, has_conflict") == [(4_260, 4_282, 4_282, True)]
    roles = dict(query("select claim_id, ledger_role from marts.claims where claim_id like 'ararat-%'"))
    assert (roles["ararat-armenia"], roles["ararat-georgia-too"], roles["ararat-town"]) == ("recommended", "recommended", "part")
    incident = "(select incident_id from marts.claims where claim_id = 'ararat-armenia')"
    rules = query(f"select low, high from marts.casualty_rulebooks where rulebook = 'airwars_like' and incident_id = {incident}")
    assert rules == [(4_260, 4_282)]


def test_whole_told_beside_the_countries_is_no_third_country(figures: Figures) -> None:
    assert figures("pamir-both", "low, best, high, is_open, has_conflict") == [(150, 150, 150, True, False)]


def test_toll_of_an_unknown_place_is_never_added(figures: Figures) -> None:
    assert figures("andes-peru", "best, has_conflict") == [(60, True)]


@pytest.mark.parametrize(
    ("claim_id", "killed", "injured"),
    [("wounds-12", (12, 12, 12), (28, 28, 28)), ("later-10", (13, 13, 13), (17, 17, 17)), ("only-8", (1, 1, 1), (7, 7, 7))],
)
def test_wounded_who_died_count_among_the_dead_and_no_more_among_the_wounded(
    figures: Figures, query: Query, claim_id: str, killed: tuple[int, ...], injured: tuple[int, ...]
) -> None:
    assert figures(claim_id, "low, best, high") == [killed]
    assert figures(claim_id, "low, best, high", "injured") == [injured]
    story = f"{claim_id.split('-')[0]}-%"
    injured_claim = "select other_claim_id from marts.claim_relations join marts.claims on other_claim_id = claims.claim_id"
    rows = query(f"{injured_claim} where relation = 'transition' and measure = 'injured' and claim_relations.claim_id like ?", story)
    assert len(rows) == 1
    reasons = query("select ledger_role, role_reason from marts.claims where claim_id like ? and claim_id like '%died%'", story)
    assert reasons == [("part", "died of those who were told of as injured or missing")]


def test_dead_who_stand_as_a_part_of_the_wounded_without_such_words_leave_them_as_they_are(figures: Figures) -> None:
    assert figures("beside-350", "low, best, high", "injured") == [(350, 350, 350)]


def test_parties_are_marked_where_they_speak_of_losses(figures: Figures, query: Query) -> None:
    marks = query("select claim_id, party_mark from marts.claims where claim_id in ('party-own', 'party-other', 'sohr-87') order by 1")
    assert marks == [("party-other", "losses_of_others"), ("party-own", "own_losses"), ("sohr-87", None)]
    assert figures("party-own", "party_sources, rests_on_parties") == [(["taliban"], True), (["taliban"], True)]
    assert figures("sohr-87", "party_sources, rests_on_parties") == [([], False)]


@pytest.mark.parametrize(
    ("rulebook", "figure"),
    [
        ("ledger", (9, ["army-60", "group-9"])),
        ("acled_like", (9, ["army-60", "group-9"])),
    ],
)
def test_rulebooks_name_their_claims_and_their_reason(query: Query, rulebook: str, figure: tuple[int, list[str]]) -> None:
    incident = "(select incident_id from marts.claims where claim_id = 'group-9')"
    sql = f"select best, claim_ids, length(reason) > 0 from marts.casualty_rulebooks where incident_id = {incident} and rulebook = ?"
    rows = query(sql, rulebook)
    assert rows == [(*figure, True)]


def test_rulebook_of_the_lowest_figure_names_who_gave_it(query: Query) -> None:
    incident = "(select incident_id from marts.claims where claim_id = 'square-817')"
    rows = query(f"select best, claim_ids, reason from marts.casualty_rulebooks where incident_id = {incident} and rulebook = 'acled_like'")
    assert rows == [(288, ["square-288"], "the lowest figure: Ministry of Health")]


def test_families_become_persons_by_the_household_size_of_their_country(query: Query) -> None:
    rows = query("select persons_best, household_size, unit from marts.displacement where claim_id = 'families-100'")
    assert rows == [(360, 3.6, "household")]


def test_families_of_a_country_without_a_sourced_size_are_no_persons(query: Query) -> None:
    columns = "stated_number, persons_low, persons_best, household_size, unit, is_recommended"
    assert query(f"select {columns} from marts.displacement where claim_id = 'families-60'") == [(60, None, None, None, "household", True)]


def test_nationals_and_parts_among_the_dead_contradict_nobody(figures: Figures) -> None:
    assert figures("nationals-20", "low, best, high, has_conflict") == [(20, 20, 20, False)]


def test_what_several_hospitals_took_in_adds_up_and_what_lies_in_one_place_does_not(figures: Figures) -> None:
    columns = "side, low, best, is_open, has_conflict, len(claim_ids)"
    assert figures("wards-north-12", columns) == [("unknown", 17, 17, True, False, 2)]
    assert figures("alone-12", columns) == [("unknown", 40, 40, False, False, 1)]


def test_one_place_alone_is_a_part_only_where_more_than_it_is_told_of(figures: Figures) -> None:
    assert figures("square-alone-300", "best, high, has_conflict") == [(50, 300, True)]


def test_total_of_one_place_alone_is_compared_with_what_happened_there(query: Query) -> None:
    rows = query("select captured_best from marts.casualty_totals where list_contains(claim_ids, 'square-alone-year')")
    assert rows == [(50,)]


def test_track_record_of_a_source_tells_how_far_its_figures_were_revised(query: Query) -> None:
    rows = query("select n_revised, median_revision from marts.sources where source_id = 'gaza_civil_defence'")
    assert rows == [(1, 0.2)]


def test_displaced_leave_the_place_that_is_named_or_stay_there_unless_the_text_says_otherwise(query: Query) -> None:
    rows = query("select claim_id, place_role from marts.displacement where claim_id like 'roads-%' order by 1")
    assert rows == [("roads-71", "destination"), ("roads-72", "origin"), ("roads-73", "destination")]


def test_a_denial_and_a_part_are_related_to_what_they_deny_and_belong_to(query: Query) -> None:
    rows = query("select claim_id, relation from marts.claim_relations where other_claim_id = 'denying-10' order by 1")
    assert rows == [("denying-denied", "denies"), ("denying-part-4", "part_of")]


def test_figures_of_a_window_stand_beside_the_one_that_it_goes_by(query: Query) -> None:
    """Not each beside each: a total that a hundred articles repeat would be ten thousand relations."""
    pairs = "from marts.claim_relations where relation = 'same_window_overlap'"
    told = "select claim_id from intermediate.int_window_claims where not is_recommended and fuller_claim_id is null"
    assert query(f"select count(*) > 0 {pairs}") == [(True,)]
    assert query(f"select claim_id, other_claim_id {pairs} and other_claim_id in ({told})") == []
    assert query(f"select claim_id {pairs} and claim_id in ({told}) group by claim_id having count(*) > 1") == []


@pytest.mark.parametrize(("claim_id", "captured"), [("country-21", 0), ("country-31", 20), ("town-21", 0), ("town-31", 20)])
def test_a_window_holds_what_ends_in_it_and_nothing_later(query: Query, claim_id: str, captured: int) -> None:
    rows = query("select captured_best from marts.casualty_totals where list_contains(claim_ids, ?)", f"until-{claim_id}")
    assert rows == [(captured,)]


@pytest.mark.parametrize(("claim_id", "grade", "provisional"), [("sohr-87", "fair", False), ("bridge-24", "weak", True)])
def test_two_independent_voices_support_a_figure_and_one_does_not(query: Query, claim_id: str, grade: str, provisional: bool) -> None:
    incident = "(select incident_id from marts.claims where claim_id = ?)"
    assert query(f"select verification_grade from marts.incidents where incident_id = {incident}", claim_id) == [(grade,)]
    ibc = "select is_provisional from marts.casualty_rulebooks where rulebook = 'ibc_like' and harm = 'killed'"
    assert query(f"{ibc} and incident_id = {incident}", claim_id) == [(provisional,)]


def test_headline_of_a_period_is_no_incident(query: Query) -> None:
    rows = query("select claim_id, scope, incident_id from marts.claims where claim_id like 'nights-%' order by 1")
    assert rows == [("nights-headline", "period", None), ("nights-text", "period", None)]


def test_every_invariant_holds_over_the_cases(warehouse: Workshop) -> None:
    assert warehouse.test(*INVARIANTS) == {"pass"}

"""Small raw tables for the tests of figures: one truth, movements told twice, windows, countries, transitions. Nothing is asserted."""

from __future__ import annotations

from tests.integration.incident_cases import QUAKE
from tests.integration.reconcile_cases import Raw, country, town

SOLDIERS = {"population": ["state_forces"], "status": "state_forces"}


def add_truths(raw: Raw) -> None:
    """Totals and sides that do not fit: each mart could give its own figure."""
    here = {"day": "2020-03-27", **town("Balyun", latitude=35.7)}
    raw.article("soldiers-mounting", "2020-03-28", "Outlet A")
    raw.claim("mounting-22", 22, source="hospital", **here)
    raw.claim("mounting-33", 33, source="hospital", relation_cue="update_to", **SOLDIERS, **here)
    raw.claim("mounting-34", 34, quantifier="at_least", source="sohr", **SOLDIERS, **here)

    raw.article("about-ten", "2021-02-05", "Outlet A")
    here = {"day": "2021-02-04", **town("Motala", "SWE", "Östergötland", 58.5)}
    raw.claim("about-10", 10, quantifier="about", source="hospital", **here)
    raw.claim("guards-11", 11, source="police", **SOLDIERS, **here)

    raw.article("others", "2020-07-16")
    here = {"day": "2020-07-15", "source": "police", **town("Ladakh", "IND", "Ladakh", 34.0)}
    raw.claim("others-20", 20, **SOLDIERS, **here)
    raw.claim("others-3", 3, relation_cue="update_from", **SOLDIERS, **here)
    raw.claim("others-17", 17, relation_cue="increment", **here)

    raw.article("contested-whole", "2020-10-02")
    here = {"day": "2020-10-01", **town("Ganja", "AZE", "Ganja", 40.7)}
    raw.claim("whole-17", 17, source="hospital", **here)
    raw.claim("whole-soldiers-3", 3, source="sohr", **SOLDIERS, **here)
    raw.claim("whole-soldiers-20", 20, source="iraqi_government", **SOLDIERS, **here)

    raw.article("floor-above", "2010-02-02")
    here = {"day": "2010-02-01", **town("Jacmel", "HTI", "Sud-Est", 18.2)}
    raw.claim("floor-10", 10, "detained", source="police", **here)
    raw.claim("floor-33", 33, "detained", source="united_nations", population=["child"], age="child", relation_cue="subset", **here)


def add_movements(raw: Raw) -> None:
    """One movement told of a province, its town and an unknown spelling; as flow and as stock; and others beside it."""
    province = {**town("Aleppo", admin1="Aleppo", latitude=36.2), "place_id": "SY-HL", "place_precision": "admin1"}
    week = {"kind": "displacement", "scope": "period", "event_start": "2021-01-15", "event_end": "2021-01-19"}
    unknown = {"place_name": "Aleppoprovinsen", "place_text": "Aleppoprovinsen", "country": "SYR"}
    for name, place in (("province", province), ("town", town("Aleppo", admin1="Aleppo", latitude=36.2)), ("unknown", unknown)):
        raw.article(f"moved-{name}", "2021-01-19", f"Outlet {name}")
        raw.claim(f"moved-{name}", 38_000, "new_displacement", source="united_nations", **week, **place)
    idlib = {**town("Idlib", latitude=35.9), "place_id": "SY-ID", "place_precision": "admin1", "kind": "displacement"}
    raw.article("moved-or-living", "2021-01-21", "Outlet D")
    raw.claim("moved-358", 358_000, "new_displacement", quantifier="about", scope="period", event_start="2020-12-01", **idlib)
    raw.claim("living-358", 358_000, "displaced_stock", quantifier="about", scope="stock", as_of_date="2020-12-01", **idlib)
    raw.claim("living-later", 358_000, "displaced_stock", scope="stock", as_of_date="2021-06-01", **idlib)
    raw.article("moved-all", "2021-03-14", "Outlet E")
    raw.claim("moved-900", 900_000, "new_displacement", kind="displacement", scope="period", event_start="2020-12-01", **country("SYR"))
    nobody = {"place_name": "Türkiye", "place_names": ["Türkiye", "Lebanon", "Jordan"], "place_text": "Türkiye, Lebanon and Jordan"}
    raw.claim("moved-abroad", 4_500_000, "refugees", kind="displacement", scope="stock", as_of_date="2021-03-14", **nobody)
    raw.claim("moved-up-to", 800_000, "new_displacement", quantifier="nearly", kind="displacement", scope="period", **country("SDN"))


def add_windows(raw: Raw) -> None:
    """A part of a total, incidents without a number, the toll of a war with its last month's window, a headline without a country."""
    night = {"scope": "period", "event_start": "2019-11-13", "event_end": "2019-11-13", **town("Lille", "FRA", "Hauts-de-France", 50.6)}
    raw.article("night", "2019-11-14")
    raw.claim("night-352", 352, "injured", source="police", **night)
    raw.claim("night-99", 99, "injured", source="police", parent_claim_id="night-352", relation_cue="subset", **night)
    raw.claim("night-dead", 7, "injured", day="2019-11-13", source="hospital", **town("Lille", "FRA", "Hauts-de-France", 50.6))

    raw.article("arrests", "2020-09-10")
    minsk = town("Brest", "BLR", "Brest", 52.1)
    raw.claim("arrests-thousands", "thousands", "detained", day="2020-09-09", source="police", **minsk)
    two_days = {"scope": "period", "event_start": "2020-09-09", "event_end": "2020-09-10", "source": "police"}
    raw.claim("arrests-3000", 3_000, "detained", **two_days, **country("BLR"))

    raw.article("war", "2021-08-15", "Outlet A")
    raw.claim("war-370", 370_000, quantifier="more_than", scope="cumulative", event_start="2015", **country("YEM"))
    raw.article("war-month", "2021-08-31", "Outlet B")
    august = {"event_start": "2021-08-01", "event_end": "2021-08-31"}
    raw.claim("war-370-august", 370_000, quantifier="more_than", scope="cumulative", **august, **country("YEM"))
    raw.article("war-anniversary", "2021-12-14", "Outlet C")
    raw.claim("war-headline", 384_000, quantifier="at_least", scope="cumulative", section="title", event_start="2015")
    raw.claim("war-384", 384_000, quantifier="at_least", scope="cumulative", event_start="2015-03", source="sohr", **country("YEM"))


def add_borders(raw: Raw) -> None:
    """Calamities over borders: tolls of two countries and of a town in one; a whole told beside; one of which the place is unknown."""
    raw.article("ararat", "2019-02-07")
    here = {"day": "2019-02-06", **QUAKE}
    raw.claim("ararat-armenia", 3_549, source="police", **country("ARM"), **here)
    raw.claim("ararat-georgia", 711, source="white_helmets", **country("GEO"), **here)
    raw.claim("ararat-georgia-too", 733, source="hospital", **country("GEO"), **here)
    raw.claim("ararat-town", 90, source="hospital", **town("Gyumri", "ARM", "Shirak", 40.8), **here)
    raw.claim("ararat-headline", 3_549, section="title", **here)

    raw.article("pamir", "2018-03-07")
    here = {"day": "2018-03-06", **QUAKE}
    raw.claim("pamir-tajikistan", 100, source="police", **country("TJK"), **here)
    raw.claim("pamir-kyrgyzstan", 40, source="police", **country("KGZ"), **here)
    several = {"place_names": ["Tajikistan", "Kyrgyzstan"]}
    raw.claim("pamir-both", 150, quantifier="at_least", source="united_nations", **several, **here)

    raw.article("andes", "2017-03-07")
    here = {"day": "2017-03-06", **QUAKE}
    raw.claim("andes-peru", 60, source="police", **country("PER"), **here)
    raw.claim("andes-unknown", 20, source="hospital", **here)


def add_transitions(raw: Raw) -> None:
    """Wounded who died: told in one report with the new toll, told a day later, told without any toll; and parties who speak of losses."""
    here = {"day": "2022-03-01", "source": "hospital", **town("Zabul", "AFG", "Zabul", 32.2)}
    raw.article("wounds", "2022-03-03", "Outlet A")
    raw.claim("wounds-30", 30, "injured", **here)
    raw.claim("wounds-died-2", 2, parent_claim_id="wounds-30", relation_cue="transition", **here)
    raw.claim("wounds-12", 12, relation_cue="update_to", **here)

    here = {"day": "2022-04-01", "source": "police", **town("Paktia", "AFG", "Paktia", 33.6)}
    raw.article("later-wounds-first", "2022-04-02", "Outlet A")
    raw.claim("later-10", 10, **here)
    raw.article("later-wounds", "2022-04-05", "Outlet A")
    raw.claim("later-20", 20, "injured", **here)
    raw.claim("later-died-3", 3, parent_claim_id="later-20", relation_cue="transition", **here)

    here = {"day": "2022-05-01", "source": "police", **town("Farah", "AFG", "Farah", 32.4)}
    raw.article("only-wounds", "2022-05-02", "Outlet A")
    raw.claim("only-8", 8, "injured", **here)
    raw.claim("only-died-1", 1, parent_claim_id="only-8", relation_cue="transition", **here)

    here = {"day": "2022-05-20", "source": "police", **town("Herat", "AFG", "Herat", 34.3)}
    raw.article("beside-wounds", "2022-05-21", "Outlet A")
    raw.claim("beside-350", 350, "injured", **here)
    raw.claim("beside-90", 90, parent_claim_id="beside-350", relation_cue="subset", **here)

    raw.article("parties", "2022-06-02", "Outlet A")
    here = {"day": "2022-06-01", **SOLDIERS, **town("Kunar", "AFG", "Kunar", 34.9)}
    raw.claim("party-own", 4, source="taliban", victim_affiliation="taliban", **here)
    raw.claim("party-other", 9, source="taliban", victim_affiliation="islamic_state", **here)


def add_rules(raw: Raw) -> None:
    """What a slip in a rule would move: families as persons, nationals among the dead, windows that end too early, a headline's scope."""
    raw.article("families", "2021-02-02")
    week = {"kind": "displacement", "scope": "period", "unit": "household", "event_start": "2021-01-01", "event_end": "2021-01-07"}
    raw.claim("families-100", 100, "new_displacement", **week, **town("Arica", "CHL", "Arica", -18.5))
    raw.claim("families-60", 60, "new_displacement", **week, **town("Sabha", "LBY", "Sabha", 27.0))  # no source has its households

    here = {"day": "2016-03-22", "source": "police", **town("Liege", "BEL", "Liege", 50.6)}
    raw.article("nationals", "2016-03-23")
    raw.claim("nationals-20", 20, **here)
    raw.claim("nationals-swedes", 3, restrictor="SWE", **here)
    raw.claim("nationals-part", 5, relation_cue="part", **here)
    for name, place, more in (("country", country("BEL"), 0), ("town", town("Liege", "BEL", "Liege", 50.6), 2)):
        for number, last in ((90, "2016-03-21"), (91, "2016-03-31")):  # another number each: none tells another's once more
            window = {"scope": "period", "event_start": "2016-03-01", "event_end": last}
            raw.claim(f"until-{name}-{last[-2:]}", number + more, source="united_nations", **window, **place)

    here = {"day": "2023-10-20", "source": "civil_defence", **town("Rafah", "PSE", "Rafah", 31.3)}
    raw.article("wards", "2023-10-21")
    for name, number in (("north", 12), ("south", 5), ("south", 4)):
        raw.claim(f"wards-{name}-{number}", number, restrictor=f"{name} hospital", relation_cue="part", **here)
    here = {"day": "2023-11-20", "source": "civil_defence", **town("Jabalia", "PSE", "Jabalia", 31.5)}
    raw.article("alone", "2023-11-21")
    raw.claim("alone-12", 12, restrictor="Jabalia", relation_cue="part", **here)
    raw.claim("alone-5", 5, restrictor="Jabalia", relation_cue="part", **here)
    province = {"place_name": "North Gaza", "place_id": "PSE-north", "place_precision": "admin1", "admin1": "Jabalia"}
    raw.claim("alone-40", 40, **{**here, **province})
    square = {"day": "2023-12-20", **town("Qena", "EGY", "Qena", 26.2)}
    raw.article("square-alone", "2023-12-21")
    raw.claim("square-alone-50", 50, source="ministry_of_health", **square)
    raw.claim("square-alone-300", 300, source="residents", restrictor="Qena", relation_cue="part", **square)
    year = {"scope": "period", "event_start": "2023-01-01", "event_end": "2023-12-31", "source": "united_nations"}
    alone = {"restrictor": "Qena", "relation_cue": "part"}
    raw.claim("square-alone-year", 700, **year, **alone, **town("Qena", "EGY", "Qena", 26.2))

    here = {"day": "2022-07-04", "source": "gaza_civil_defence", **town("Gaza", "PSE", "Gaza", 31.7)}
    raw.article("revised", "2022-07-05", "Outlet A")
    raw.claim("revised-100", 100, **here)
    raw.article("revised-later", "2022-07-06", "Outlet B")
    raw.claim("revised-120", 120, relation_cue="update_to", **here)

    raw.article("roads", "2022-08-02")
    moved = {"kind": "displacement", "scope": "period", "event_start": "2022-08-01", "event_end": "2022-08-02"}
    for measure, role, number in (("new_displacement", "destination", 71), ("new_displacement", None, 72), ("displaced_stock", None, 73)):
        town_of = town(f"Road {number}", "TCD", f"Road {number}", 13.0 + number / 10)
        raw.claim(f"roads-{number}", number, measure, **moved, **{**town_of, "place_role": role})

    here = {"day": "2018-05-10", **town("Tawergha", "LBY", "Misrata", 31.9)}
    raw.article("denying", "2018-05-11")
    raw.claim("denying-10", 10, source="hospital", **here)
    raw.claim("denying-part-4", 4, source="hospital", relation_cue="part", parent_claim_id="denying-10", **here)
    raw.claim("denying-denied", 10, source="police", modality="denied", **here)

    raw.article("nights", "2020-08-30")
    raw.claim("nights-headline", 6_000, "detained", section="title", day="2020-08-29", source="police", **country("MMR"))
    nights = {"scope": "period", "event_start": "2020-08-27", "event_end": "2020-08-29", "source": "police"}
    raw.claim("nights-text", 6_000, "detained", quantifier="about", **nights, **country("MMR"))


def add_figures(raw: Raw) -> None:
    """Every case in a town or a window of its own, so that they share one build with the others."""
    add_truths(raw)
    add_movements(raw)
    add_windows(raw)
    add_borders(raw)
    add_transitions(raw)
    add_rules(raw)

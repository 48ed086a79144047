"""Small raw tables for the tests of incidents: what is one event and what is two, told by a few articles each. Nothing is asserted here."""

from __future__ import annotations

from typing import Any

from tests.integration.reconcile_cases import Raw, country, town

STORM = {"cause": "disaster", "hazard": "tropical_cyclone"}
QUAKE = {"cause": "disaster", "hazard": "earthquake"}


def at(place: dict[str, Any], longitude: float) -> dict[str, Any]:
    """The place moved to a longitude."""
    return {**place, "longitude": longitude}


def add_calamities(raw: Raw) -> None:
    """A storm told with three days and places, earthquakes over a border, floods far apart, an avalanche that a quake set off."""
    leyte = at(town("Tacloban", "PHL", "Eastern Visayas", 11.2), 125.0)
    raw.article("storm-first", "2013-11-11", "Outlet A")
    raw.claim("storm-feared", 10_000, modality="feared", day="2013-11-08", source="police", **leyte, **STORM)
    raw.claim("storm-942", 942, day="2013-11-08", **leyte, **STORM)
    raw.article("storm-denied", "2013-11-13", "Outlet B")
    raw.claim("storm-echo", 10_000, day="2013-11-13", **country("PHL"), **STORM)
    raw.claim("storm-2275", 2_275, day="2013-11-13", source="red_cross", **country("PHL"), **STORM)
    raw.article("storm-final", "2014-04-17", "Outlet C")
    raw.claim("storm-6300", 6_300, day="2013-11", source="united_nations", **leyte, **STORM)

    raw.article("quake", "2023-02-07")
    raw.claim("quake-turkey", 3_549, day="2023-02-06", source="turkey", **country("TUR"), **QUAKE)
    raw.claim("quake-syria", 711, day="2023-02-06", source="white_helmets", **country("SYR"), **QUAKE)
    raw.article("quake-elsewhere", "2023-02-08")
    raw.claim("quake-iran", 12, day="2023-02-06", **at(town("Bam", "IRN", "Kerman", 29.1), 58.4), **QUAKE)

    raw.article("avalanche", "2015-04-27")
    raw.claim("nepal-3218", 3_218, day="2015-04-25", source="police", **country("NPL"), **QUAKE)
    slide = {"cause": "disaster", "hazard": "avalanche", "source": "red_cross"}
    raw.claim("nepal-17", 17, day="2015-04-25", **country("NPL"), **slide)

    flood = {"cause": "disaster", "hazard": "flood", "day": "2019-08-10"}
    raw.article("flood-north", "2019-08-11", "Outlet A")
    raw.claim("flood-30", 30, **at(town("Shimla", "IND", "Himachal Pradesh", 31.1), 77.2), **flood)
    raw.article("flood-south", "2019-08-11", "Outlet B")
    raw.claim("flood-31", 31, **at(town("Kochi", "IND", "Kerala", 9.9), 76.3), **flood)


def add_days(raw: Raw) -> None:
    """Attacks on neighbouring days and nights, tolls told with the day of telling, an old attack recalled without its date."""
    kabul = {**town("Kabul", "AFG", "Kabul"), "weapons": ["suicide_bomb"], "actors": ["taliban"]}
    for day, number in (("2018-01-20", 14), ("2018-01-21", 20)):
        raw.article(f"kabul-{number}", day, f"Outlet {number}")
        raw.claim(f"kabul-{number}", number, day=day, source="police", **kabul)
        raw.claim(f"kabul-injured-{number}", number + 30, "injured", day=day, source="hospital", **kabul)

    minsk = town("Minsk", "BLR", "Minsk")
    for first, last, number in (("2020-08-09", "2020-08-10", 39), ("2020-08-10", "2020-08-11", 21)):
        raw.article(f"night-{number}", last, f"Outlet {number}")
        night = {"event_start": first, "event_end": last}
        raw.claim(f"night-{number}", number, "injured", population=["state_forces"], status="state_forces", **night, **minsk)

    port = {**town("Beirut", "LBN", "Beirut"), "weapons": ["explosion"]}
    raw.article("port-first", "2020-08-05", "Outlet A")
    raw.claim("port-137", 137, day="2020-08-04", source="ministry_of_health", **port)
    raw.claim("port-injured", 5_012, "injured", day="2020-08-04", source="ministry_of_health", **port)
    raw.article("port-later", "2020-08-07", "Outlet B")
    raw.claim("port-154", 154, day="2020-08-06", relation_cue="update_to", source="hospital", **port)
    raw.claim("port-injured-again", 5_012, "injured", day="2020-08-06", source="hospital", **port)
    raw.claim("port-no-swede", 0, day="2020-08-06", **port)

    sarin = {**town("Saraqib", admin1="Aleppo", latitude=36.1), "weapons": ["sarin"]}
    raw.article("gas", "2016-04-05", "Outlet A")
    raw.claim("gas-87", 87, day="2016-04-04", source="sohr", **sarin)
    raw.article("gas-recalled", "2017-02-05", "Outlet B")
    raw.claim("gas-80", 80, quantifier="more_than", **sarin)

    raw.article("total-of-a-war", "2020-03-14")
    raw.claim("war-month", 384_000, day="2011-03", **country("SYR"))
    raw.claim("war-years", 370_000, event_start="2011", event_end="2019", **country("SYR"))
    raw.article("total-undated", "2020-03-14")
    raw.claim("war-undated", 384_000)


def add_tolls(raw: Raw) -> None:
    """Corrections, early tolls, a contradiction that stays, additions that are in the sum already."""
    pylos = {**town("Pylos", "GRC", "Peloponnese"), "cause": "accident", "hazard": "shipwreck"}
    for said, number in (("2023-06-14", 79), ("2023-06-15", 78)):
        raw.article(f"wreck-{number}", said, f"Outlet {number}")
        raw.claim(f"wreck-{number}", number, day="2023-06-14", source="coast_guard", **pylos)

    lyon = town("Lyon", "FRA", "Rhône")
    raw.article("early", "2018-05-02", "Outlet A")
    raw.claim("early-4", 4, day="2018-05-01", source="police", **lyon)
    raw.article("risen", "2018-05-20", "Outlet B")
    raw.claim("risen-5", 5, day="2018-05-01", source="hospital", **lyon)

    square = town("Giza", "EGY", "Giza")
    raw.article("square", "2013-08-15", "Outlet A")
    raw.claim("square-288", 288, day="2013-08-14", source="ministry_of_health", **square)
    raw.article("square-report", "2014-08-12", "Outlet B")
    raw.claim("square-817", 817, quantifier="at_least", day="2013-08-14", source="human_rights_watch", **square)

    raw.article("found", "2013-07-10")
    train = {"day": "2013-07-06", "source": "police", **town("Lac-Megantic", "CAN", "Quebec"), "cause": "accident"}
    raw.claim("found-5", 5, relation_cue="increment", sentence_start=0, sentence_end=90, **train)
    raw.claim("found-20", 20, gap=30, sentence_start=0, sentence_end=90, **train)

    bridge = {"source": "police", "cause": "accident", **town("Genoa", "ITA", "Liguria")}
    raw.article("bridge", "2018-08-15", "Outlet A")
    raw.claim("bridge-20", 20, day="2018-08-14", **bridge)
    raw.article("bridge-later", "2018-08-18", "Outlet B")
    raw.claim("bridge-24", 24, day="2018-08-17", relation_cue="update_to", **bridge)

    for name, latitude in (("Taiz", 13.6), ("Marib", 15.5)):
        raw.article(f"twin-{name}", "2016-03-16", f"Outlet {name}")
        raw.claim(f"twin-{name}", 117, day="2016-03-15", weapons=["air_strike"], **town(name, "YEM", name, latitude))

    raw.article("feared", "2021-06-02")
    raw.claim("feared-only", 300, modality="feared", day="2021-06-01", **town("Sokoto", "NGA", "Sokoto"))

    fled = {"kind": "displacement", "scope": "period", "quantifier": "more_than", **country("TCD")}
    raw.article("fled-a", "2019-09-01", "Outlet A")
    raw.claim("fled-a", 400_000, "new_displacement", event_start="2019-08-01", event_end="2019-08-31", **fled)
    raw.article("fled-b", "2019-09-02", "Outlet B")
    raw.claim("fled-b", 400_000, "new_displacement", event_start="2019-09-01", event_end="2019-09-02", **fled)
    raw.claim("fled-later", 9_000, "new_displacement", event_start="2019-12-01", event_end="2019-12-05", **{**fled, "quantifier": "nearly"})


def add_incidents(raw: Raw) -> None:
    """Every case in a country or a town of its own, so that they share one build with the others."""
    add_calamities(raw)
    add_days(raw)
    add_tolls(raw)

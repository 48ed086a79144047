from __future__ import annotations

from dataclasses import replace

import pytest

from dagster_project.extraction.claims import Where
from dagster_project.extraction.places.main_place import NO_SIGNS
from dagster_project.extraction.places.reader import PlaceReader, gazetteer
from dagster_project.extraction.places.words import grammar_of
from dagster_project.extraction.words.document import Document, SentenceRules
from dagster_project.gazetteer.index import Gazetteer, Place, write_index
from dagster_project.gazetteer.names import fold_name

COUNTRIES = {
    "SYR": ("Syria", "Syrien", "Syrie", "Siria", "Síria", "سوريا"),
    "IRQ": ("Iraq", "Irak", "العراق"),
    "USA": ("United States", "USA"),
}
PLACES = (  # id, name, feature, admin1, country, population, further names
    ("idlib", "Idlib", "admin1", "Idlib", "SYR", 1_500_000, ("إدلب",)),
    ("hama", "Hama", "settlement", "Hama", "SYR", 460_000, ()),
    ("homs", "Homs", "settlement", "Homs", "SYR", 775_000, ("حمص",)),
    ("aleppo", "Aleppo", "settlement", "Aleppo", "SYR", 1_600_000, ("Alep", "Alepo", "حلب")),
    ("saraqeb", "Saraqeb", "settlement", "Idlib", "SYR", 30_000, ()),
    ("obama", "Obama", "settlement", "Fukui", "JPN", 32_000, ()),
    ("mosul", "Mosul", "settlement", "Nineveh", "IRQ", 1_600_000, ("Mossoul",)),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    places: list[Place] = []
    keys: dict[str, list[int]] = {}
    for code, names in COUNTRIES.items():
        keys.update({fold_name(n): [len(places)] for n in names} | {f"#{code}": [len(places)]})
        places.append(Place(code, names[0], "country", "country", None, None, code, None, None, None, 20_000_000, None, None))
    for place_id, name, feature, admin1, country, population, names in PLACES:
        keys.update({fold_name(n): [len(places)] for n in (name, *names)})
        precision = feature
        places.append(
            Place(place_id, name, feature, precision, admin1, None, country, None, 35.0, 36.0, population, country, admin1.lower())
        )
    path = tmp_path_factory.mktemp("gazetteer") / "index.bin"
    write_index(path, places, keys)
    return Gazetteer(path)


def where(gazetteer: Gazetteer, text: str, quote: str, language: str = "en") -> Where:
    document = Document.of(text, SentenceRules(), language)
    start = document.clean.index(quote)
    return PlaceReader(document, grammar_of(language), gazetteer).where(start, start + len(quote))


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("en", "At least five people were killed in Aleppo on Friday, Syria said.", "five people were killed"),
        ("sv", "Minst fem personer dödades i Aleppo på fredagen. Syrien tiger.", "fem personer dödades"),
        ("fr", "Cinq personnes ont été tuées à Alep vendredi, en Syrie.", "Cinq personnes ont été tuées"),
        ("es", "Cinco personas murieron en Alepo el viernes, en Siria.", "Cinco personas murieron"),
        ("de", "Fünf Menschen wurden in Aleppo getötet, teilte Syrien mit.", "Fünf Menschen wurden"),
        ("pt", "Cinco pessoas morreram em Aleppo na sexta-feira, na Síria.", "Cinco pessoas morreram"),
        ("ar", "قتل خمسة أشخاص في مدينة حلب في سوريا يوم الجمعة.", "خمسة"),
    ],
)
def test_the_place_behind_a_preposition_is_that_of_the_harm(small: Gazetteer, language: str, text: str, quote: str) -> None:
    found = where(small, text, quote, language)
    assert (found.place_name, found.country, found.place_precision) == ("Aleppo", "SYR", "settlement")


def test_a_place_carries_to_the_sentences_that_name_none(small: Gazetteer) -> None:
    found = where(small, "A bomb went off in Homs, Syria. Police came. Nine people were wounded.", "Nine people")
    assert (found.place_name, found.country) == ("Homs", "SYR")


def test_the_most_specific_place_wins_over_the_area_that_holds_it(small: Gazetteer) -> None:
    assert where(small, "Air strikes in Saraqeb, in Syria, killed four people.", "killed four people").place_name == "Saraqeb"


def test_places_in_one_row_are_all_named(small: Gazetteer) -> None:
    found = where(small, "Three children were killed in Homs and Aleppo in Syria.", "Three children were killed")
    assert found.place_names == ("Homs", "Aleppo")
    assert (found.country, found.admin1, found.place_id) == ("SYR", None, None)


def test_persons_are_not_places(small: Gazetteer) -> None:
    found = where(small, "The toll is known, Barack Obama said. Obama spoke of two dead in Mosul, Iraq.", "two dead")
    assert found.place_name == "Mosul"


def test_a_dateline_is_not_where_it_happened(small: Gazetteer) -> None:
    assert where(small, "HAMA, Syria \u2013 Six people died in Homs. They were farmers.", "Six people died").place_name == "Homs"


def test_a_village_that_no_gazetteer_knows_keeps_its_name_and_the_country(small: Gazetteer) -> None:
    found = where(small, "In Syria, two people died in the village of Talkhirba on Monday.", "two people died")
    assert (found.place_name, found.place_id, found.country) == ("Talkhirba", None, "SYR")


def test_near_a_settlement_is_less_precise(small: Gazetteer) -> None:
    assert where(small, "Two farmers were killed near Homs in Syria.", "Two farmers were killed").place_precision == "near_settlement"


def test_a_demonym_gives_the_country_and_no_place(small: Gazetteer) -> None:
    found = where(small, "Syrian troops shelled the market. Syrian doctors counted seven dead.", "seven dead")
    assert (found.place_name, found.country) == (None, "SYR")


def test_a_text_without_places_has_none(small: Gazetteer) -> None:
    assert where(small, "Seven people were hurt.", "Seven people") == Where()


def test_an_empty_text_has_none(small: Gazetteer) -> None:
    document = Document.of("", SentenceRules(), "en")
    assert PlaceReader(document, grammar_of("en"), small).where(0, 0) == Where()


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("en", "The tragedy of Saraqeb left nine dead.", "nine dead"),
        ("pt", "A tragédia de Saraqeb deixou nove mortos.", "nove mortos"),
        ("de", "Beim Unglück von Saraqeb starben neun Menschen.", "neun Menschen"),
    ],
)
def test_an_event_is_named_after_its_place(small: Gazetteer, language: str, text: str, quote: str) -> None:
    assert where(small, text, quote, language).place_name == "Saraqeb"


def test_a_small_place_in_capitals_before_a_dash_is_where_the_news_is_filed(small: Gazetteer) -> None:
    assert where(small, "SARAQEB \u2014 Nine people died on Friday.", "Nine people").place_name == "Saraqeb"


def test_a_text_that_names_no_place_is_about_that_of_its_title(small: Gazetteer) -> None:
    document = Document.of("Nine people died on Friday.", SentenceRules(), "en")
    event = replace(NO_SIGNS, title="Bomb kills nine in Saraqeb")
    assert PlaceReader(document, grammar_of("en"), small, event).where(0, 11).place_name == "Saraqeb"


def test_a_street_is_no_place_of_harm(small: Gazetteer) -> None:
    assert where(small, "Fem personer skadades på Kungsgatan i går.", "Fem personer", "sv").place_name is None


def test_one_adjective_in_passing_makes_no_country(small: Gazetteer) -> None:
    text = "Nine people died in a fire. The wind was strong. The night was dry. Firemen came. Syrian planes helped."
    assert where(small, text, "Nine people").country is None


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("en", "Syria's president said nine people died in his country. The news reached Mosul in Iraq.", "nine people"),
        ("fr", "Le président syrien a annoncé neuf morts dans son pays.", "neuf morts"),
        ("ar", "أعلن الرئيس السوري مقتل تسعة أشخاص في بلاده.", "تسعة"),
    ],
)
def test_his_country_is_that_of_whoever_was_named(small: Gazetteer, language: str, text: str, quote: str) -> None:
    found = where(small, text, quote, language)
    assert (found.place_name, found.country) == ("Syria", "SYR")


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("en", "Nine people died after a truce brokered by Iraq and Syria.", "Nine people"),
        ("pt", "Nove pessoas morreram depois da trégua acertada por Irak e Síria.", "Nove pessoas"),
    ],
)
def test_those_who_brokered_a_truce_are_not_where_it_was_broken(small: Gazetteer, language: str, text: str, quote: str) -> None:
    assert where(small, text, quote, language).place_name is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Five people died in the northwest of Syria."),
        ("es", "Cinco personas murieron en el noroeste de Siria."),
        ("pt", "Cinco pessoas morreram no noroeste da Síria."),
        ("de", "Fünf Menschen starben im Nordwesten Syriens."),
    ],
)
def test_what_happened_in_a_part_of_a_country_happened_there(small: Gazetteer, language: str, text: str) -> None:
    found = where(small, text, text.split()[0], language)
    assert (found.place_role, found.country) == ("at", "SYR")


def test_an_event_named_after_a_place_happened_there(small: Gazetteer) -> None:
    found = where(small, "The toll of Syria's earthquake rose to 20.", "20")
    assert (found.place_name, found.place_role) == ("Syria", "at")


AREAS = {"US-TN": "Tennessee", "US-VA": "Virginia", "BR-AM": "Amazonas", "MX-CHP": "Chiapas"}
TOWNS = (("dunmore-tn", "Dunmore", "US-TN", "USA"), ("dunmore-va", "Dunmore", "US-VA", "USA"), ("ox", "Oxbow", "US-TN", "USA"))


@pytest.fixture(scope="module")
def areas(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """Two towns of one name in two areas, a city of one's own and a county."""
    places: list[Place] = []
    keys: dict[str, list[int]] = {}

    def add(place: Place, *names: str) -> None:
        for name in (place.name, *names):
            keys.setdefault(fold_name(name), []).append(len(places))
        keys[f"#{place.place_id}"] = [len(places)]
        places.append(place)

    add(Place("USA", "United States", "country", "country", None, None, "USA", None, None, None, 10**8, None, None), "U.S.")
    add(Place("TUN", "Tunisia", "country", "country", None, None, "TUN", None, None, None, 10**7, None, None), "تونس")
    add(Place("DEU", "Germany", "country", "country", None, None, "DEU", None, None, None, 10**7, None, None), "ألمانيا")
    for code, name in AREAS.items():
        country = {"US": "USA", "BR": "BRA", "MX": "MEX"}[code[:2]]
        add(Place(code, name, "admin1", "admin1", name, None, country, None, 35.0, -80.0, 5_000_000, country, code))
    for place_id, name, area, country in TOWNS:
        add(Place(place_id, name, "settlement", "settlement", AREAS[area], None, country, None, 36.0, -82.0, 20_000, country, area))
    add(Place("kern", "Kern", "admin2", "admin2", "Tennessee", None, "USA", None, 36.0, -82.0, 0, "USA", "US-TN"))
    add(Place("boron", "Boron", "settlement", "settlement", "Tennessee", None, "USA", None, 36.0, -82.0, 2_000, "USA", "US-TN"), "Kern")
    add(Place("bay", "Bay City", "settlement", "settlement", "Tennessee", None, "USA", None, 36.0, -82.0, 900_000, "USA", "US-TN"))
    add(Place("sousse", "Sousse", "admin1", "admin1", "Sousse", None, "TUN", None, 36.0, 10.0, 600_000, "TUN", "sousse"), "سوسة")
    add(Place("halle", "Halle", "settlement", "settlement", None, None, "DEU", None, 51.0, 12.0, 230_000, "DEU", None), "حافلة")
    path = tmp_path_factory.mktemp("areas") / "index.bin"
    write_index(path, places, keys)
    return Gazetteer(path)


@pytest.mark.parametrize("area", ["Va.", "VA", "Virginia"])
def test_the_area_behind_a_town_tells_which_town_it_is(areas: Gazetteer, area: str) -> None:
    found = where(areas, f"Two men died in Dunmore, {area}, in the U.S. on Monday.", "Two men died")
    assert (found.place_id, found.admin1) == ("dunmore-va", "Virginia")


def test_a_town_that_was_told_once_is_meant_in_all_the_text(areas: Gazetteer) -> None:
    text = "A fire broke out in Dunmore, Tenn., in the U.S. on Monday. The Dunmore Herald came. The fire in Dunmore killed two men."
    assert where(areas, text, "two men").place_id == "dunmore-tn"


def test_a_namesake_elsewhere_keeps_its_name_and_the_area_that_is_told(areas: Gazetteer) -> None:
    found = where(areas, "Two men died in Oxbow, Virginia, in the U.S. on Monday.", "Two men died")
    assert (found.place_name, found.place_id, found.admin1, found.country) == ("Oxbow", None, "Virginia", "USA")


def test_a_county_is_no_town_of_its_name(areas: Gazetteer) -> None:
    assert where(areas, "Two men died in Kern County in the U.S. on Monday.", "Two men died").place_id == "kern"


def test_a_place_from_which_a_way_is_told_is_not_where_it_happened(areas: Gazetteer) -> None:
    text = "Two men died near the community of Talsworth, about 20 miles north of Bay City, said the U.S. police."
    assert where(areas, text, "Two men died").place_name == "Talsworth"
    text = "In the U.S., the blast hit the village of Talsworth, some 20 miles north of Bay City, killing two men."
    assert where(areas, text, "killing two men").place_name == "Talsworth"


def test_the_office_of_a_county_is_not_where_it_happened(areas: Gazetteer) -> None:
    text = "A fire broke out in Dunmore, Tenn. One Kern County Sheriff's deputy was killed."
    assert where(areas, text, "One Kern County Sheriff's deputy was killed").place_name == "Dunmore"


def test_who_reported_from_where_is_no_place(areas: Gazetteer) -> None:
    text = "Two men died on Monday. (Reporting by Ann Lee in Bay City; editing by Tom Ray)"
    assert where(areas, text, "Two men died").place_name is None


def test_what_happened_in_the_whole_country_did_not_happen_in_one_town(areas: Gazetteer) -> None:
    text = "Storms hit Bay City in Tennessee. In the U.S., 60 people died across the country. Bay City was hit twice."
    assert where(areas, text, "60 people died").place_name == "United States"


def test_a_row_of_bare_names_is_not_where_the_main_event_happened(areas: Gazetteer) -> None:
    text = "Nine people died of fever in the U.S. this week. The areas without cases are Tennessee, Virginia, Bay City and Dunmore."
    assert where(areas, text, "Nine people").country == "USA"
    assert where(areas, text, "Nine people").place_name != "Bay City"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قتل شخصان في حادث بمنطقة الطرفاية التابعة لولاية سوسة في تونس.", "الطرفايه"),
        ("قتل شخصان في حادث بمعتمدية رأس الطيب في ولاية سوسة في تونس.", "راس الطيب"),
    ],
)
def test_an_arabic_name_behind_a_kind_of_place_is_kept(areas: Gazetteer, text: str, name: str) -> None:
    found = where(areas, text, "شخصان", "ar")
    assert (fold_name(found.place_name or ""), found.country) == (fold_name(name), "TUN")


@pytest.mark.parametrize("text", ["قتل شخصان بحافلة في ولاية سوسة في تونس.", "قتل شخصان في منطقة قبلية في تونس."])
def test_an_arabic_word_that_is_also_a_name_is_no_place(areas: Gazetteer, text: str) -> None:
    assert where(areas, text, "شخصان", "ar").country == "TUN"
    assert where(areas, text, "شخصان", "ar").place_name in ("Sousse", "Tunisia")


def test_the_first_word_of_a_longer_name_is_no_town(small: Gazetteer) -> None:
    assert where(small, "Nine people died at Homs-e-Nasrin Park in Hama, Syria.", "Nine people died").place_name == "Hama"


def test_a_part_of_a_town_is_written_with_the_word_for_it(small: Gazetteer) -> None:
    found = where(small, "Nine people died in downtown Homs in Syria.", "Nine people died")
    assert (found.place_name, found.place_text) == ("Homs", "downtown Homs")


def test_a_short_form_is_written_as_the_text_has_it_in_full(small: Gazetteer) -> None:
    text = "Relief came from the United States. Nine people died in the USA on Monday."
    assert where(small, text, "Nine people died").place_text == "United States"


@pytest.mark.parametrize(
    ("language", "text", "harm"),
    [
        ("fr", "Neuf personnes sont mortes en République centrafricaine lundi.", "Neuf personnes"),
        ("sv", "Nio människor dog i Centralafrikanska republiken.", "Nio människor"),
        ("de", "Neun Menschen starben in der Zentralafrikanischen Republik.", "Neun Menschen"),
    ],
)
def test_a_country_is_known_by_its_full_name(language: str, text: str, harm: str) -> None:
    assert where(gazetteer(), text, harm, language).place_id == "CAF"

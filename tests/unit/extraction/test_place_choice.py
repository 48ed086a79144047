"""Which of an article's places a claim is given: the most specific one of the event, and none that only looks like it."""

from __future__ import annotations

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract


def places(text: str, language: str = "en", title: str = "") -> list[tuple[str | None, str | None]]:
    claims = extract(ArticleText("a", "v", language, text, title=title, published_at="2020-06-10")).claims
    return [(c.where.place_name, c.where.country) for c in claims if c.span.section == "body"]


def test_a_short_form_belongs_to_its_name() -> None:
    assert places("Three people were killed in St. Paul, Minnesota, on Monday.") == [("Saint Paul", "USA")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A car bomb killed 37 people in the capital, Ankara."),
        ("fr", "Une voiture piégée a tué 37 personnes dans la capitale, Ankara."),
        ("es", "Un coche bomba mató a 37 personas en la capital, Ankara."),
    ],
)
def test_a_comma_may_part_a_name_from_its_kind(language: str, text: str) -> None:
    assert places(text, language) == [("Ankara", "TUR")]


def test_the_quarter_that_is_told_once_is_where_it_happened() -> None:
    text = "Eine Bombe ist in der Stadt Yola in Nigeria detoniert. 32 Menschen starben. Die Explosion im Viertel Jimeta war weit zu hören."
    assert places(text, "de") == [("Jimeta", "NGA")]


def test_a_namesake_in_front_of_a_noun_is_no_place() -> None:
    text = "He was found guilty of killing 12 people in Aurora, Colorado, at a premiere of the Batman film. He wounded 70."
    assert {name for name, _ in places(text)} == {"Aurora"}


def test_the_area_that_only_tells_where_a_town_lies_does_not_replace_it() -> None:
    text = "A man was charged with murdering six people in Kalamazoo, Michigan, about 150 miles west of Detroit. He wounded two."
    assert places(text, title="Michigan man in court") == [("Kalamazoo", "USA")] * 2


def test_the_high_seas_have_no_country() -> None:
    text = "Italy's coast guard said 484 migrants were rescued. At least 966 people have died in the Mediterranean Sea this year."
    assert places(text)[-1] == ("Mediterranean Sea", None)


def test_where_people_come_from_is_not_where_they_are() -> None:
    text = "In Slowenien sind 15.200 Flüchtlinge angekommen. Am Montag kamen 3.000 Menschen mit Zügen aus Kroatien an."
    assert [country for _, country in places(text, "de")] == ["SVN", "SVN"]


def test_a_neighbouring_town_is_left_behind_with_its_sentence() -> None:
    text = (
        "Gunmen killed 19 people at a university in Charsadda, Pakistan, on Wednesday. They had attacked a school in nearby Peshawar. "
        "Officials said that 51 people were wounded."
    )
    assert places(text) == [("Charsadda", "PAK")] * 2


def test_one_adjective_makes_no_country() -> None:
    assert places("Spanska sjukan dödade 50 miljoner människor.", "sv") == [(None, None)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "In Serbien und Kroatien war es ruhig. Im griechischen Piräus starben zwölf Menschen.", ("Piraeus", "GRC")),
        ("es", "España y Argentina lamentan doce muertos en la ciudad venezolana de Valencia.", ("Valencia", "VEN")),
        ("en", "Spain and Argentina mourn twelve people killed in the Venezuelan city of Valencia.", ("Valencia", "VEN")),
    ],
)
def test_the_adjective_of_a_country_says_which_namesake(language: str, text: str, expected: tuple[str, str]) -> None:
    assert places(text, language) == [expected]


def test_a_name_goes_on_over_a_small_word_of_another_language() -> None:
    text = "Deux mille ménages du quartier Kisanga wa Bioni ont fui les inondations, en République démocratique du Congo."
    assert places(text, "fr") == [("Kisanga wa Bioni", "COD")]


def test_where_people_are_bound_for_is_not_where_they_were_saved() -> None:
    text = "Bei einem Unglück in der türkischen Ägäis starben vier Menschen. Die Boote waren auf dem Weg zur griechischen Insel Lesbos."
    assert places(text, "de") == [("Aegean Sea", "TUR")]


def test_a_region_of_several_countries_goes_before_an_area_of_its_name() -> None:
    assert places("Des attaques au Niger et au Burkina Faso ont fait 40 morts dans le Sahel.", "fr")[0][0] == "Sahel"


def test_the_one_country_of_the_title_is_the_article_s() -> None:
    text = "Le poste de Chinagodrar a été attaqué près du Mali et du Burkina Faso. L'attaque a fait 89 morts. Le Niger enquête."
    assert places(text, "fr", title="Au Niger, le bilan passe à 89 morts")[0][1] == "NER"


def test_a_town_in_front_of_a_place_or_of_people_is_one() -> None:
    assert places("20 people were killed in the bombing of the Idlib market on Monday.") == [("Idlib", "SYR")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The murder of Raymond Velazquez shocked the town of Salem, Oregon."),
        ("sv", "Mordet på Raimund Berg i Lund är olöst."),
    ],
)
def test_the_name_of_a_victim_is_no_place(language: str, text: str) -> None:
    assert {name for name, _ in places(text, language)} <= {"Salem", "Lund"}


def test_the_name_behind_a_noun_for_a_person_is_no_place() -> None:
    text = "O ataque no show da cantora Ariana Grande, na Inglaterra, fez 22 mortos."
    assert places(text, "pt") == [("England", "GBR")]


def test_a_city_of_that_name_is_meant_and_no_greater_one_that_has_it_besides_its_own() -> None:
    assert places("A chuva deixou 300 desabrigados em Petrópolis.", "pt") == [("Petrópolis", "BRA")]


def test_a_number_is_no_place() -> None:
    assert places("إصابة أكثر من مئة شخص بحروق.", "ar") == [(None, None)]


def test_who_comes_by_way_of_one_country_is_counted_in_the_other() -> None:
    text = "In den ersten Monaten sind mehr als 600.000 Flüchtlinge über die Türkei nach Griechenland gekommen."
    assert places(text, "de") == [("Greece", "GRC")]

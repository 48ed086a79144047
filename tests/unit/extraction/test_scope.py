"""Whether a claim tells of one event, of several, of a running total or of a state."""

from __future__ import annotations

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract

PUBLISHED = "2016-05-18"  # a Wednesday


def scopes(text: str, language: str = "en") -> list[tuple[str, str]]:
    claims = extract(ArticleText("a", "v", language, text, published_at=PUBLISHED)).claims
    return [(c.measure, c.scope) for c in claims]


# The dead of an illness are a running total; those of a day are a window.
ILLNESS = {
    "en": "Cholera was confirmed in the port. The disease has killed 42 people. Another 3 people died on Tuesday.",
    "fr": "Le choléra a été confirmé dans le port. La maladie a tué 42 personnes. Trois personnes sont mortes mardi.",
    "es": "El cólera fue confirmado en el puerto. La enfermedad ha matado a 42 personas. Tres personas murieron el martes.",
    "pt": "O cólera foi confirmado no porto. A doença matou 42 pessoas. Três pessoas morreram na terça-feira.",
    "de": "Die Cholera ist im Hafen bestätigt worden. Die Krankheit hat 42 Menschen getötet. Am Dienstag starben drei Menschen.",
    "sv": "Kolera har bekräftats i hamnen. Sjukdomen har dödat 42 personer. På tisdagen dog tre personer.",
    "ar": "تأكد ظهور الكوليرا في الميناء. وأدى المرض إلى مقتل 42 شخصا. وتوفي 3 أشخاص يوم الثلاثاء.",
}


@pytest.mark.parametrize("language", sorted(ILLNESS))
def test_the_dead_of_an_illness_are_a_running_total_and_those_of_a_day_a_window(language: str) -> None:
    assert scopes(ILLNESS[language], language) == [("killed", "cumulative"), ("killed", "period")]


def test_an_accident_in_an_article_about_an_illness_is_one_event() -> None:
    text = "Cholera has spread to the port. On Monday a bus crash killed 9 people on the way to the clinic."
    assert scopes(text) == [("killed", "incident")]


ATTACKS = {
    "en": "Eleven people were killed on Tuesday in five attacks in the capital.",
    "fr": "Onze personnes ont été tuées mardi dans cinq attentats dans la capitale.",
    "es": "Once personas murieron el martes en cinco atentados en la capital.",
    "pt": "Onze pessoas morreram na terça-feira em cinco atentados na capital.",
    "de": "Elf Menschen sind am Dienstag bei fünf Anschlägen in der Hauptstadt getötet worden.",
}


@pytest.mark.parametrize("language", sorted(ATTACKS))
def test_a_counted_row_of_attacks_is_a_window_but_a_pair_is_one(language: str) -> None:
    assert scopes(ATTACKS[language], language) == [("killed", "period")]


def test_a_pair_of_blasts_is_one_event() -> None:
    assert scopes("Eleven people were killed on Tuesday in two blasts in the capital.") == [("killed", "incident")]


MIGRANTS = {
    "en": "The coast guard rescued 240 migrants off the island on Tuesday. Some 900 migrants arrived on the island on Tuesday.",
    "fr": "Les garde-côtes ont secouru mardi 240 migrants au large de l'île. Quelque 900 migrants sont arrivés mardi sur l'île.",
    "es": "La guardia costera rescató el martes a 240 migrantes frente a la isla. Unos 900 migrantes llegaron el martes a la isla.",
    "de": "Die Küstenwache hat am Dienstag 240 Migranten vor der Insel gerettet. Am Dienstag kamen 900 Migranten auf der Insel an.",
}


@pytest.mark.parametrize("language", sorted(MIGRANTS))
def test_migrants_are_saved_in_one_event_and_arrive_day_by_day(language: str) -> None:
    assert [scope for _, scope in scopes(MIGRANTS[language], language)] == ["incident", "period"]


def test_millions_on_the_move_are_a_running_total_unless_a_disaster_drove_them_out() -> None:
    assert scopes("The army has shelled the towns since March. Some 3 million people have fled their homes.")[-1][1] == "cumulative"
    assert scopes("The typhoon hit the coast. Some 3 million people fled their homes.")[-1][1] == "incident"


def test_a_total_since_a_war_began_is_the_war_s() -> None:
    assert scopes("The conflict has killed dozens of people since October.") == [("killed", "cumulative")]


def test_a_year_s_dead_are_a_window_and_a_year_s_attack_one_event() -> None:
    assert scopes("In 2015, 39 police officers were killed.") == [("killed", "period")]
    assert scopes("In 2015, 39 police officers were killed in an attack on a station.") == [("killed", "incident")]


def test_people_still_displaced_are_a_stock() -> None:
    assert scopes("Selon l'ONU, sept mille personnes seraient encore déplacées.", "fr") == [("displaced_stock", "stock")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Am Montag hielten sich mehr als 6.000 Flüchtlinge in Slowenien auf."),
        ("de", "Am Montag warteten 3.000 Flüchtlinge auf die Einreise."),
        ("sv", "På måndagen väntade 3 000 flyktingar vid gränsen."),
    ],
)
def test_who_waits_is_a_stock_also_on_a_day(language: str, text: str) -> None:
    assert scopes(text, language) == [("refugees", "stock")]


def test_the_same_period_is_one() -> None:
    text = "Seit Anfang Oktober gab es fast täglich Angriffe. Im selben Zeitraum wurden mehr als 70 Menschen getötet."
    assert scopes(text, "de") == [("killed", "period")]

"""Structures in which a number and what it counts do not stand side by side: lists by place, genitives behind an adjunct, halves,
numbers that a noun says by itself, shares of the sick."""

from __future__ import annotations

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract


def _read(language: str, text: str) -> list[dict[str, object]]:
    article = ArticleText("a", "v", language, text, published_at="2020-06-10")
    return [claim.contract() for claim in extract(article).claims]


def _numbers(language: str, text: str) -> list[tuple[object, object]]:
    return [(c["measure"], c["stated"]) for c in _read(language, text)]


BY_PLACE = {
    "en": "New cases of cholera were reported in Kano (312), Lagos (204) and Oyo (97).",
    "fr": "Les nouveaux cas de choléra ont été signalés à Kano (312), Lagos (204) et Oyo (97).",
    "es": "Las entidades con más casos de dengue son Veracruz con 312; Tabasco, 204, y Oaxaca 97.",
    "pt": "Goiás tem o maior número de casos confirmados de sarampo (312), seguido de Bahia (204) e Tocantins (97).",
}


@pytest.mark.parametrize("language", sorted(BY_PLACE))
def test_figures_by_place_of_which_the_noun_is_said_once(language: str) -> None:
    assert _numbers(language, BY_PLACE[language]) == [("infected", 312), ("infected", 204), ("infected", 97)]


def test_names_with_ages_are_no_figures_by_place() -> None:
    assert _numbers("es", "Los muertos son Juan Pérez (41), Ana Díaz (22) y Luis Mora (63).") == []
    assert _numbers("en", "The dead were named as Ann Lee (41), Tom Roe (22) and Jo Poe (63).") == []


APART = {
    "fr": "L'arrestation vendredi de douze militaires a surpris la capitale.",
    "es": "La detención el viernes de doce militares sorprendió a la capital.",
    "pt": "A prisão na sexta-feira de doze militares surpreendeu a capital.",
}


@pytest.mark.parametrize("language", sorted(APART))
def test_a_genitive_behind_when_and_where(language: str) -> None:
    claims = _read(language, APART[language])
    assert [(c["measure"], c["stated"], c["population"]) for c in claims] == [("detained", 12, ["state_forces"])]


def test_a_genitive_behind_another_noun_is_no_victim() -> None:
    assert _numbers("fr", "La mort du président de douze associations a été annoncée.") == []


HALVES = {
    "fr": "Trois millions et demi de personnes ont fui le pays.",
    "es": "Tres millones y medio de personas huyeron del país.",
    "pt": "Três milhões e meio de pessoas fugiram do país.",
}


@pytest.mark.parametrize("language", sorted(HALVES))
def test_half_a_million_behind_the_millions(language: str) -> None:
    assert _numbers(language, HALVES[language]) == [("new_displacement", 3_500_000)]


NUMBERED = {
    "fr": "Un triple meurtre a choqué la ville.",
    "es": "Un triple homicidio sacudió la ciudad.",
    "pt": "Um triplo homicídio chocou a cidade.",
}


@pytest.mark.parametrize("language", sorted(NUMBERED))
def test_a_noun_that_says_how_many(language: str) -> None:
    assert _numbers(language, NUMBERED[language]) == [("killed", 3)]


def test_whom_deaths_befell_is_named_behind_them() -> None:
    claims = [*_read("fr", "Le rapport fait état de 212 décès de civils."), *_read("en", "The report lists 212 deaths of civilians.")]
    assert [(c["measure"], c["stated"], c["population"]) for c in claims] == [("killed", 212, ["civilian"])] * 2


def test_what_was_counted_is_the_subject_of_the_verb_of_rising() -> None:
    assert _numbers("en", "Deaths from the flu rose to 512.") == [("killed", 512)]
    assert _numbers("es", "Los fallecidos por la pandemia ascienden a 4.120.") == [("killed", 4120)]
    assert _numbers("pt", "As mortes por dengue chegaram a 94.") == [("killed", 94)]


def test_the_figure_stands_before_what_it_counts() -> None:
    assert _numbers("fr", "L'ONU chiffre à plus de 9 000 le nombre de morts.") == [("killed", 9000)]


def test_shares_of_the_sick_who_die() -> None:
    claims = [*_read("fr", "Le virus tue la moitié des personnes infectées."), *_read("es", "La letalidad del virus es de 12 por ciento.")]
    assert [(c["measure"], c["share"]) for c in claims] == [("killed", 0.5), ("killed", 0.12)]
    assert _numbers("fr", "Le vaccin protège 80 % des personnes infectées.") == []


def test_what_befell_the_whole_is_not_said_of_the_part() -> None:
    assert _numbers("fr", "Douze des 40 ouvriers blessés dans l'usine sont morts.") == [("killed", 12)]


def test_an_elision_before_a_number_word_but_no_contraction() -> None:
    assert _numbers("fr", "L'armée n'admet qu'un seul mort.") == [("killed", 1)]
    assert _numbers("en", "The gunman said: I'm ready to die.") == []


def test_one_no_goes_with_two_nouns() -> None:
    assert _numbers("es", "No se reportaron muertos ni heridos.") == [("killed", 0), ("injured", 0)]


def test_prisoners_are_detainees_when_they_are_killed_but_not_when_they_are_arrested() -> None:
    killed, held = _read("pt", "Quarenta presos foram mortos na rebelião."), _read("pt", "Dois policiais presos negam as acusações.")
    assert [(c["measure"], c["population"]) for c in (*killed, *held)] == [("killed", ["detainee"]), ("detained", ["state_forces"])]


ESTIMATES = {
    "en": "It is estimated that 300 people were killed in the attack.",
    "sv": "Antalet döda uppskattas till 300.",
    "de": "Die Zahl der Toten wurde auf 300 geschätzt.",
    "fr": "On estime que 300 personnes ont été tuées.",
    "es": "El número de muertos se calcula en 300.",
    "pt": "Estima-se que 300 pessoas morreram no ataque.",
    "ar": "يقدر عدد القتلى بنحو 300 شخص.",
}


@pytest.mark.parametrize("language", sorted(ESTIMATES))
def test_an_estimate_is_about(language: str) -> None:
    (claim,) = _read(language, ESTIMATES[language])
    assert (claim["measure"], claim["point"], claim["quantifier"]) == ("killed", 300, "about")


def test_an_estimate_before_what_it_counts() -> None:
    text = "Estimé d'abord à dix mille, le nombre des sans-abri serait finalement de vingt-trois mille."
    assert [(c["point"], c["quantifier"]) for c in _read("fr", text)] == [(10_000, "about"), (23_000, "exact")]


WORKERS = {
    "en": "Some 6,500 migrant workers from India, Pakistan, Nepal, Bangladesh and Sri Lanka have died in Qatar.",
    "sv": "Omkring 6 500 arbetare från Indien, Pakistan, Nepal och Bangladesh har dött i Qatar.",
    "fr": "Quelque 6 500 travailleurs migrants originaires d'Inde, du Pakistan et du Népal sont morts au Qatar.",
    "es": "Unos 6.500 trabajadores migrantes de India, Pakistán, Nepal y Bangladesh han muerto en Qatar.",
    "pt": "Cerca de 6.500 trabalhadores migrantes da Índia, do Paquistão e do Nepal morreram no Catar.",
}


@pytest.mark.parametrize("language", sorted(WORKERS))
def test_a_row_of_names_does_not_part_the_dead_from_their_verb(language: str) -> None:
    (claim,) = _read(language, WORKERS[language])
    assert (claim["measure"], claim["point"], claim["population"]) == ("killed", 6_500, ["people"])


def test_who_is_missing_from_a_list_is_not_missing() -> None:
    assert _read("en", "More than 125,000 people were missing from New York City voter rolls.") == []
    assert [m for m, _ in _numbers("en", "A ferry carrying voters sank and 20 people are missing.")] == ["missing"]


def test_words_of_ordinary_news_hide_no_harm() -> None:
    assert _numbers("en", "A warlord wanted by the court attacked the town and 20,000 people fled.") == [("new_displacement", 20_000)]
    assert _numbers("en", "About 20,000 people fled after the earthquake.") == [("new_displacement", 20_000)]
    assert _numbers("en", "Three hospitals were attacked on Monday, officials said online.") == [("attacked", 3)]

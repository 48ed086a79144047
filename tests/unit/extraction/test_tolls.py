"""Counts told anew: what a number without a noun renews, and that the day of the news is not the day of the harm."""

from __future__ import annotations

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract

RISES = {
    "en": "The number of people who died in Tuesday's attack on Khan Sheikhun rose to 72, up from 58 the day before.",
    "sv": "Antalet personer som dog i tisdagens attack mot Khan Sheikhun har stigit till 72, upp från 58.",
    "de": "Die Zahl der Menschen, die am Dienstag bei dem Angriff ums Leben kamen, ist auf 72 gestiegen. Zuvor war von 58 die Rede.",
    "fr": "Le nombre de personnes tuées mardi dans l'attaque s'élève désormais à 72, contre 58 la veille.",
    "es": "El número de fallecidos por el ataque que sacudió el martes la ciudad subió a 72, frente a los 58 anunciados antes.",
}


def _read(language: str, text: str) -> list[dict[str, object]]:
    article = ArticleText("a", "v", language, text, published_at="2017-04-05")
    return [claim.contract() for claim in extract(article).claims]


@pytest.mark.parametrize("language", sorted(RISES))
def test_a_toll_far_from_its_verb_and_the_one_before_it(language: str) -> None:
    claims = _read(language, RISES[language])
    assert [(c["measure"], c["point"]) for c in claims] == [("killed", 72), ("killed", 58)]
    assert [c["relation_cue"] for c in claims] == ["update_to", "update_from"]


def test_another_puts_the_figure_elsewhere() -> None:
    claims = _read("en", "At least 22 people died in the strike, the army said. Doctors put the figure at 30.")
    assert [(c["measure"], c["point"], c["source_text"]) for c in claims] == [("killed", 22, "the army"), ("killed", 30, "Doctors")]


def test_a_figure_of_something_else_renews_no_count() -> None:
    assert _read("en", "The number of visitors rose to 72, up from 58 the day before.") == []
    assert _read("en", "Two people died on Monday. The minister spoke of 3 percent growth.")[1:] == []


def test_the_day_of_the_news_is_not_the_day_of_the_harm() -> None:
    claims = _read("en", "The death toll from Monday's blast rose on Tuesday to 72, up from 58 on Monday night.")
    assert {c["event_start"] for c in claims} == {"2017-04-03"}


def test_the_dead_of_the_wounded_are_dead() -> None:
    (claim,) = _read("en", "Three people wounded in Monday's attack in Idlib have died.")
    assert (claim["measure"], claim["point"]) == ("killed", 3)
    both = _read("en", "Ten people were wounded in the attack and two later died.")
    assert [(c["measure"], c["point"]) for c in both] == [("injured", 10), ("killed", 2)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Security forces killed 817 people at the square, the group said. The ministry had spoken of 288 dead."),
        ("de", "Die Küstenwache hat 817 Leichen geborgen. Zunächst hatte sie 288 Tote gemeldet."),
        ("es", "La guardia costera ha recuperado los cadáveres de 817 personas. El miércoles había informado de 288 muertos."),
        ("pt", "O ataque deixou 817 mortos, disse o procurador. Mais cedo, o presidente havia mencionado 288 mortes."),
        ("fr", "Le bilan est de 817 morts. L'observatoire avait annoncé 288 morts mardi."),
        ("sv", "Antalet döda är 817. Kustbevakningen hade tidigare rapporterat 288 döda."),
    ],
)
def test_what_somebody_had_said_before_is_the_earlier_figure(language: str, text: str) -> None:
    told = [(c["point"] or c["low"], c["relation_cue"]) for c in _read(language, text)]
    assert [number for number, _ in told] == [817, 288]
    assert told[1][1] == "update_from" != told[0][1]


def test_what_somebody_had_said_of_another_event_is_no_earlier_figure() -> None:
    claims = _read("en", "A blast killed 20 people on Monday. In 2014 police had reported 12 dead in a similar attack.")
    assert [(c["point"], c["relation_cue"]) for c in claims] == [(20, None), (12, None)]


LEFT = {
    "en": "The fighting left 20 dead and 5,000 displaced.",
    "sv": "Striderna krävde 20 döda och 5 000 internflyktingar.",
    "de": "Die Kämpfe forderten 20 Tote und 5.000 Vertriebene.",
    "fr": "Les combats ont fait 20 morts et 5 000 déplacés.",
    "es": "Los combates dejaron 20 muertos y 5.000 desplazados.",
    "pt": "Os combates deixaram 20 mortos e 5.000 deslocados.",
    "ar": "خلفت المعارك 20 قتيلا و5000 نازح.",
}


@pytest.mark.parametrize("language", sorted(LEFT))
def test_each_item_of_a_toll_is_told_by_its_own_noun(language: str) -> None:
    claims = _read(language, LEFT[language])
    assert [(c["measure"], c["point"]) for c in claims] == [("killed", 20), ("new_displacement", 5000)]


def test_a_verb_of_killing_still_governs_all_its_objects() -> None:
    claims = _read("sv", "Soldaterna dödade 20 civila och 5 flyktingar.")
    assert [(c["measure"], c["point"]) for c in claims] == [("killed", 20), ("killed", 5)]


SOLDIERS = {
    "en": "The number of soldiers killed in the attack has risen to 89.",
    "sv": "Antalet dödade soldater har stigit till 89.",
    "de": "Die Zahl der bei dem Angriff getöteten Soldaten ist auf 89 gestiegen.",
    "fr": "Le nombre de soldats tués jeudi dans l'attaque s'élève désormais à 89 morts.",
    "es": "El número de soldados muertos en el ataque se eleva a 89.",
    "pt": "O número de soldados mortos no ataque subiu para 89.",
    "ar": "ارتفع عدد الجنود القتلى إلى 89.",
}


@pytest.mark.parametrize("language", sorted(SOLDIERS))
def test_whom_a_renewed_count_is_of(language: str) -> None:
    (claim,) = _read(language, SOLDIERS[language])
    assert (claim["measure"], claim["point"], claim["population"]) == ("killed", 89, ["state_forces"])


def test_who_killed_them_is_not_whom_a_count_is_of() -> None:
    for told in ("people killed by soldiers", "people whom soldiers killed"):
        (claim,) = _read("en", f"The number of {told} in the attack has risen to 89.")
        assert claim["population"] == ["people"]

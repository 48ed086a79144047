"""Whose people the victims are: two armies' losses in one fight are two figures, and no conflict."""

from __future__ import annotations

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract
from dagster_project.extraction.speakers.registry import actors, sources, state_forces_of

CASES = [
    ("en", "Four Pakistani soldiers and two Indian soldiers were killed.", {4: "pakistan", 2: "india"}),
    ("en", "The ministry said 20 Taliban fighters and 14 Afghan soldiers were killed.", {20: "taliban", 14: "afghan_government"}),
    ("en", "At least 12 Houthi rebels were killed by shelling.", {12: "houthis"}),
    ("en", "Eleven soldiers of the Malian army died in an ambush.", {11: "mali_army"}),
    ("en", "Five soldiers were killed.", {5: None}),
    ("en", "Three Peruvian soldiers were wounded.", {3: "PER"}),
    ("en", "Three Egyptian workers were killed.", {3: None}),
    ("fr", "Quatre soldats pakistanais et deux soldats indiens ont été tués.", {4: "pakistan", 2: "india"}),
    ("fr", "Onze soldats de l'armée malienne sont morts.", {11: "mali_army"}),
    ("es", "Cuatro soldados colombianos y seis guerrilleros de las FARC murieron.", {4: "colombian_army", 6: "farc"}),
    ("pt", "Quatro soldados paquistaneses e cinco policiais indianos foram mortos.", {4: "pakistan", 5: "india"}),
    ("de", "Vier pakistanische Soldaten und zwei indische Soldaten wurden getötet.", {4: "pakistan", 2: "india"}),
    ("sv", "Fyra pakistanska soldater och två indiska soldater dödades.", {4: "pakistan", 2: "india"}),
    ("ar", "قتل أربعة جنود باكستانيين و12 جنديا هنديا.", {4: "pakistan", 12: "india"}),
    ("ar", "قتل 12 جنديا من الجيش المالي.", {12: "mali_army"}),
]  # fmt: skip


def affiliations(language: str, text: str) -> dict[float | None, str | None]:
    article = ArticleText("a", "v", language, published_at="2024-05-15", body=text)
    return {claim.value.stated_number: claim.victims.victim_affiliation for claim in extract(article).claims}


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)])
def test_the_phrase_says_whose_people_they_are(language: str, text: str, expected: dict[float, str | None]) -> None:
    assert affiliations(language, text) == expected


def test_one_number_of_two_sides_people_is_of_neither() -> None:
    assert affiliations("de", "Vier pakistanische Soldaten und ein indischer Soldat wurden getötet.") == {5: None}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "China says four of its soldiers died in the clash."),
        ("pt", "A China diz que quatro dos seus soldados morreram."),
        ("es", "China dice que cuatro de sus soldados murieron."),
    ],
)
def test_its_soldiers_are_those_of_the_party_that_speaks(language: str, text: str) -> None:
    assert affiliations(language, text) == {4: "china"}


def test_its_soldiers_are_nobodys_when_somebody_else_speaks() -> None:
    assert affiliations("en", "Four of its soldiers died, a doctor said.") == {4: None}


def test_a_country_that_the_register_has_no_forces_of_has_none() -> None:
    assert state_forces_of("PER") is None


@pytest.mark.parametrize("register", [actors(), sources()])
def test_no_armed_group_is_a_word_that_many_could_bear(register) -> None:
    """An alias that is the entity's name in small letters makes it generic: meant for "police", wrong for "houthis"."""
    groups = {"houthis", "peshmerga", "anti_balaka", "taliban", "hamas"} & register.ids
    assert groups and not any(register[i].generic for i in groups)

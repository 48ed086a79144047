"""Victims told one by one: by name, by a noun that no pack lists, hurt and then dead. The languages' own sentences stand in their packs."""

from __future__ import annotations

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract


def _read(text: str, language: str = "en") -> list[tuple[str, float | None]]:
    claims = extract(ArticleText("a", "v", language, text, published_at="2020-06-10")).claims
    return [(c.measure, c.value.stated_number) for c in claims]


@pytest.mark.parametrize(
    "text",
    [
        "The actor Jon Hill, 70, died at home on Monday.",
        "Jon Hill was killed off in the third season of the series.",
        "Riverside Park was hit by the storm and Main Street was closed.",
        "Karl Benson wanted to kill Jon Hill.",
        "Jon Hill will be arrested, the prosecutor said.",
        "Jon Hill was not wounded in the blast.",
        "A gorilla was shot dead at the zoo.",
    ],
)
def test_no_harm_of_one_person(text: str) -> None:
    assert _read(text) == []


def test_a_surname_is_somebodys_when_the_text_told_the_name() -> None:
    assert _read("Lowell was wounded in the raid.") == []
    assert _read("Sergeant Ada Lowell led the raid. Lowell was wounded in the raid.") == [("injured", 1.0)]


def test_who_somebody_is_counts_nobody_else() -> None:
    assert _read("Ada Lowell, a teacher from Bristol, was shot dead.") == [("killed", 1.0)]
    assert _read("A teacher, Ada Lowell, was shot dead.") == [("killed", 1.0)]
    assert _read("Ada Lowell, whose father was wounded in the raid, spoke.") == []


def test_the_dog_of_somebody_is_not_somebody() -> None:
    assert _read("A dog belonging to the champion Ada Lowell was killed in the crash.") == []


def test_named_people_of_one_verb_are_one_number() -> None:
    assert _read("Ada Lowell, 31, Ulf Brand, 40, and Kim Moss, 22, were killed in the crash.") == [("killed", 3.0)]


def test_the_hurt_who_die_are_dead() -> None:
    assert _read("A guard was wounded in the blast on Monday and later died.") == [("killed", 1.0)]


def test_a_building_ends_only_words_for_harm_to_buildings() -> None:
    assert _read("Hundreds of thousands live in camps in Jordan.") == [("displaced_stock", None)]
    assert _read("The 200 destroyed houses stood by the river.") == [("destroyed", 200.0)]


def test_who_is_told_to_have_died_was_not_only_hurt() -> None:
    text = "Philando Castile was killed by police in Minnesota. An officer shot Castile during a traffic stop on Wednesday."
    claims = extract(ArticleText("a", "v", "en", text)).claims
    assert [c.measure for c in claims] == ["killed", "killed"]
    assert claims[1].reading.rule_id.endswith(".died")
    assert [c.measure for c in extract(ArticleText("a", "v", "en", "An officer shot Philando Castile on Wednesday.")).claims] == ["injured"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The failed bombing killed 20 people in Kabul.", [("killed", 20)]),
        ("Gunmen tried to kidnap and killed 20 people in Kabul.", [("killed", 20)]),
        ("Police said the men were charged with attempted rape and murder of two women.", []),
        ("He tried to kill 20 people.", []),
    ],
)
def test_what_was_done_after_an_attempt_is_told(text: str, claims: list[tuple[str, float]]) -> None:
    assert _read(text) == claims

"""Triggers in two parts: the second part must close the clause of the first, and what they count stands before it."""

from __future__ import annotations

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract


def read(text: str, language: str) -> list[tuple[str, object]]:
    article = ArticleText("example", "v", language, text, published_at="2020-06-10")
    return [(c.contract()["measure"], c.contract()["stated"]) for c in extract(article).claims]


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        ("sv", "Under året sköts 37 personer ihjäl.", [("killed", 37.0)]),
        ("sv", "Milisen tog 14 soldater till fånga.", [("abducted", 14.0)]),
        ("de", "Die Polizei nahm am Abend in Linz sechs Männer fest.", [("detained", 6.0)]),
        ("de", "Bewaffnete brachten in dem Dorf elf Bauern um.", [("killed", 11.0)]),
    ],
)
def test_both_parts_make_the_trigger(language: str, text: str, claims: list[tuple[str, object]]) -> None:
    assert read(text, language) == claims


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Polizei nahm sechs Hinweise auf."),
        ("de", "Bewaffnete brachten elf Bauern Brot, um sie zu gewinnen."),
        ("sv", "Milisen tog 14 soldater till en middag."),
    ],
)
def test_one_part_alone_makes_none(language: str, text: str) -> None:
    assert read(text, language) == []


def test_the_quote_holds_both_parts() -> None:
    text = "Under året sköts 37 personer ihjäl."
    (claim,) = extract(ArticleText("example", "v", "sv", text)).claims
    assert claim.span.quote == "sköts 37 personer ihjäl"


def test_a_word_of_a_part_is_not_said_of_the_whole() -> None:
    assert read("Ein Bus mit 40 Pilgern stürzte ab, 19 von ihnen waren sofort tot.", "de")[-1] == ("killed", 19.0)
    assert ("killed", 40.0) not in read("Ein Bus mit 40 Pilgern stürzte ab, 19 von ihnen waren sofort tot.", "de")


def test_a_verb_told_once_holds_for_the_time_beside_it() -> None:
    text = "Über die Grenze flohen am Montag 300 Menschen, am Dienstag 410."
    assert read(text, "de") == [("new_displacement", 300.0), ("new_displacement", 410.0)]


def test_freed_hostages_are_not_abducted() -> None:
    assert read("Die Rebellen entführten 40 Geiseln, von denen zwölf freigelassen wurden.", "de") == [("abducted", 40.0)]

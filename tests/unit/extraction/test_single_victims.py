"""Victims told without a number, in a language without an indefinite article, and the parts of a whole that are told with one."""

from __future__ import annotations

from typing import Any

import pytest

from dagster_project.extraction.numbers.given_names import named_phrase
from dagster_project.extraction.pipeline import ArticleText, extract
from dagster_project.extraction.words.document import Document
from dagster_project.extraction.words.grammar import grammar


def _claims(language: str, text: str) -> list[dict[str, Any]]:
    return [c.contract() for c in extract(ArticleText("a", "v", language, text, published_at="2020-06-10")).claims]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("الملازم مراد العلوي بتهمة", 3),  # title, name, surname with the article
        ("محمد بن سالم في المدينة", 3),  # name, "son of", name
        ("الصحفي السابق يوسف قال", 3),  # title with an adjective, name
        ("الشاب الذي توفي", None),
        ("شارع محمد", None),
    ],
)
def test_a_name_is_read_with_its_title_and_its_joints(text: str, words: int | None) -> None:
    rules = grammar("ar")
    tokens = Document.of(text, rules.rules, "ar").sentences[0].tokens
    found = named_phrase(tokens, 0, rules)
    assert (None if found is None else found[1]) == words


def test_parts_told_with_a_number_stay_apart() -> None:
    claims = _claims("en", "The blast killed 40 people, including six children and a woman.")
    assert [(c["stated"], c["parent_claim_id"] is not None) for c in claims] == [(40, False), (6, True), (1, True)]


def test_parts_told_without_a_number_are_one() -> None:
    claims = _claims("en", "The blast killed 40 people, including a child and a woman.")
    assert [(c["stated"], c["parent_claim_id"] is not None) for c in claims] == [(40, False), (2, True)]


def test_a_noun_with_and_written_onto_it_is_not_counted_by_the_number_before() -> None:
    claims = _claims("ar", "ارتفع عدد القتلى إلى 9 والجرحى إلى 31.")
    assert [(c["measure"], c["stated"]) for c in claims] == [("killed", 9), ("injured", 31)]


def test_a_country_is_no_victim_though_it_ends_like_an_object() -> None:
    assert _claims("ar", "أوقفت بلغاريا المفاوضات.") == []

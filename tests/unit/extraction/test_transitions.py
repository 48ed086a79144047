"""Those of the wounded or missing who died: they come on top of the dead and go off the others, so they are told from other parts."""

from __future__ import annotations

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract


def cues(language: str, text: str) -> list[tuple[float | None, str, str | None, bool]]:
    claims = extract(ArticleText("a", "v", language, body=text, published_at="2024-05-15")).claims
    return [(c.value.stated_number, c.measure, c.relation_cue, c.parent_claim_id is not None) for c in claims]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The blast wounded 30 people. Two of the wounded later died."),
        ("sv", "30 personer skadades. Två av de skadade dog senare."),
        ("fr", "L'explosion a blessé 30 personnes. Deux des blessés sont morts à l'hôpital."),
        ("es", "La explosión dejó 30 heridos. Dos de los heridos murieron en el hospital."),
        ("pt", "A explosão deixou 30 feridos. Dois dos feridos morreram no hospital."),
        ("de", "30 Menschen wurden verletzt. Zwei der Verletzten starben im Krankenhaus."),
    ],
)
def test_the_dead_among_the_wounded_are_a_transition(language: str, text: str) -> None:
    assert cues(language, text) == [(30, "injured", None, False), (2, "killed", "transition", True)]


def test_the_wounded_children_among_the_wounded_are_a_part() -> None:
    found = cues("en", "The blast wounded 30 people. Two of the wounded were children.")
    assert found[1][1:3] == ("injured", "subset")

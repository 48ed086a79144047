"""Parts that no word names as such: they add up to a figure told before."""

from __future__ import annotations

from dagster_project.extraction.pipeline import ArticleText, extract


def _parents(text: str) -> list[tuple[object, object]]:
    claims = [c.contract() for c in extract(ArticleText("a", "v", "en", text)).claims]
    points = {c["claim_id"]: c["point"] for c in claims}
    return [(c["point"], points.get(str(c["parent_claim_id"]))) for c in claims]


def test_a_list_that_adds_up_is_the_whole_told_again() -> None:
    text = "At least 30 people were killed on Sunday. The army attacked at dawn. 14 rebels, 7 civilians and 9 soldiers were killed."
    assert _parents(text) == [(30, None), (14, 30), (7, 30), (9, 30)]


def test_a_list_that_does_not_add_up_is_no_part() -> None:
    text = "At least 30 people were killed on Sunday. 14 rebels, 7 civilians and 8 soldiers were killed."
    assert {parent for _, parent in _parents(text)} == {None}


def test_another_measure_is_no_whole() -> None:
    text = "At least 30 people were wounded on Sunday. 14 rebels, 7 civilians and 9 soldiers were killed."
    assert {parent for _, parent in _parents(text)} == {None}


def test_parts_by_their_predicate() -> None:
    text = "The strike killed 22 people. Eleven of the dead were children. Thirty soldiers and 20 women are among the wounded."
    claims = [c.contract() for c in extract(ArticleText("a", "v", "en", text)).claims]
    assert [(c["point"], c["measure"], c["population"]) for c in claims][1] == (11, "killed", ["child"])
    assert [(c["point"], c["relation_cue"]) for c in claims][2:] == [(30, "subset"), (20, "subset")]

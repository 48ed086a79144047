"""What a figure has from an earlier one: that it renews it or adds to it, and the people that it leaves out."""

from __future__ import annotations

from dataclasses import replace

from dagster_project.extraction.harm.reads import Read, like
from dagster_project.extraction.harm.scene import Link, Scene
from dagster_project.extraction.harm.tolls import is_renewed
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.grammar import renews

_CLAUSE = 2  # words behind a noun that make it the subject of a clause
_CUE_REACH = 8  # tokens of the longest cue that relates a number to an earlier one


def relation_cue(scene: Scene, link: Link) -> str | None:
    """How the number of a link relates to an earlier one, as the words around it say: ``increment``, ``update_from``, ``update_to``,
    ``total``; None when they do not."""
    tokens, counted, grammar = scene.tokens, link.counted, scene.grammar
    around = range(max(0, counted.first - 2), min(len(tokens), counted.quantity.last + 2))
    for i in around:
        hit = grammar.increment.at(tokens, i)
        if hit and (hit.last <= counted.quantity.core_first + 1 or hit.first <= counted.quantity.last):
            return "increment"
    if renews(tokens, counted.first, grammar.update_from) is not None or grammar.quantities.is_earlier(tokens, counted.quantity):
        return "update_from"
    if is_renewed(scene, counted):
        return "update_to"
    before = tuple(t.norm for t in tokens[max(0, counted.first - _CUE_REACH) : counted.first])
    for code, phrases in (
        ("update_from", grammar.update_from),
        ("update_to", grammar.update_to),
        ("total", grammar.total),
    ):
        # The cue stands right before the number, but for one small word ("bringing the toll to").
        if any(words in (before[-len(words) :], before[-len(words) - 1 : -1]) for words in phrases):
            return code
    return None


def _named_before_colon(scene: Scene, counted: Counted) -> tuple[str, ...] | None:
    """The people of a number without a noun that opens what a colon explains: "Nurses were hit hard: more than 60 have died"."""
    if counted.kind != "bare" or not counted.first or scene.tokens[counted.first - 1].norm != ":":
        return None
    before, grammar = scene.tokens[: counted.first - 1], scene.grammar
    hits = [h for h in grammar.groups.scan(before) if h.value.kind == "person"]
    if len(hits) != 1 or hits[0].value.measure:
        return None
    small = grammar.prepositions | grammar.determiners
    said = [t for t in before[hits[0].last :] if t.is_word and not t.is_capital and t.norm not in small]
    return hits[0].value.population if len(said) >= _CLAUSE else None  # but "Police: 11 dead" names who says it


def with_people_before(scene: Scene, read: Read, earlier: list[Read]) -> Read:
    """ "Two soldiers were killed, seven more were wounded": those without a noun are of the people counted just before; so are the
    "three" who were killed in the fighting, of the four dead told right before."""
    named = _named_before_colon(scene, read.link.counted)
    if named is not None:
        return replace(read, link=replace(read.link, counted=replace(read.link.counted, population=named)))
    before = next((r for r in reversed(earlier) if not r.subset), None)
    if before is None or read.sentence.index - before.sentence.index > 1:
        return read
    own, other = read.link, before.link
    number, whole = own.counted.quantity.stated, other.counted.quantity.stated
    fewer = isinstance(number, float) and isinstance(whole, float) and number < whole and own.frame.slot in ("subject", "passive")
    if read.relation_cue != "increment" and not (fewer and own.counted.kind == "bare" and own.frame.measure == other.frame.measure):
        return read
    return replace(read, link=replace(read.link, counted=like(read.link.counted, before.link.counted)))

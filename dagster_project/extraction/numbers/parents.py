"""Parents told with the number of their children, who are no victims: "a mother of four was killed"."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.numbers.quantities import Quantity
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar

_NOUN = 3  # tokens of a noun for a parent, with what may stand between it and the number ("padre de familia de")


def is_offspring(tokens: Sequence[Token], quantity: Quantity, grammar: Grammar) -> bool:
    """Whether a number right behind a parent tells of the children: "a mother of four", "Vater dreier Kinder"."""
    if quantity.basis == "implicit" or quantity.value_type == "share" or not quantity.first:
        return False
    starts = range(max(0, quantity.first - 1 - _NOUN), quantity.first)
    hits = (hit for i in starts if (hit := grammar.parents.at(tokens, i)) is not None)
    found = next((h for h in hits if _reaches(tokens, h.last, quantity.first, grammar)), None)
    if found is None:
        return False
    single = found.first > 0 and grammar.quantities.is_article(tokens, found.first - 1)
    return single or not _are_victims(tokens, quantity.last, grammar)


def _reaches(tokens: Sequence[Token], last: int, first: int, grammar: Grammar) -> bool:
    """Whether only the word between a parent and the number stands there; it may be written onto the number, or be its ending."""
    if last == first:
        return not grammar.kin_of or tokens[first].norm.endswith(grammar.genitive_numbers)
    return first - last == 1 and tokens[last].norm in grammar.kin_of


def offspring_behind(tokens: Sequence[Token], first: int, last: int, grammar: Grammar) -> int | None:
    """The token behind the number of children, and the noun for them, of the parent told at tokens ``first``..``last``."""
    parent = grammar.parents.at(tokens, first)
    if parent is None:
        return None
    for start in (last, last + 1):
        number = grammar.quantities.number_at(tokens, start) if start < len(tokens) else None
        if number is not None and _reaches(tokens, max(last, parent.last), start, grammar):
            noun = grammar.groups.at(tokens, number[1]) if number[1] < len(tokens) else None
            return noun.last if noun is not None else number[1]
    return None


def _are_victims(tokens: Sequence[Token], last: int, grammar: Grammar) -> bool:
    """Whether a word of harm stands right before or behind the noun for the children: "two children killed in", "43 missing students"."""
    hit = grammar.frames.at(tokens, last) if last < len(tokens) else None
    start = hit.last if hit is not None else last
    noun = grammar.groups.at(tokens, start) if start < len(tokens) else None
    if noun is None:
        return False
    return hit is not None or (noun.last < len(tokens) and grammar.frames.at(tokens, noun.last) is not None)

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
    return any(_reaches(tokens, hit.last, quantity.first, grammar) for hit in hits)


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

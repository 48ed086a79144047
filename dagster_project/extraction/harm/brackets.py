"""Triggers in two parts that stand around other words: "sköts 43 personer ihjäl", "kommen täglich 800 Menschen an".

A pack writes such a form with # where the other words stand. Which phrase it counts is decided in linking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.frames import Frame
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.lexicon import Hit

_REACH = 26  # tokens between the two parts of a verb
_MARKS = frozenset(';:!?"()\u2013')


def triggers_of(tokens: Sequence[Token], grammar: Grammar) -> list[Hit[tuple[Frame, ...]]]:
    """The triggers of a sentence, those in two parts only where the second part closes the clause of the first."""
    found = grammar.frames.scan(tokens)
    apart = grammar.split.scan(tokens)
    if not apart:
        return found
    taken = {i: number for number, hit in enumerate(found) for i in range(hit.first, hit.last)}
    added: list[Hit[tuple[Frame, ...]]] = []
    for hit in apart:
        frames = tuple(closed for words, frame in hit.value if (closed := _closed(tokens, hit.last, words, frame, grammar)) is not None)
        if not frames:
            continue
        other = taken.get(hit.first)
        if other is None:
            added.append(Hit(hit.first, hit.last, frames))
        elif found[other].first == hit.first and found[other].last <= hit.last:
            found[other] = Hit(hit.first, hit.last, (*found[other].value, *frames))
    return sorted([*found, *added], key=lambda h: h.first)


def _closed(tokens: Sequence[Token], start: int, words: tuple[str, ...], frame: Frame, grammar: Grammar) -> Frame | None:
    """The frame with the tokens of its second part, ``words``, or None where the clause ends without it. ``start``: behind the first."""
    apart = (grammar.clause | grammar.relative) - grammar.auxiliaries
    end = min(len(tokens), start + _REACH)
    for index in range(start, end):
        token = tokens[index]
        last = index + len(words)
        stands = last <= len(tokens) and all(tokens[index + k].norm == w for k, w in enumerate(words))
        if stands and (words[-1] not in grammar.ambiguous or _ends(tokens, last, grammar)):
            return replace(frame, closes=(index, last))
        clause = token.norm in apart and index > start and grammar.quantities.bound_before(tokens, index + 1) is None  # "mehr als"
        if token.norm in _MARKS or clause:
            return None
    return None


def _ends(tokens: Sequence[Token], last: int, grammar: Grammar) -> bool:
    """Whether a clause ends before token ``last``: a particle that is a preposition or an article too stands nowhere else."""
    if last >= len(tokens):
        return True
    token = tokens[last]
    return not (token.is_word or token.is_number) or token.norm in grammar.conjunctions

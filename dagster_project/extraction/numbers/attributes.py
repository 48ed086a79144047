"""Participles that stand between a number and its noun with all that belongs to them: "400 aus der Türkei gekommene Flüchtlinge"."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar

_REACH = 9  # words of a participle with what belongs to it


def described_noun(tokens: Sequence[Token], index: int, limit: int, grammar: Grammar) -> int | None:
    """Where the noun stands when a preposition opens a participle's complement before it: "400 aus der Türkei gekommene Flüchtlinge"."""
    endings = grammar.attributes
    if not endings or tokens[index].norm not in grammar.prepositions:
        return None
    verbs = grammar.passive | grammar.active | grammar.relative | grammar.own_verbs
    for at in range(index + 1, min(limit, index + _REACH)):
        token = tokens[at]
        if not token.is_word or token.norm in verbs:
            return None
        if at + 1 < limit and not token.is_capital and token.norm.endswith(endings) and grammar.groups.at(tokens, at + 1):
            return at + 1
    return None

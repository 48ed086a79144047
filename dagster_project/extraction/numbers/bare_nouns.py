"""Nouns in the singular without an article or a number: their endings, and where they are no adjective of the noun before them."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.groups import Group
from dagster_project.extraction.words.lexicon import Hit


def accusative(tokens: Sequence[Token], index: int, grammar: Grammar) -> Hit[Group] | None:
    """A single noun with the ending of an object."""
    token = tokens[index]
    if token.norm in grammar.no_accusatives:
        return None
    for ending in grammar.syntax.accusative:
        if token.norm.endswith(ending) and len(token.norm) > len(ending) + 2:
            bare = Token(token.start, token.end, token.norm[: -len(ending)], token.cased, token.glue)
            hit = grammar.groups.exact([*tokens[:index], bare, *tokens[index + 1 :]], index)
            if hit and hit.last == index + 1 and (hit.value.singular or hit.value.one):
                return hit
    return None


def told_apart(stated: float | str | None, grammar: Grammar) -> bool:
    """Whether a singular behind a phrase with this number is told for itself: where it could share the number ("20 million soldiers and
    citizens") it would be a plural."""
    last = grammar.quantities.data.plural_up_to
    return isinstance(stated, float) and (last is None or stated <= last)


def single_noun(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    """Whether a single person stands at ``index``: right behind a counted plural it is another one, the verb's object."""
    if grammar.has_articles or index >= len(tokens):
        return False
    hit = accusative(tokens, index, grammar) or grammar.groups.exact(tokens, index)
    return hit is not None and hit.value.kind == "person" and (hit.value.singular or hit.value.one is not None)


def noun_before(tokens: Sequence[Token], index: int, stated: float | str | None, grammar: Grammar) -> Hit[Group] | None:
    """The noun before a "two" that stands behind it for emphasis: "civilians two"."""
    if grammar.has_articles or stated != 2.0 or not index:
        return None
    hit = grammar.groups.at(tokens, index - 1)
    return hit if hit is not None and hit.last == index and not hit.value.singular else None

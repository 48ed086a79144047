"""Counted nouns without a number or an article: the dual, and the single victim of a language that has no indefinite article."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.numbers.ages import age_behind, aged_population
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.numbers.quantities import Quantity
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar, Group
from dagster_project.extraction.words.lexicon import Hit

_PLURAL = 10  # the last number that is followed by a plural in Arabic
_SUBJECT = 3  # words of a subject between a verb and its object


def unnumbered_phrases(tokens: Sequence[Token], found: Sequence[Counted], grammar: Grammar) -> list[Counted]:
    """The nouns that count by themselves, besides those ``found`` with a number."""
    return _duals(tokens, found, grammar) + ([] if grammar.has_articles else _bare_singulars(tokens, found, grammar))


def _duals(tokens: Sequence[Token], found: Sequence[Counted], grammar: Grammar) -> list[Counted]:
    """Nouns in the dual are quantities by themselves: two."""
    taken = {i for c in found for i in range(c.first, c.last)}
    extra: list[Counted] = []
    for hit in grammar.groups.scan(tokens):
        if hit.value.dual and hit.first not in taken:
            quantity = Quantity(hit.first, hit.last, hit.first, hit.last, "number", "exact", stated=2.0, basis="dual")
            extra.append(Counted(quantity, hit.first, hit.last, hit.value.kind, hit.value.population, (hit.value,), hit.first))
    return extra


def _bare_singulars(tokens: Sequence[Token], found: Sequence[Counted], grammar: Grammar) -> list[Counted]:
    """Where a language has no indefinite article, one victim is the bare noun right behind its verb or verbal noun."""
    taken = {i for c in found for i in range(c.first, c.last)}
    extra: list[Counted] = []
    triggers = [h for h in grammar.frames.scan(tokens) if h.value]
    openings = [h.last for h in triggers if any(f.slot in ("object", "of") for f in h.value)]
    verbs = [h.last for h in triggers if any(f.slot == "object" for f in h.value)]
    openings += [at for verb in verbs if (at := _object_behind_subject(tokens, verb, taken, grammar)) is not None]
    openings += [h.last for h in grammar.subset.scan(tokens)]
    numbered = [c.last for c in found if c.kind == "person" and c.first in openings and not _shares(c)]  # "four soldiers and a child"
    for start in sorted({*openings, *numbered}):
        index = start
        while index < len(tokens) and index not in taken:
            first = index == start and start not in numbered  # a particle written onto it would make it definite
            hit = (
                (_accusative(tokens, index, grammar) or grammar.groups.exact(tokens, index))
                if first
                else _joined_on(tokens, index, grammar)
            )
            one = hit and (hit.value if hit.value.singular else hit.value.one)
            if hit is None or not one or any(c.first == hit.last and c.quantity.stated == 1.0 for c in found):
                break  # "one person" with the number behind its noun is counted already
            quantity = Quantity(hit.first, hit.first, hit.first, hit.last, "number", "exact", stated=1.0, basis="implicit")
            age, index = age_behind(tokens, hit.last, one, grammar) or (None, hit.last)
            while index < len(tokens) and (more := grammar.groups.exact(tokens, index)) and more.value.singular:
                index = more.last  # "a Palestinian youth"
            extra.append(Counted(quantity, hit.first, index, one.kind, aged_population(one.population, age), (one,), hit.first))
    return extra


def _shares(counted: Counted) -> bool:
    """Whether a singular behind the phrase may share its number ("20 million soldiers and citizens"); up to ten it would be a plural."""
    stated = counted.quantity.stated
    return not isinstance(stated, float) or stated > _PLURAL


def _accusative(tokens: Sequence[Token], index: int, grammar: Grammar) -> Hit[Group] | None:
    """A single noun with the ending of an object."""
    token = tokens[index]
    for ending in grammar.syntax.accusative:
        if token.norm.endswith(ending) and len(token.norm) > len(ending) + 2:
            bare = Token(token.start, token.end, token.norm[: -len(ending)], token.cased, token.glue)
            hit = grammar.groups.exact([*tokens[:index], bare, *tokens[index + 1 :]], index)
            if hit and hit.last == index + 1 and (hit.value.singular or hit.value.one):
                return hit
    return None


def _object_behind_subject(tokens: Sequence[Token], verb: int, taken: set[int], grammar: Grammar) -> int | None:
    """Where the object begins when one to three words of a subject stand between it and its verb ("gunmen kidnapped a journalist" in the
    order verb, subject, object): the noun's ending tells."""
    apart = grammar.prepositions | grammar.conjunctions | grammar.clause | grammar.relative | grammar.auxiliaries
    for index in range(verb, min(verb + _SUBJECT + 1, len(tokens))):
        token = tokens[index]
        if index in taken or not token.is_word or token.norm in apart or (grammar.frames.at(tokens, index) and index > verb):
            return None
        if index > verb and _accusative(tokens, index, grammar):
            return index
    return None


def _joined_on(tokens: Sequence[Token], index: int, grammar: Grammar) -> Hit[Group] | None:
    """A noun with "and", and nothing else, written onto it: the next one of a list."""
    prefix, token = grammar.quantities.data.joiner_prefix, tokens[index]
    if not prefix or not token.norm.startswith(prefix):
        return None
    bare = Token(token.start, token.end, token.norm[len(prefix) :], token.cased, token.glue)
    return grammar.groups.exact([*tokens[:index], bare, *tokens[index + 1 :]], index) if bare.norm else None

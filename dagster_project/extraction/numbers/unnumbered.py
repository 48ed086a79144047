"""Counted nouns without a number or an article: the dual, and the single victim of a language that has no indefinite article.

Victims told by name live in :mod:`named`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dagster_project.extraction.numbers.ages import age_behind, aged_population
from dagster_project.extraction.numbers.bare_nouns import accusative, single_noun, told_apart
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.numbers.given_names import named_phrase
from dagster_project.extraction.numbers.quantities import Quantity
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.groups import Group
from dagster_project.extraction.words.lexicon import Hit

_SUBJECT = 3  # words of a subject between a verb and its object
_SEVERAL = 3  # the least number that stands behind a definite plural
_COMPANIONS = "companions"  # the label of nouns that say whose somebody is
_DESCRIBED = 2  # words that describe a single victim before the next one
_TOLD = 4  # words between a single victim that stands first and its verb


def unnumbered_phrases(tokens: Sequence[Token], found: Sequence[Counted], grammar: Grammar) -> list[Counted]:
    """The nouns that count by themselves, besides those ``found`` with a number."""
    extra = _numbered_behind(tokens, found, grammar)
    extra += _duals(tokens, [*found, *extra], grammar)
    return extra if grammar.has_articles else extra + _bare_singulars(tokens, [*found, *extra], grammar)


def _numbered_behind(tokens: Sequence[Token], found: Sequence[Counted], grammar: Grammar) -> list[Counted]:
    """Definite nouns whose number stands behind them with the article written onto it: "the dead the-three"."""
    article = grammar.syntax.article
    if not article:
        return []
    taken = {i for c in found for i in range(c.first, c.last)}
    extra: list[Counted] = []
    for hit in grammar.groups.scan(tokens):
        index = hit.last
        told = hit.value.singular or bool(hit.value.number)
        if hit.first in taken or index >= len(tokens) or told or not tokens[index].norm.startswith(article):
            continue
        token = tokens[index]
        if token.norm == article:  # the article before digits
            number = grammar.quantities.number_at(tokens, index + 1) if index + 1 < len(tokens) and tokens[index + 1].glue == "" else None
        else:
            bare = Token(token.start, token.end, token.norm[len(article) :], token.cased, token.glue)
            number = grammar.quantities.number_at([*tokens[:index], bare, *tokens[index + 1 :]], index)
        if number is not None and number[0] >= _SEVERAL:
            quantity = Quantity(hit.first, number[1], index, number[1], "number", "exact", stated=number[0], basis="words")
            extra.append(Counted(quantity, hit.first, number[1], hit.value.kind, hit.value.population, (hit.value,), hit.first))
    return extra


def _duals(tokens: Sequence[Token], found: Sequence[Counted], grammar: Grammar) -> list[Counted]:
    """Nouns in the dual are quantities by themselves, as are those that say another number ("triple homicide")."""
    taken = {i for c in found for i in range(c.first, c.last)}
    extra: list[Counted] = []
    described = -1
    for hit in grammar.groups.scan(tokens):
        if hit.value.number and hit.first not in taken and hit.first != described:  # behind another dual it is an adjective
            described = hit.last
            quantity = Quantity(hit.first, hit.last, hit.first, hit.last, "number", "exact", stated=float(hit.value.number), basis="dual")
            extra.append(Counted(quantity, hit.first, hit.last, hit.value.kind, hit.value.population, (hit.value,), hit.first))
    return extra


def _bare_singulars(tokens: Sequence[Token], found: Sequence[Counted], grammar: Grammar) -> list[Counted]:
    """Where a language has no indefinite article, one victim is the bare noun right behind its verb or verbal noun."""
    taken = {i for c in found for i in range(c.first, c.last)}
    extra: list[Counted] = []
    openings = _openings(tokens, taken, grammar)
    parts = {h.last for h in grammar.subset.scan(tokens)} if not found else set()
    told = [c for c in found if c.kind == "person" and c.first in openings and told_apart(c.quantity.stated, grammar)]
    numbered = [c.last for c in told]  # "four soldiers and a child"
    objects = {c.last for c in told if single_noun(tokens, c.last, grammar)}  # "four youths raped a girl"
    for start in sorted({*openings, *numbered}):
        index = start
        while index < len(tokens) and index not in taken:
            first = index == start and (start not in numbered or start in objects)  # a particle written onto it would make it definite
            if not first and tokens[index].norm == grammar.quantities.data.joiner_prefix and index + 1 < len(tokens):
                index, first = index + 1, True  # "and" written apart
            single = None if index in parts and named_phrase(tokens, index, grammar) else _single(tokens, index, first, grammar)
            if single is None or any(c.first == single.head_last and c.quantity.stated == 1.0 for c in found):
                break  # "one person" with the number behind its noun is counted already
            one = single.group
            quantity = Quantity(index, index, index, single.head_last, "number", "exact", stated=1.0, basis="implicit")
            age, last = age_behind(tokens, single.last, one, grammar) or (None, single.last)
            while last < len(tokens) and (more := grammar.groups.exact(tokens, last)) and more.value.singular:
                last = more.last  # "a Palestinian youth"
            last = _before_companion(tokens, last, one, taken, grammar)
            extra.append(Counted(quantity, index, last, one.kind, aged_population(one.population, age), (one,), index))
            index = last
    return extra


def _before_companion(tokens: Sequence[Token], last: int, one: Group, taken: set[int], grammar: Grammar) -> int:
    """Over what describes a single victim, where another one is joined on behind it: "the driver of the lorry and-his-companion"; but "a
    dangerous terrorist and-leader of a cell" is one man."""
    apart = grammar.prepositions | grammar.conjunctions | grammar.clause | grammar.relative | grammar.auxiliaries
    for index in range(last, min(last + _DESCRIBED + 1, len(tokens))):
        if (joined := _without(tokens, index, grammar.quantities.data.joiner_prefix)) is not None:
            hit = grammar.groups.exact(joined, index)
            if hit is not None and hit.value.kind == "person" and (hit.value.singular or hit.value.one):
                told = hit.value.population != one.population or bool(hit.value.person and hit.value.person.label == _COMPANIONS)
                return index if told or index == last else last
        if index in taken or not tokens[index].is_word or tokens[index].norm in apart or grammar.frames.at(tokens, index):
            break
    return last


class _Single(NamedTuple):
    """A single victim: its group, and the tokens behind its noun and behind all of it."""

    group: Group
    head_last: int
    last: int


def _openings(tokens: Sequence[Token], taken: set[int], grammar: Grammar) -> list[int]:
    """Where a single victim may begin: behind its verb, behind a wording for parts, and before a verb in a reported clause."""
    triggers = [h for h in grammar.frames.scan(tokens) if h.value]
    found = [h.last for h in triggers if any(f.slot in ("object", "of") for f in h.value)]
    verbs = [h.last for h in triggers if any(f.slot == "object" for f in h.value)]
    found += [at for verb in verbs if (at := _object_behind_subject(tokens, verb, taken, grammar)) is not None]
    found += [h.last for h in grammar.subset.scan(tokens)]
    told = [h.first for h in triggers if any(f.slot in ("subject", "passive") for f in h.value)]
    return found + [at for verb in told if (at := _subject_before(tokens, verb, taken, grammar)) is not None]


def _single(tokens: Sequence[Token], index: int, first: bool, grammar: Grammar) -> _Single | None:
    """The single victim at ``index``: a bare noun, one out of several, or somebody named."""
    if not first:
        joined = _without(tokens, index, grammar.quantities.data.joiner_prefix)
        if joined is None:
            return None
        hit = grammar.groups.exact(joined, index)
        tokens = joined
    else:
        hit = accusative(tokens, index, grammar) or grammar.groups.exact(tokens, index) or _governed(tokens, index, grammar)
    named = named_phrase(tokens, index, grammar)
    if named is not None:
        return _Single(named[0], named[1], named[1])
    out = grammar.one_of.at(tokens, index)
    if out is not None:
        several = grammar.groups.at(tokens, out.last) if out.last < len(tokens) else None
        if several is None or several.value.kind != "person" or several.value.singular:
            return None
        behind = grammar.groups.at(tokens, several.last) if several.last < len(tokens) else None
        if several.value.collective and behind is not None and behind.value.kind == "household":
            return None  # "one of the members of the family"
        return _Single(replace(several.value, singular=True), several.last, several.last)
    one = hit and (hit.value if hit.value.singular else hit.value.one)
    return _Single(one, hit.last, hit.last) if hit and one else None


def _without(tokens: Sequence[Token], index: int, prefix: str) -> list[Token] | None:
    """The tokens with the one at ``index`` less what is written onto it."""
    token = tokens[index]
    if not prefix or not token.norm.startswith(prefix) or len(token.norm) <= len(prefix) + 1:
        return None
    bare = Token(token.start, token.end, token.norm[len(prefix) :], token.cased, token.glue)
    return [*tokens[:index], bare, *tokens[index + 1 :]]


def _governed(tokens: Sequence[Token], index: int, grammar: Grammar) -> Hit[Group] | None:
    """A noun with the preposition of its verb written onto it."""
    for prefix in grammar.syntax.attached:
        bare = _without(tokens, index, prefix)
        if bare and (hit := grammar.groups.exact(bare, index)):
            return hit
    return None


def _subject_before(tokens: Sequence[Token], verb: int, taken: set[int], grammar: Grammar) -> int | None:
    """Where the single subject of a verb begins that stands before it, right behind the word that opens its clause."""
    apart = grammar.conjunctions | grammar.relative | grammar.auxiliaries
    for index in range(verb - 1, max(-1, verb - _TOLD - 2), -1):
        token = tokens[index]
        if index in taken or not token.is_word or token.norm in apart:
            return None
        if token.norm in grammar.clause:
            return index + 1 if index + 1 < verb else None
    return None


def _object_behind_subject(tokens: Sequence[Token], verb: int, taken: set[int], grammar: Grammar) -> int | None:
    """Where the object begins when one to three words of a subject stand between it and its verb ("gunmen kidnapped a journalist" in the
    order verb, subject, object): the noun's ending tells."""
    apart = grammar.prepositions | grammar.conjunctions | grammar.clause | grammar.relative | grammar.auxiliaries
    for index in range(verb, min(verb + _SUBJECT + 1, len(tokens))):
        token = tokens[index]
        if index in taken or not token.is_word or token.norm in apart or (grammar.frames.at(tokens, index) and index > verb):
            return None
        if index > verb and accusative(tokens, index, grammar):
            return index
    return None

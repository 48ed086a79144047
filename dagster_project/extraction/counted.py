"""Counted noun phrases: what a quantity counts, as the words after it (or around it) say.

Whether the counted came to harm is decided in linking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dagster_project.extraction.document import Token
from dagster_project.extraction.grammar import Grammar, Group
from dagster_project.extraction.lexicon import Hit
from dagster_project.extraction.numbers import Quantity

_REACH = 6  # words between a number and its noun
_BARE = "bare"
_UNKNOWN = "unknown"


@dataclass(frozen=True)
class Counted:
    """A quantity with its noun: tokens ``first``..``last`` (exclusive) of the phrase.

    ``kind`` is person, household, facility, settlement, ``unknown`` (a noun that the pack does not list) or ``bare`` (no noun).
    """

    quantity: Quantity
    first: int
    last: int
    kind: str
    population: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    head_first: int | None = None

    @property
    def group(self) -> Group | None:
        return self.groups[0] if self.groups else None

    @property
    def implicit(self) -> bool:
        return self.quantity.basis == "implicit"


def counted_phrases(tokens: Sequence[Token], quantities: Sequence[Quantity], grammar: Grammar) -> list[Counted]:
    """The noun phrase of each quantity; quantities of things that cannot be victims are left out."""
    found: list[Counted] = []
    for position, quantity in enumerate(quantities):
        limit = quantities[position + 1].first if position + 1 < len(quantities) else len(tokens)
        counted = _phrase(tokens, quantity, limit, grammar)
        if counted:
            found.append(counted)
    return found + _duals(tokens, found, grammar)


def _phrase(tokens: Sequence[Token], quantity: Quantity, limit: int, grammar: Grammar) -> Counted | None:
    index, unknown = quantity.last, 0
    hit: Hit[Group] | None = None
    while index < limit and index - quantity.last < _REACH:
        token = tokens[index]
        hit = grammar.groups.at(tokens, index)
        longer = grammar.frames.at(tokens, index) if hit else None
        if hit and hit.last <= limit and not (longer and longer.last > hit.last):
            break
        hit = None
        hyphenated = token.glue == "-" or (index + 1 < limit and tokens[index + 1].glue == "-")
        if hyphenated and (token.is_word or token.is_number):  # part of an adjective: "9-year-old girl"
            index += 1
            continue
        if not token.is_word:
            break
        if grammar.noncount.at(tokens, index):
            following = grammar.groups.at(tokens, index + 1) if index + 1 < limit else None
            if following is None:
                return None
            index += 1
            continue
        if token.norm in grammar.skip:
            index += 1
            continue
        if (
            token.norm in grammar.conjunctions
            or token.norm in grammar.prepositions
            or token.norm in grammar.clause
            or token.norm in grammar.relative
            or token.norm in grammar.auxiliaries
        ):
            break
        frames = grammar.frames.at(tokens, index)
        if frames:
            after = grammar.groups.at(tokens, frames.last) if frames.last < limit else None
            if after is None or not any(f.slot in ("noun", "passive") for f in frames.value):
                break
            index = frames.last
            continue
        unknown += 1
        index += 1
    if hit is None:
        if quantity.basis == "implicit":
            return _pronoun(tokens, quantity, limit, grammar)
        if quantity.last < len(tokens) and tokens[quantity.last].norm in grammar.of and not grammar.subset_after.at(tokens, quantity.last):
            return None
        end = quantity.last + unknown if unknown else quantity.last
        return Counted(quantity, quantity.first, min(end, limit), _UNKNOWN if unknown else _BARE, ("people",))
    return _headed(tokens, quantity, hit, limit, grammar)


def _pronoun(tokens: Sequence[Token], quantity: Quantity, limit: int, grammar: Grammar) -> Counted | None:
    """ "one died": an article's form that stands for a person itself, right before its verb."""
    after = quantity.last
    if after >= limit or not grammar.pronouns.at(tokens, quantity.first) or not tokens[after].is_word:
        return None
    verb = grammar.frames.at(tokens, after)
    if tokens[after].norm not in grammar.auxiliaries and not (verb and any(f.slot in ("passive", "subject") for f in verb.value)):
        return None
    return Counted(replace(quantity, basis="words"), quantity.first, after, _BARE, ("people",))


def _headed(tokens: Sequence[Token], quantity: Quantity, hit: Hit[Group], limit: int, grammar: Grammar) -> Counted | None:
    alone = quantity.basis == "implicit" or quantity.stated == 1
    groups = [hit.value.one if alone and hit.value.one else hit.value]
    last = hit.last
    while last < limit:
        following = grammar.groups.at(tokens, last)
        if following is None or following.last > limit or tokens[last].norm in grammar.auxiliaries:
            break
        groups.insert(0, following.value)
        last = following.last
    if quantity.basis == "implicit" and not groups[0].singular:
        return None
    population = _population(groups, tokens[quantity.last : hit.first], grammar)
    last, population, extra = _coordinated(tokens, last, limit, population, quantity, grammar, bool(groups[0].measure))
    if groups[0].collective:
        population, last = _members(tokens, last, limit, population, grammar)
    return Counted(quantity, quantity.first, last, groups[0].kind, population, (*groups, *extra), hit.first)


def _population(groups: Sequence[Group], before: Sequence[Token], grammar: Grammar) -> tuple[str, ...]:
    """The most telling population of a chain of nouns ("police officers", "civilian women"), and of the adjectives before it."""
    head = groups[0]
    specific = [g for g in groups if g.kind == "person" and g.population != ("people",)]
    population = specific[0].population if specific else head.population
    if head.kind == "person" and population[0] in ("combatant", "state_forces", "people"):
        words = [t.norm for t in before]
        for size in (2, 1):
            for at in range(len(words) - size + 1):
                code = grammar.modifiers.get(" ".join(words[at : at + size]))
                if code and (population[0] != "people" or code == "civilian"):
                    return (code,)
    return population


def _coordinated(
    tokens: Sequence[Token], last: int, limit: int, population: tuple[str, ...], quantity: Quantity, grammar: Grammar, carries_measure: bool
) -> tuple[int, tuple[str, ...], tuple[Group, ...]]:
    """ "ten women and children": one number, two groups."""
    if quantity.basis == "implicit" or last + 1 >= limit:
        return last, population, ()
    conjunction = grammar.phrase_conjunctions.at(tokens, last)
    if not conjunction or conjunction.last >= limit:
        return last, population, ()
    other = grammar.groups.at(tokens, conjunction.last)
    if other and other.value.measure and not carries_measure:
        return last, population, ()  # "killed 20 people and displaced ...": the next verb, not a second noun
    if other and other.last <= limit and other.value.kind == "person" and not other.value.singular:
        merged = tuple(dict.fromkeys((*population, *other.value.population)))
        if "people" in merged and len(merged) > 1:
            merged = tuple(p for p in merged if p != "people") if population != ("people",) else population
        return other.last, merged, (other.value,)
    return last, population, ()


def _members(tokens: Sequence[Token], last: int, limit: int, population: tuple[str, ...], grammar: Grammar) -> tuple[tuple[str, ...], int]:
    """ "six members of the security forces": the people are named after "of"."""
    if last < limit and tokens[last].norm in grammar.of:
        for index in range(last + 1, min(last + 6, limit)):
            hit = grammar.groups.at(tokens, index)
            if hit and hit.last <= limit:
                return (hit.value.population if hit.value.population != ("people",) else population), hit.last
            if not tokens[index].is_word or tokens[index].norm in grammar.prepositions - grammar.of:
                break
    return population, last


def _duals(tokens: Sequence[Token], found: Sequence[Counted], grammar: Grammar) -> list[Counted]:
    """Nouns in the dual are quantities by themselves: two."""
    taken = {i for c in found for i in range(c.first, c.last)}
    extra: list[Counted] = []
    for hit in grammar.groups.scan(tokens):
        if hit.value.dual and hit.first not in taken:
            quantity = Quantity(hit.first, hit.last, hit.first, hit.last, "number", "exact", stated=2.0, basis="dual")
            extra.append(Counted(quantity, hit.first, hit.last, hit.value.kind, hit.value.population, (hit.value,), hit.first))
    return extra


def with_span(counted: Counted, first: int, last: int) -> Counted:
    """The same phrase over other tokens."""
    return replace(counted, first=first, last=last)

"""Whom a counted noun phrase counts: the most telling of its nouns, a second group joined on, the members of a body."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.numbers.quantities import Quantity
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.groups import Group


def population_of(groups: Sequence[Group], before: Sequence[Token], grammar: Grammar) -> tuple[str, ...]:
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


def coordinated(
    tokens: Sequence[Token], last: int, limit: int, population: tuple[str, ...], quantity: Quantity, grammar: Grammar, carries_measure: bool
) -> tuple[int, tuple[str, ...], tuple[Group, ...]]:
    """ "ten women and children": one number, two groups. Returns where the phrase ends, whom it counts, and the second group."""
    if quantity.basis == "implicit" or last + 1 >= limit:
        return last, population, ()
    conjunction = grammar.phrase_conjunctions.at(tokens, last)
    if not conjunction or conjunction.last >= limit:
        return last, population, ()
    other = grammar.groups.at(tokens, conjunction.last)
    if other and other.value.measure and not carries_measure:
        return last, population, ()  # "killed 20 people and displaced ...": the next verb, not a second noun
    if other and other.value.number:
        return last, population, ()  # a number of its own
    alone = other is not None and (other.value.singular or (other.value.one is not None and not grammar.has_articles))
    if other and other.last <= limit and other.value.kind == "person" and not alone:
        merged = tuple(dict.fromkeys((*population, *other.value.population)))
        if "people" in merged and len(merged) > 1:
            merged = tuple(p for p in merged if p != "people") if population != ("people",) else population
        return other.last, merged, (other.value,)
    return last, population, ()


def members(tokens: Sequence[Token], last: int, limit: int, population: tuple[str, ...], grammar: Grammar) -> tuple[tuple[str, ...], int]:
    """ "six members of the security forces": the people are named after "of". Returns whom it counts and where the phrase ends."""
    if last < limit and tokens[last].norm in grammar.of:
        for index in range(last + 1, min(last + 6, limit)):
            hit = grammar.groups.at(tokens, index)
            if hit and hit.last <= limit:
                return (hit.value.population if hit.value.population != ("people",) else population), hit.last
            if not tokens[index].is_word or tokens[index].norm in grammar.prepositions - grammar.of or grammar.frames.at(tokens, index):
                break
    return population, last

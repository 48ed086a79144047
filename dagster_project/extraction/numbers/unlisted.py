"""A single victim told by a noun that the pack does not list: "a juggler was stabbed to death".

That it is somebody is shown by the verb, which befalls nobody but people, by a pronoun for people alone, or by an age.
"""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.numbers.ages import age_behind, aged_population
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.numbers.quantities import Quantity
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.groups import Group

_WORDS = 6  # tokens of such a noun phrase
_VERB = 5  # tokens between it and its verb
_SOMEBODY = Group("person", singular=True, generic=True)


def unlisted_phrases(
    tokens: Sequence[Token], quantities: Sequence[Quantity], found: Sequence[Counted], grammar: Grammar
) -> list[Counted]:
    """The phrases of articles that no noun of the pack follows."""
    taken = {i for c in found for i in range(c.first, c.last)}
    extra: list[Counted] = []
    for quantity in quantities:
        if quantity.basis != "implicit" or quantity.first in taken or tokens[quantity.first].norm in grammar.possessives:
            continue
        last = _end(tokens, quantity.last, taken, grammar)
        if last is None:
            continue
        aged = age_behind(tokens, last, _SOMEBODY, grammar)
        age, end = aged or (None, last)
        evidence = "shown" if aged else "unlisted" if _befalls(tokens, quantity.first, end, grammar) else ""
        if end < len(tokens) and tokens[end].norm in grammar.whom:
            evidence = "shown"
        if evidence:
            population = aged_population(("people",), age)
            extra.append(Counted(quantity, quantity.first, end, "person", population, (_SOMEBODY,), quantity.last, evidence))
    return extra


def _end(tokens: Sequence[Token], start: int, taken: set[int], grammar: Grammar) -> int | None:
    """Where a run of plain words behind an article ends; None when one of them is a noun for something else."""
    index = start
    while index < len(tokens) and index - start < _WORDS and tokens[index].is_word and index not in taken:
        norm = tokens[index].norm
        inner = grammar.syntax.adjective_after_noun and norm in grammar.of and norm not in grammar.agent and index > start
        if not inner and (
            norm in grammar.prepositions
            or (norm in grammar.determiners and index > start)
            or norm in grammar.auxiliaries
            or norm in grammar.clause
            or norm in grammar.conjunctions
            or norm in grammar.relative
            or norm in grammar.own_verbs
        ):
            break
        if grammar.groups.at(tokens, index) or grammar.noncount.at(tokens, index) or grammar.events.at(tokens, index):
            return None
        if grammar.persons.at(tokens, index):
            break
        if grammar.frames.at(tokens, index):
            return None
        index += 1
    linked = index > start and tokens[index - 1].norm in grammar.of
    return None if index == start or linked else index


def _befalls(tokens: Sequence[Token], first: int, last: int, grammar: Grammar) -> bool:
    """Whether a verb that befalls nobody but people has the phrase as its victim."""
    for start in range(max(0, first - _VERB), first):
        hit = grammar.persons.at(tokens, start)
        if hit is not None and hit.last == first:
            return last >= len(tokens) or tokens[last].norm not in grammar.of  # "killed a total of 18"
    index = last
    while index < len(tokens) and index - last < _VERB and tokens[index].norm in grammar.auxiliaries:
        index += 1
    return index < len(tokens) and grammar.persons.at(tokens, index) is not None

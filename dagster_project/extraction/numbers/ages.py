"""Ages: numbers that count nobody, but tell who a victim is."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.groups import Group

_ADULT, OLDEST = 18, 120  # years
OPENING, CLOSING = ",(", ",.;)"  # around an age behind a name


def age_behind(tokens: Sequence[Token], last: int, group: Group, grammar: Grammar) -> tuple[float, int] | None:
    """The age told right behind a single person, and where the phrase goes on: "um homem de 37 anos", "une femme, 30 ans,", "su sobrino de
    11"."""
    if not group.singular or group.kind != "person" or group.collective:
        return None
    first, size = last, len(tokens)
    comma = first < size and tokens[first].norm in OPENING
    first += comma
    linked = first < size and tokens[first].norm in grammar.of
    first = grammar.quantities.bound_at(tokens, first + linked)
    if first >= size or not (comma or linked) or tokens[first].is_word == tokens[first].is_number:
        return None
    number = grammar.quantities.number_at(tokens, first)
    if number is None or number[0] > OLDEST:
        return None
    end = number[1]
    unit = grammar.ages_behind.at(tokens, end) if end < size else None
    told = end >= size or not tokens[end].is_word or tokens[end].norm in grammar.auxiliaries or grammar.frames.at(tokens, end) is not None
    bare = linked and tokens[first].is_number and told
    if unit is None and not bare:
        return None
    end = unit.last if unit else end
    closed = comma and end < size and tokens[end].norm in CLOSING and tokens[end].norm != "."
    return number[0], end + closed


def aged_population(population: tuple[str, ...], age: float | None) -> tuple[str, ...]:
    """The population of someone whose age is told."""
    minor = age is not None and age < _ADULT and set(population) <= {"people", "man", "woman"}
    return ("child",) if minor else population

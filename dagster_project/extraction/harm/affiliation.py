"""Whose people the victims are, as their own phrase says: "four Pakistani soldiers", "20 fighters of the Taliban".

Only of those who bear arms: two armies' losses are two figures, whereas "nine Haitians" among civilians are people of the place, and
what they came to is told by its toll.
"""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.places.words import PlaceGrammar
from dagster_project.extraction.speakers.registry import RegisterInDocument, state_forces_of
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar

_SIDES = frozenset(("state_forces", "combatant"))
_OWNERS = 5  # tokens behind "of" in which the body that they belong to is named


def bears_arms(counted: Counted) -> bool:
    """Whether soldiers, police or fighters are counted."""
    return counted.kind == "person" and bool(_SIDES.intersection(counted.population))


def affiliation_of(
    counted: Counted, tokens: Sequence[Token], grammar: Grammar, places: PlaceGrammar, actors: RegisterInDocument
) -> str | None:
    """The id of the actor whose people are counted, else the country (ISO 3166-1 alpha-3).

    None when the phrase does not say, or counts two sides' people in one number.
    """
    if not bears_arms(counted):
        return None
    first, last = counted.first, _end(counted, tokens, grammar)
    forces = "combatant" not in counted.population
    found = [f.entity for f in actors.find(tokens, first, last) if (f.entity.type == "state_forces") == forces]
    named = {entity.id for entity in found if not entity.generic}
    for index in range(first, last) if forces else ():
        country = places.country_of(places.bare(tokens[index].norm), tokens[index + 1].norm if index + 1 < last else "")
        if country is not None:
            named.add(state_forces_of(country) or country)
    return named.pop() if len(named) == 1 else None


def _end(counted: Counted, tokens: Sequence[Token], grammar: Grammar) -> int:
    """Where the phrase ends with the adjectives behind its noun and with whose members they are ("of the Malian army")."""
    last = counted.last
    while grammar.syntax.adjective_after_noun and last < len(tokens) and _plain(tokens, last, grammar):
        last += 1
    if last < len(tokens) and tokens[last].norm in grammar.of:
        stop = min(len(tokens), last + _OWNERS)
        end = last + 1
        while end < stop and (tokens[end].norm in grammar.of or tokens[end].norm in grammar.determiners or _plain(tokens, end, grammar)):
            end += 1
        return end
    return last


def _plain(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    """Whether a token is a word of the phrase: no small word, no verb of harm."""
    token = tokens[index]
    small = token.norm in grammar.prepositions | grammar.conjunctions | grammar.auxiliaries | grammar.clause | grammar.relative
    return token.is_word and not small and grammar.frames.at(tokens, index) is None

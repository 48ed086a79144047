"""What narrows a number to a part of an event's victims: the hospital that took them in, one of several places, their nationality.

Such a number says nothing of the whole but that it is at least as great; "three Britons" beside 38 dead contradict nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.places.resolution import PlaceMention
from dagster_project.extraction.places.words import PlaceGrammar
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.groups import Group
from dagster_project.extraction.words.lexicon import Hit

_CLAUSE = 12  # tokens between people and the hospital that took them in
_VERB = 4  # tokens behind both in which the verb may stand: "wurden ins Krankenhaus Nord gebracht"
_NAME = 4  # words of a hospital's name beside its noun


class Restriction(NamedTuple):
    """``cue``: the code of ``relation_cue``, where the number is one of several parts; ``restrictor``: the words, or a country's code."""

    cue: str | None
    restrictor: str


def hospital_of(counted: Counted, others: Collection[int], tokens: Sequence[Token], grammar: Grammar) -> tuple[int, int] | None:
    """The tokens of the hospital that took the counted people in, with its name: "Al-Amal Hospital received twelve bodies".

    ``others``: the first tokens of the other numbers of the sentence. A hospital without a name counts only where it tells so itself: who
    was "taken to hospital" may be all of them.
    """
    for hit in grammar.groups.scan(tokens):
        if not _is_hospital(hit.value, grammar) or counted.first <= hit.first < counted.last:
            continue
        low, high = min(counted.last, hit.last), max(counted.first, hit.first)
        if high - low > _CLAUSE or any(low <= other < high for other in others):
            continue
        verbs = [h for h in grammar.received.scan(tokens[: high + _VERB]) if h.last > low - _VERB]
        if all(hit.first <= h.first < hit.last for h in verbs):
            continue
        first, last = _named(hit, tokens, grammar)
        if (first, last) == (hit.first, hit.last) and hit.first > counted.first:
            continue
        return first, last
    return None


def place_alone(mentions: Iterable[PlaceMention], tokens: Sequence[Token], grammar: Grammar, words: PlaceGrammar) -> PlaceMention | None:
    """The place beside which the text says that the number counts only what happened there: "in Aleppo alone"."""
    hits = grammar.alone.scan(tokens)
    for mention in mentions if hits else ():
        begins = words.before(tokens, mention.first)[2]
        if any(h.first == mention.last or begins <= h.last <= mention.first for h in hits):
            return mention
    return None


def nationality_of(counted: Counted, tokens: Sequence[Token], words: PlaceGrammar, country: str | None) -> Restriction | None:
    """Whose nationals are counted, where that is not the country in which it happened: "three Britons" in Tunisia.

    ``country``: where it happened (ISO 3166-1 alpha-3); None when that is not known, and then nothing is said. People of two countries
    in one number are not narrowed.
    """
    if country is None or counted.kind != "person":
        return None
    spans = range(counted.quantity.last, counted.last)
    found = {words.country_of(words.bare(tokens[i].norm), tokens[i + 1].norm if i + 1 < len(tokens) else "") for i in spans} - {None}
    other = found.pop() if len(found) == 1 else None
    return Restriction(None, other) if other is not None and other != country else None


def _is_hospital(group: Group, grammar: Grammar) -> bool:
    """Whether a noun stands for one hospital; in a language without articles its form behind a number is that of one, too."""
    return group.facility_type == "hospital" and (group.singular or group.one is not None or not grammar.has_articles)


def _named(hit: Hit[Group], tokens: Sequence[Token], grammar: Grammar) -> tuple[int, int]:
    """A hospital's noun with the words of its name beside it."""
    first, last = hit.first, hit.last
    cased = any(t.is_capital for t in tokens)
    if not cased:
        return first, last + 1 if last < len(tokens) and _may_name(tokens[last], grammar) else last
    while first and hit.first - first < _NAME and _names_before(tokens, first - 1, grammar):
        first -= 1
    while last < len(tokens) and last - hit.last < _NAME:
        joint = tokens[last].norm in grammar.of or tokens[last].norm in grammar.determiners
        if not _is_name(tokens, last, grammar) and not (joint and last + 1 < len(tokens) and _is_name(tokens, last + 1, grammar)):
            break
        last += 1
    return first, last


def _names_before(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    """Whether a word belongs to a name that ends behind it; where all nouns have capitals, only a hyphen shows that."""
    return tokens[index + 1].glue == "-" or (grammar.capitals_name and _is_name(tokens, index, grammar))


def _is_name(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    token = tokens[index]
    return token.is_capital and token.is_word and token.norm not in grammar.determiners and token.norm not in grammar.prepositions


def _may_name(token: Token, grammar: Grammar) -> bool:
    """Whether a word of a script without capitals may be the name of what stands before it."""
    small = grammar.prepositions | grammar.conjunctions | grammar.auxiliaries | grammar.clause | grammar.relative | grammar.times
    return token.is_word and token.norm not in small

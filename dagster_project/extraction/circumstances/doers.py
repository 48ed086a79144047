"""Who may have done it: the actors of the register, and the words for fighters, forces or "unknown men", in a sentence.

What they are said to have done is read in :mod:`attackers`; the words are data (``weapons.toml``, ``groups.toml``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dagster_project.extraction.circumstances.weapons import WeaponReader
from dagster_project.extraction.places.words import PlaceGrammar, grammar_of
from dagster_project.extraction.speakers.registry import Found, RegisterInDocument, state_forces_of
from dagster_project.extraction.words.document import Document, Token
from dagster_project.extraction.words.grammar import Grammar, grammar
from dagster_project.extraction.words.lexicon import Lexicon
from dagster_project.languages.sections.weapons import WeaponsSection

Span = tuple[int, int]  # tokens, the second exclusive

_OWNED = 3  # tokens between "fighters of" and the name of their group
# What armies fire: "a Turkish bombing" may be one in Turkey.
_FIRED = frozenset({"air_strike", "drone_strike", "artillery", "bombardment", "rocket", "missile", "mortar", "barrel_bomb"})
ARMED = {"combatant": False, "state_forces": True}  # populations of which doers come: whether they are a state's


@dataclass(frozen=True)
class AttackerWords:
    """A pack's words for attackers, compiled. ``nouns``: with whether they are a state's forces."""

    nouns: Lexicon[bool]
    qualifiers: frozenset[str]
    deeds: Lexicon[bool]
    verbs: Lexicon[bool]
    clashes: Lexicon[bool]
    against: frozenset[str]
    of: frozenset[str]


@cache
def attacker_words(language: str) -> AttackerWords:
    """The words for attackers of a language."""
    g = grammar(language)
    data, affixes = g.pack.section("weapons", WeaponsSection).attackers, g.groups.affixes
    people = [
        (" ".join(words), ARMED[group.population[0]])
        for words, group in g.groups.entries()
        if group.kind == "person" and len(group.population) == 1 and group.population[0] in ARMED
    ]

    def flags(words: list[str]) -> Lexicon[bool]:
        return Lexicon(dict.fromkeys(words, True), affixes)

    return AttackerWords(
        Lexicon([*people, *((noun, False) for noun in data.nouns)], affixes),
        frozenset(data.qualifiers),
        flags(data.deeds),
        flags(data.verbs),
        flags(data.clashes),
        frozenset(data.against),
        frozenset(data.of),
    )


@dataclass(frozen=True)
class Doer:
    """Somebody who may have done it: ``name`` is an id of the register when ``known``, else the words of the text."""

    first: int
    last: int
    name: str
    known: bool
    state: bool = False


class DoerReader:
    """The doers that one document names."""

    def __init__(self, document: Document, register: RegisterInDocument, weapons: WeaponReader):
        self.document, self.register, self.weapons = document, register, weapons
        self.words: AttackerWords = attacker_words(document.language)
        self.grammar: Grammar = grammar(document.language)
        self.places: PlaceGrammar = grammar_of(document.language)

    def find(self, tokens: Sequence[Token]) -> list[Doer]:
        """The doers that tokens name, from left to right."""
        named = self.register.find(tokens)
        doers: list[Doer] = []
        taken: set[int] = set()
        # A bomber is a weapon: the word tells nothing of who sent them.
        bombers = {h.first for h in self.weapons.scan(tokens) if h.value == "suicide_bomb"}
        for hit in self.words.nouns.scan(tokens):
            if not bombers.isdisjoint(range(hit.first, hit.last)) or self.grammar.titles.at(tokens, hit.first) is not None:
                continue
            first, last = self._extended(tokens, hit.first, hit.last)
            own = self._group_of(tokens, named, hit.first, first, last)
            if own is not None:
                first, last = min(first, own.first), max(last, own.last)
                doers.append(Doer(first, last, own.entity.id, True, own.entity.type == "state_forces"))
                taken.update(range(first, last))
                continue
            country = next((c for i in range(first, last) if (c := self.country(tokens, i))), None)
            forces = state_forces_of(country) if country is not None and hit.value else None
            text = self.document.clean[tokens[first].start : tokens[last - 1].end]
            doers.append(Doer(first, last, forces or text, forces is not None, hit.value))
            taken.update(range(first, last))
        doers += [Doer(f.first, f.last, f.entity.id, True, f.entity.type == "state_forces") for f in named if f.first not in taken]
        return sorted([*doers, *self._nations(tokens, taken)], key=lambda d: d.first)

    def _group_of(self, tokens: Sequence[Token], named: Sequence[Found], noun: int, first: int, last: int) -> Found | None:
        """The body whose people a noun tells of: "Islamist Taliban militants", "guerrillas of the FARC"."""
        reach = last + _OWNED if last < len(tokens) and tokens[last].norm in self.grammar.of else last - 1
        inside = [f for f in named if first <= f.first and f.first <= reach]
        return next(reversed(inside), None) or next((f for f in named if f.last == noun or f.first == last), None)

    def _nations(self, tokens: Sequence[Token], taken: set[int]) -> list[Doer]:
        """The countries whose weapons are named by an adjective: "Israeli air strikes", "Pakistani fire"."""
        found: list[Doer] = []
        behind = self.grammar.syntax.adjective_after_noun or bool(self.places.section.prefixes)
        for hit in self.weapons.scan(tokens):
            beside = [hit.last, hit.last + 1] if behind else [hit.first - 1]
            for index in beside if hit.value in _FIRED else ():
                there = 0 <= index < len(tokens) and index not in taken and (behind or not self._is_person(tokens, index))
                country = self.country(tokens, index) if there else None
                forces = state_forces_of(country) if country is not None else None
                if forces is not None:
                    found.append(Doer(index, index + 1, forces, True, True))
        return found

    def _is_person(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a word for a nation is a noun: "Palestinians shot", but "Israeli strikes"."""
        group = self.grammar.groups.at(tokens, index)
        return group is not None and not (group.value.person is not None and group.value.person.adjective)

    def _extended(self, tokens: Sequence[Token], first: int, last: int) -> Span:
        """A noun with the adjectives that belong to it."""
        after = self.grammar.syntax.adjective_after_noun
        while first and not after and self._qualifies(tokens, first - 1):
            first -= 1
        while after and last < len(tokens) and self._qualifies(tokens, last):
            last += 1
        return first, last

    def _qualifies(self, tokens: Sequence[Token], index: int) -> bool:
        word = tokens[index].norm
        return word in self.words.qualifiers or word in self.grammar.modifiers or self.country(tokens, index) is not None

    def country(self, tokens: Sequence[Token], index: int) -> str | None:
        """The country whose people or things the word at ``index`` tells of."""
        following = tokens[index + 1].norm if index + 1 < len(tokens) else ""
        return self.places.country_of(self.places.bare(tokens[index].norm), following)

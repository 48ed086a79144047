"""Who is said to have taken, to hold or to have lost a place: "rebels captured the town of X", "X was retaken by the army".

A statement needs both: an actor (of the register, or a group that bears arms) and a place, with nothing but small words, words for
kinds of place and adjectives between the verb and each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dagster_project.extraction.places.resolution import PlaceMention
from dagster_project.extraction.speakers.registry import RegisterInDocument
from dagster_project.extraction.speakers.speech import speech_of
from dagster_project.extraction.words.document import Sentence, Token
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.lexicon import Hit, Lexicon
from dagster_project.extraction.words.text import fold
from dagster_project.languages.pack import load_pack
from dagster_project.languages.sections.control import ControlSection

CODES = ("captured", "holds", "lost", "contested")
_SUBJECT = 6  # tokens between an actor and its verb
_OBJECT = 7  # tokens between a verb and its place
_AGENT = 3  # tokens from a participle to its "by", and from that to who did it
_ARMED = frozenset(("combatant", "state_forces"))
_FIGHTERS = frozenset(("state_belligerent", "nsag"))  # types of the nouns for bodies that bear arms: "the army"
_BREAKS = frozenset(".;:!?")


@dataclass(frozen=True, slots=True)
class ControlWords:
    """``forms``: code and form (``active``, ``final``, ``passive``) by surface form; ``over``: see the section."""

    forms: Lexicon[tuple[str, str]]
    over: frozenset[str]


@cache
def control_words(language: str) -> ControlWords:
    """The words of control of a language."""
    section = load_pack(language).section("control", ControlSection)
    entries: dict[str, tuple[str, str]] = {}
    for code in CODES:
        forms = getattr(section, code)
        for form in ("passive", "final", "active"):  # a form that may be either is read as active first
            entries |= dict.fromkeys(getattr(forms, form), (code, form))
    return ControlWords(Lexicon(entries, speech_of(language).affixes), frozenset(fold(w) for w in section.over))


@dataclass(frozen=True, slots=True)
class Control:
    """Tokens ``first`` to ``last`` (exclusive) of a sentence say it. ``actor``: id of the register, else the words."""

    first: int
    last: int
    code: str
    form: str
    actor: str
    actor_span: tuple[int, int]
    place: PlaceMention


@dataclass(frozen=True, slots=True)
class _Actor:
    first: int
    last: int
    id: str | None


class ControlReader:
    """Reads statements of control off single sentences of one document."""

    def __init__(self, language: str, grammar: Grammar, actors: RegisterInDocument):
        self.words, self.grammar, self.actors = control_words(language), grammar, actors
        speech = speech_of(language)
        self._bodies = speech.nouns
        self._behind = speech.grammar.subject == "after" or speech.grammar.inverts

    def read(self, sentence: Sentence, places: Callable[[], Sequence[PlaceMention]]) -> Iterator[Control]:
        """The statements of a sentence; ``places``: its places, asked for only when a verb and an actor are there."""
        tokens = sentence.tokens
        hits = self.words.forms.scan(tokens)
        actors = self._actors(tokens) if hits else []
        if not actors:
            return
        mentions = [m for m in places() if m.place is not None and not m.dateline]
        for hit in hits:
            code, form = hit.value
            for reading in ({"active": (self._active, self._passive), "passive": (self._passive,), "final": (self._final,)})[form]:
                found = reading(tokens, hit, actors, mentions)
                if found is not None:
                    actor, place = found
                    first = min(hit.first, actor.first, place.first)
                    last = max(hit.last, actor.last, place.last)
                    words = " ".join(t.cased for t in tokens[actor.first : actor.last])
                    yield Control(first, last, code, form, actor.id or words, (actor.first, actor.last), place)
                    break

    def _actors(self, tokens: Sequence[Token]) -> list[_Actor]:
        named = [_Actor(f.first, f.last, f.entity.id) for f in self.actors.find(tokens)]
        groups = [
            _Actor(h.first, h.last, None)
            for h in self.grammar.groups.scan(tokens)
            if h.value.kind == "person" and _ARMED.intersection(h.value.population) and not h.value.singular and not h.value.measure
        ]
        bodies = [_Actor(h.first, h.last, None) for h in self._bodies.scan(tokens) if h.value.type in _FIGHTERS]
        for further in (*groups, *bodies):
            if not any(a.first < further.last and further.first <= a.last for a in named):  # "Islamic State fighters" are one
                named.append(further)
        return sorted(named, key=lambda a: a.first)

    def _active(
        self, tokens: Sequence[Token], hit: Hit[tuple[str, str]], actors: Sequence[_Actor], places: Sequence[PlaceMention]
    ) -> tuple[_Actor, PlaceMention] | None:
        passive = self.grammar.auxiliaries - self.grammar.active
        if hit.first and tokens[hit.first - 1].norm in passive | self.grammar.determiners:
            return None  # "was captured", "the besieged town"
        before = [a for a in actors if a.last <= hit.first <= a.last + _SUBJECT and self._joined(tokens, a.last, hit.first)]
        actor = max(before, key=lambda a: a.last, default=None)
        begin = hit.last
        if actor is None and self._behind:
            actor = next((a for a in actors if hit.last <= a.first <= hit.last + _AGENT), None)
            begin = actor.last if actor is not None else begin
        place = next((p for p in places if p.first >= begin), None)
        if actor is None or place is None or not self._reaches(tokens, begin, place.first):
            return None
        return actor, place

    def _passive(
        self, tokens: Sequence[Token], hit: Hit[tuple[str, str]], actors: Sequence[_Actor], places: Sequence[PlaceMention]
    ) -> tuple[_Actor, PlaceMention] | None:
        place = next((p for p in reversed(places) if p.last <= hit.first), None)
        actor = next((a for a in actors if hit.last <= a.first <= hit.last + _AGENT), None)
        if place is None or actor is None or not self._joined(tokens, place.last, hit.first) or hit.first - place.last > _SUBJECT:
            return None
        small = self.grammar.agent | self.grammar.of | self.grammar.determiners | self.words.over
        return (actor, place) if all(t.norm in small for t in tokens[hit.last : actor.first]) else None

    def _final(
        self, tokens: Sequence[Token], hit: Hit[tuple[str, str]], actors: Sequence[_Actor], places: Sequence[PlaceMention]
    ) -> tuple[_Actor, PlaceMention] | None:
        place = next((p for p in reversed(places) if p.last <= hit.first), None)
        if place is None or not self._joined(tokens, place.last, hit.first):
            return None
        between = [a for a in actors if place.last <= a.first and a.last <= hit.first]
        if between:
            behind_by = any(t.norm in self.grammar.agent for t in tokens[max(place.last, between[-1].first - _AGENT) : between[-1].first])
            return (between[-1], place) if behind_by else None
        before = [a for a in actors if a.last <= place.first and self._joined(tokens, a.last, place.first)]
        if not before or not self._reaches(tokens, before[-1].last, place.first) or hit.first - place.last > _AGENT:
            return None
        return before[-1], place

    def _joined(self, tokens: Sequence[Token], left: int, right: int) -> bool:
        """Whether no clause ends or begins between two tokens and nobody is counted there."""
        between = tokens[left:right]
        return not any(t.norm in _BREAKS or t.norm in self.grammar.clause or t.is_number for t in between)

    def _reaches(self, tokens: Sequence[Token], left: int, right: int) -> bool:
        """Whether what stands before a place belongs to it: "the strategic town of X", and no people or things of their own."""
        if right - left > _OBJECT or not self._joined(tokens, left, right):
            return False
        strange = self.grammar.prepositions - self.grammar.of - self.words.over
        if any(t.norm in strange or t.norm == "," for t in tokens[left:right]):
            return False
        return not any(h.value.kind == "person" for h in self.grammar.groups.scan(tokens[left:right]))

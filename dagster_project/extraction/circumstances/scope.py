"""Whether a claim tells one event, a window of several, or a running total: signs are weighed, the heaviest reading wins.

The weights are data (``scope_weights.toml``), the words are the pack's cues (``cues.toml``), dates come from ``dates``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dagster_project.extraction.dates.periods import DAY, MONTH, YEAR, last_day, parse
from dagster_project.extraction.dates.reader import When
from dagster_project.extraction.words.document import Document, Sentence, Token
from dagster_project.extraction.words.grammar import grammar
from dagster_project.extraction.words.lexicon import Hit, Lexicon

SCOPES = ("incident", "period", "cumulative")
# Signs that people called refugees are counted as they come.
_MOVING = frozenset({"day", "window", "period_cue", "since_year", "vague_window", "short_window"})
_CRISIS_REACH = 8  # tokens between a word for a whole conflict and the verb whose subject it is
_EVENT_REACH = 14  # tokens between a word for an event and the claim that it explains
_CARRY = 2  # sentences over which rival estimates of one running total follow each other
_FLOWS = frozenset({"new_displacement", "refugees", "returns"})
_HARM = frozenset({"killed", "injured", "killed_or_injured", "missing"})
_MANY = frozenset({"hundreds", "thousands", "tens_of_thousands", "hundreds_of_thousands", "millions"})
_WINDOWS = frozenset({"since", "between", "duration", "until"})
_LONG = 3  # days from which a window holds several events


@dataclass(frozen=True)
class Said:
    """What scope depends on beside the sentence's words: the claim's measure and amount, its date, and whether one person is told of."""

    measure: str
    stated: float | str | None
    singular: bool
    first: int  # token of the trigger
    when: When
    stock: bool = False  # the words tell of a state, not of a happening
    towns: bool = False  # what was attacked is towns or villages
    places: int = 1  # that the sentence names together for it


@dataclass(frozen=True)
class ScopeWords:
    """A pack's cues of scope, compiled."""

    period: Lexicon[bool]
    cumulative: Lexicon[bool]
    crisis: Lexicon[bool]
    event: Lexicon[str]
    several: Lexicon[bool]


@cache
def scope_words(language: str) -> ScopeWords:
    """The cues of scope of a language."""
    g = grammar(language)
    cues, affixes = g.cues, g.groups.affixes

    def flags(words: list[str]) -> Lexicon[bool]:
        return Lexicon(dict.fromkeys(words, True), affixes)

    events = [(w, "event") for w in cues.event] + [(w, "events") for w in cues.events] + [(w, "campaign") for w in cues.campaigns]
    return ScopeWords(
        flags(cues.period),
        flags(cues.cumulative),
        flags(cues.crisis),
        Lexicon(events, affixes, frozenset(w for w, _ in events)),
        flags(cues.several),
    )


@cache
def weights() -> dict[str, dict[str, float]]:
    """The weights of ``scope_weights.toml``: scope, sign, weight."""
    return tomllib.loads((Path(__file__).parent / "scope_weights.toml").read_text(encoding="utf-8"))


class ScopeReader:
    """The scopes of one document's claims, asked for in the order of the text."""

    def __init__(self, document: Document):
        self.words = scope_words(document.language)
        self._targets: set[int] = set()  # sentences that tell of attacks on several targets
        self._told: list[tuple[int, str, str]] = []  # sentence, measure, scope of the claims so far

    def scope(self, sentence: Sentence, said: Said) -> str:
        """incident, period, cumulative or stock."""
        signs = set(self.signs(sentence, said))
        if said.stock and not (said.measure == "refugees" and signs & _MOVING):
            return "stock"
        table = weights()
        scores = {scope: sum(w for sign, w in table[scope].items() if sign == "base" or sign in signs) for scope in SCOPES}
        best = max(SCOPES, key=lambda scope: scores[scope])
        self._told.append((sentence.index, said.measure, best))
        return best

    def signs(self, sentence: Sentence, said: Said) -> Iterable[str]:
        """The names of the signs that hold for a claim; each has weights in ``scope_weights.toml``."""
        tokens, when = sentence.tokens, said.when
        if said.singular:
            yield "singular"
        if self.words.period.anywhere(tokens):
            yield "period_cue"
        if self.words.cumulative.anywhere(tokens):
            yield "cumulative_cue"
        crisis = self._crisis_subject(tokens, said.first) or when.read_by("lasting")
        if crisis:
            yield "crisis"
        event = self._event(tokens, said.first)
        if event:
            yield event.value
            if event.value == "events" and self._several(tokens, event):
                yield "several"
        if said.measure in _FLOWS:
            yield "flow"
        if said.measure == "refugees":
            yield "arrivals"
        if said.towns and isinstance(said.stated, (int, float)) and said.stated > 1:
            self._targets.add(sentence.index)
        if sentence.index in self._targets:
            yield "targets"
        if said.places > 1:
            yield "places"
        if said.measure == "infected":
            yield "infected"
        amount = set(_amount(said))
        yield from amount
        yield from set(_window(when)) - (
            {"lead_day"} if (amount and said.measure in _HARM) or said.measure == "infected" else set()
        )  # thousands are seldom killed in a day, and cases of a disease are counted up
        if crisis and when.window in ("since", "duration") and when.basis == "sentence":
            yield "crisis_since"
        if when.background and not crisis:
            yield "recalled"
        rivals = {scope for index, measure, scope in self._told if sentence.index - index <= _CARRY and measure == said.measure}
        if said.measure in _HARM and any(
            measure == "infected" and scope == "cumulative" and sentence.index - index <= _CARRY for index, measure, scope in self._told
        ):
            yield "of_disease"
        if "cumulative" in rivals and when.basis not in ("sentence",) and not event:
            yield "beside_cumulative"
        elif "period" in rivals and when.basis not in ("sentence",) and not event:
            yield "beside_period"

    def _crisis_subject(self, tokens: Sequence[Token], trigger_first: int) -> bool:
        return any(_leads_to(tokens, h.last, trigger_first) for h in self.words.crisis.scan(tokens) if h.last <= trigger_first)

    def _several(self, tokens: Sequence[Token], event: Hit[str]) -> bool:
        """Whether a word that tells of many stands with a word for events: before it, an adjective at most between, or behind it."""
        hits = self.words.several.scan(tokens)
        return any(0 <= event.first - h.last <= 1 or h.first == event.last for h in hits)

    def _event(self, tokens: Sequence[Token], at: int) -> Hit[str] | None:
        """The nearest word for what happened, told as one ("event"), as several ("events") or as a "campaign"."""
        hits = [h for h in self.words.event.scan(tokens) if _distance(h, at) <= _EVENT_REACH]
        return min(hits, key=lambda h: _distance(h, at)) if hits else None


def _leads_to(tokens: Sequence[Token], start: int, verb: int) -> bool:
    """Whether nothing but words, or one clause between two commas ("the war in Syria, which began in 2011, has"), stands between."""
    marks = [i for i in range(start, verb) if not (tokens[i].is_word or tokens[i].is_number)]
    if not marks:
        return verb - start <= _CRISIS_REACH
    opens, closes = marks[0], marks[-1]
    inserted = len(marks) == 2 and tokens[opens].norm == tokens[closes].norm == ","
    return inserted and (opens - start) + (verb - closes) <= _CRISIS_REACH


def _distance(hit: Hit[str], at: int) -> int:
    return hit.first - at if hit.first >= at else at - hit.last


def _amount(said: Said) -> Iterable[str]:
    if said.stated in _MANY:
        yield "many"
    elif isinstance(said.stated, (int, float)) and said.measure in _HARM:
        if said.stated >= 1_000_000:
            yield "millions"
        elif said.stated >= 10_000:
            yield "huge"
            if said.stated >= 100_000 and said.measure == "killed":
                yield "mass"
        elif said.stated >= 1_000:
            yield "thousands"
    elif isinstance(said.stated, (int, float)) and said.measure == "new_displacement" and said.stated >= 1_000_000:
        yield "mass"


def _window(when: When) -> Iterable[str]:
    """What the governing date says: one day, a month or year, a window of several days, an open one since a year."""
    if when.window == "recurring" or when.read_by("lasting"):
        yield "recurring" if when.window == "recurring" else "lasting"
        return
    start, end = when.event_start, when.event_end
    precise = start is not None and start == end
    if when.basis not in ("sentence", "carried"):
        if precise and start is not None and len(start) == DAY:
            yield "lead_day"
        return
    if when.window in _WINDOWS and not (when.window == "since" and "/from/" in (when.date_rule or "")):
        if start and end and len(start) == len(end) == DAY and (parse(end) - parse(start)).days < _LONG:
            yield "day" if when.window in ("between", "until") or start == end else "short_window"
        elif when.read_by("span"):
            yield "span"
        elif when.window == "duration" and (precise or start is None):  # "last month": a time of one event as well as a window
            yield "vague_window" if start is None or len(start) >= MONTH else "year"
        elif start and when.window == "since" and (len(start) == YEAR or (end and (last_day(end) - parse(start)).days > 400)):
            yield "since_year"
        else:
            yield "window" if when.basis == "sentence" else "window_carried"
    elif start is None and end is None and (when.date_rule or "").startswith("weekday/"):
        yield "day"  # of an article without a day of publication
    elif precise and start is not None:
        yield {DAY: "day", MONTH: "month", YEAR: "year"}[len(start)]

"""Whether a claim tells one event, a window of several, or a running total: signs are weighed, the heaviest reading wins.

The weights are data (``scope_weights.toml``), the words are the pack's cues (``cues.toml``), dates come from ``dates``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dagster_project.extraction.circumstances.context import DISASTER, ContextReader
from dagster_project.extraction.dates.periods import DAY, MONTH, YEAR, last_day, parse
from dagster_project.extraction.dates.reader import When
from dagster_project.extraction.words.document import Document, Sentence, Token
from dagster_project.extraction.words.grammar import grammar
from dagster_project.extraction.words.lexicon import Hit, Lexicon

SCOPES = ("incident", "period", "cumulative")
# Signs that people called refugees are counted as they come.
_MOVING = frozenset({"day", "window", "period_cue", "since_year", "vague_window", "short_window", "rescued", "arrived"})
_CRISIS_REACH = 8  # tokens between a word for a whole conflict and the verb whose subject it is
_EVENT_REACH = 14  # tokens between a word for an event and the claim that it explains
_BESIDE = 14  # tokens between people and the verb that tells of their rescue or arrival
_CARRY = 2  # sentences over which rival estimates of one running total follow each other
_FLOWS = frozenset({"new_displacement", "refugees", "returns"})
_HARM = frozenset({"killed", "injured", "killed_or_injured", "missing"})
_MANY = frozenset({"hundreds", "thousands", "tens_of_thousands", "hundreds_of_thousands", "millions"})
_LEAST = {"tens_of_thousands": 10_000, "hundreds_of_thousands": 100_000, "millions": 1_000_000}
_WINDOWS = frozenset({"since", "between", "duration", "until"})
_ONE_RESCUE = 1_000  # people from which they are not saved in one event
_FEW = 3  # a pair of blasts is one attack
_LONG = 3  # days from which a window holds several events


@dataclass(frozen=True)
class Said:
    """What scope depends on beside the sentence's words: the claim's measure and amount, its date, and whether one person is told of."""

    measure: str
    stated: float | str | None
    singular: bool
    first: int  # token of the trigger
    when: When
    counted: tuple[int, int] = (0, 0)  # tokens of the number with its noun
    core: int = 0  # token of the number itself, behind "more than"
    active: bool = False  # they are the object of what killed them
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
    newly: Lexicon[bool]
    found: Lexicon[str]


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
        flags(cues.newly),
        Lexicon([(w, "rescued") for w in cues.rescues] + [(w, "arrived") for w in cues.arrivals], affixes),
    )


@cache
def weights() -> dict[str, dict[str, float]]:
    """The weights of ``scope_weights.toml``: scope, sign, weight."""
    return tomllib.loads((Path(__file__).parent / "scope_weights.toml").read_text(encoding="utf-8"))


class ScopeReader:
    """The scopes of one document's claims, asked for in the order of the text."""

    def __init__(self, document: Document, context: ContextReader):
        self.words, self.context = scope_words(document.language), context
        self._numbers, self._of = grammar(document.language).quantities.numerals.at, grammar(document.language).of
        self._targets: set[int] = set()  # sentences that tell of attacks on several targets
        self._told: list[tuple[int, str, str]] = []  # sentence, measure, scope of the claims so far

    def scope(self, sentence: Sentence, said: Said) -> str:
        """incident, period, cumulative or stock."""
        signs = set(self.signs(sentence, said))
        waits = not said.counted[0] <= said.first < said.counted[1]  # a verb says so, not only that they are called refugees
        if said.stock and (waits or not (said.measure == "refugees" and signs & _MOVING)):
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
        windowed = self.words.period.anywhere(tokens)
        if windowed:
            yield "period_cue"
        if self.words.cumulative.anywhere(tokens):
            yield "cumulative_cue"
        crisis = self._crisis_subject(tokens, said.first) or when.read_by("lasting")
        if crisis:
            yield "crisis"
        event = self._event(tokens, said.first)
        if event:
            yield event.value
            own = event.first <= said.first < event.last or said.counted[0] <= event.first < said.counted[1]
            if event.value == "events" and not own and (self._several(tokens, event) or self._counted(tokens, event)):
                yield "several"
        if said.measure in _FLOWS:
            yield "flow"
        if said.measure == "refugees":
            yield "arrivals"
        if said.measure in ("refugees", "new_displacement"):
            yield from self._found(tokens, said)
        if said.towns and isinstance(said.stated, (int, float)) and said.stated > 1:
            self._targets.add(sentence.index)
        if sentence.index in self._targets:
            yield "targets"
        if said.places > 1:
            yield "places"
        if said.measure == "infected":
            yield "infected"
        disease = not windowed and self._of_disease(sentence, said)
        if disease:
            yield "of_disease"
        amount = set(_amount(said)) - ({"mass_flow"} if self.context.main_cause == DISASTER else set())
        yield from amount
        window = set(_window(when))
        if windowed and "day" in window:
            yield "wide_day"
        if "year" in window and not said.active and said.measure in _HARM:
            yield "year_s_toll"
        yield from window - (
            {"lead_day"} if (amount and said.measure in _HARM) or disease or said.measure == "infected" else set()
        )  # thousands are seldom killed in a day, and cases of a disease are counted up
        if crisis and when.window in ("since", "duration") and when.basis == "sentence":
            yield "crisis_since"
        if when.background and not crisis:
            yield "recalled"
        rivals = {scope for index, measure, scope in self._told if sentence.index - index <= _CARRY and measure == said.measure}
        if (disease or said.measure == "infected") and (self._newly(tokens, said) or (_one_day(when) and when.basis == "sentence")):
            yield "disease_day"  # the new cases of a day, or since the last count
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

    def _counted(self, tokens: Sequence[Token], event: Hit[str]) -> bool:
        """Whether a number stands with a word for events, an adjective at most between: "in five attacks", but not "one of five"."""
        for first in range(max(0, event.first - 3), event.first):
            number = self._numbers(tokens, first)
            if number and number[0] >= _FEW and 0 <= event.first - number[1] <= 1:
                return first == 0 or tokens[first - 1].norm not in self._of
        return False

    def _newly(self, tokens: Sequence[Token], said: Said) -> bool:
        """Whether the number is of those who are new to a count: "241 new cases", "18 more deaths"."""
        first, last = said.core, said.counted[1]
        return any(self.words.newly.at(tokens, i) for i in range(max(0, first - 1), min(len(tokens), last + 1)))

    def _found(self, tokens: Sequence[Token], said: Said) -> Iterable[str]:
        """What happened to people called refugees or migrants, when a verb for it stands beside them: rescued, arrived."""
        first, last = said.counted
        apart = {h: max(h.first - last, first - h.last, 0) for h in self.words.found.scan(tokens)}
        near = min(apart, key=lambda h: apart[h], default=None)
        if near is None or apart[near] > _BESIDE or said.stated == 1:
            return
        if near.value == "arrived" or not isinstance(said.stated, (int, float)) or said.stated < _ONE_RESCUE:
            yield near.value

    def _of_disease(self, sentence: Sentence, said: Said) -> bool:
        """Whether the dead are those of an illness: told with its cases, or in an article about it unless the sentence tells of another
        cause."""
        if said.measure not in _HARM or said.when.window == "recurring":
            return False
        beside = any(m == "infected" and s == "cumulative" and sentence.index - i <= _CARRY for i, m, s in self._told)
        if beside or said.measure != "killed" or said.stated == 1:
            return beside
        return self.context.of_illness(sentence)

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


def _one_day(when: When) -> bool:
    """Whether the text tells a day of this week, known or not to the calendar: a total may well be that "of 23 January"."""
    return any(when.read_by(rule) for rule in ("weekday", "today", "yesterday"))


def _distance(hit: Hit[str], at: int) -> int:
    return hit.first - at if hit.first >= at else at - hit.last


def _amount(said: Said) -> Iterable[str]:
    """How many the words tell of, roughly."""
    if said.stated in _MANY:
        yield "many"
    number = _LEAST.get(said.stated, 0) if isinstance(said.stated, str) else said.stated or 0
    if said.measure in _HARM and not (said.measure == "missing" and isinstance(said.stated, str)):
        if number >= 1_000_000:
            yield "millions"
        elif number >= 10_000:
            yield "huge"
            if number >= 100_000 and said.measure == "killed":
                yield "mass"
        elif number >= 1_000 and said.stated not in _MANY:
            yield "thousands"
    elif said.measure in ("new_displacement", "returns") and number >= 1_000_000:
        yield "mass_flow"


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

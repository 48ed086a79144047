"""When something happened: the dates of an article, resolved, and the one that governs a statement.

Finding expressions is done in :mod:`date_mentions`, their arithmetic in :mod:`date_rules`; the words are data
(``languages/<iso>/dates.toml``). What cannot be known stays unknown: a statement beside "on Friday" in an article without
a day of publication has no date rather than a neighbour's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from dagster_project.extraction import date_rules
from dagster_project.extraction.date_forms import DateGrammar
from dagster_project.extraction.date_mentions import CALENDAR, Cues, DateMention, read_cues, read_mentions
from dagster_project.extraction.date_rules import DURATIONS, WINDOWS, Context
from dagster_project.extraction.document import Document, Sentence
from dagster_project.extraction.governing import cost_of
from dagster_project.extraction.periods import DAY, MONTH, Period, last_day, parse
from dagster_project.languages.sections.dates import DatesSection

NEAR = 4  # sentences over which the order of narration carries without a year
RECENT_DAYS = 62  # a main event older than this is not the news
OLD_DAYS = 31  # a date this much before the main event is of another one
MAIN_AT_LEAST = 4.5
TOO_FAR = 12.0  # two clause boundaries and some words
NOT_MAIN = frozenset({"last_year", "past", "past_unit", "recent"}) | date_rules.RELATIVE_TO_NARRATION
_FROM = ("since", "from", "after")  # limits that leave the end open

_grammars: dict[int, tuple[DatesSection, DateGrammar]] = {}


def grammar_of(section: DatesSection) -> DateGrammar:
    """The compiled grammar of a section; made once a process."""
    held = _grammars.get(id(section))
    if held is None or held[0] is not section:
        held = _grammars[id(section)] = (section, DateGrammar(section))
    return held[1]


@dataclass(frozen=True, slots=True)
class When:
    """When a statement's event happened; the fields of the raw tables, and how it was found.

    ``window``: none, since, until, between or duration: whether the text speaks of a stretch of time. ``basis``: sentence (the date stands
    with the statement), carried (from the sentences before) or lead (the article's main event). ``background``: the date is of
    an older event than the main one.
    """

    event_start: str | None = None
    event_end: str | None = None
    date_precision: str | None = None
    date_rule: str | None = None
    anchor_date: str | None = None
    window: str = "none"
    basis: str | None = None
    background: bool = False


class DateReader:
    """The dates of one document. ``published_at``: ISO, may be partial or carry a time; None when unknown.

    Without it, a full date in a dateline stands in; year-less dates then follow the order of narration.
    """

    def __init__(self, document: Document, section: DatesSection, published_at: str | None = None):
        self.document = document
        self.grammar = grammar_of(section)
        raw: list[tuple[DateMention, ...]] = []
        self._recurring: dict[int, tuple[tuple[int, int], ...]] = {}
        self._cues: dict[int, Cues] = {}
        for sentence in document.sentences:
            mentions, recurring, cues = read_mentions(sentence, self.grammar)
            raw.append(mentions)
            if recurring:
                self._recurring[sentence.index] = recurring
            if cues:
                self._cues[sentence.index] = cues
        flat = [m for ms in raw for m in ms]
        dateline = self._dateline(flat)
        if dateline:
            published_at = published_at or dateline.period.start
            flat = [replace(m, reports=True) if (m.start, m.end) == (dateline.start, dateline.end) else m for m in flat]
        self.published = parse(published_at) if published_at and len(published_at) >= DAY else None
        self.mentions: tuple[DateMention, ...] = self._from_below(self._resolved(flat))
        self._by_sentence: dict[int, list[DateMention]] = {}
        for mention in self.mentions:
            self._by_sentence.setdefault(mention.sentence, []).append(mention)

    def _dateline(self, mentions: Iterable[DateMention]) -> DateMention | None:
        """A full date in the article's furniture: at its head, alone in a line, or in brackets at its end."""
        sentences = self.document.sentences
        for mention in mentions:
            if mention.rule != "date" or not {"day", "month"} <= mention.names or not mention.has_year or mention.role != "point":
                continue
            sentence = sentences[mention.sentence]
            tokens = sentence.tokens
            before, after = tokens[: mention.first], tokens[mention.last :]
            cues = self._cues[mention.sentence]
            furniture = cues.any_between("furniture", 0, mention.first)
            head = mention.sentence == 0 and mention.first <= 8 and not any(
                t.is_word and not t.is_capital and not cues.covers("furniture", i) for i, t in enumerate(before))
            head = head and not (after and after[0].norm == "," and mention.first == 0)
            line = mention.sentence <= 4 and len(before) + len(after) <= 8 and not any(t.norm == "." for t in before)
            tail = mention.sentence >= len(sentences) - 2 and len(after) <= 3 and any(t.norm == ")" for t in after)
            if furniture or (head and mention.first + len(after) > 0) or line or tail:
                period = date_rules.resolve(mention.rule, mention.slots, Context(None))
                if period.is_day:
                    return replace(mention, period=period)
        return None

    def _resolved(self, mentions: Iterable[DateMention]) -> list[DateMention]:
        """Every mention with its period, in the order of the text."""
        found: list[DateMention] = []
        told: DateMention | None = None
        event: DateMention | None = None
        for mention in mentions:
            near = NEAR if self.published is None else 2
            told = told if told and mention.sentence - told.sentence <= near else None
            event = event if event and mention.sentence - event.sentence <= near else None
            context = Context(self.published, _point(told), _point(event), self._continues(event, mention), mention.future, mention.role == "since")
            period = date_rules.resolve(mention.rule, mention.slots, context)
            mention = replace(mention, period=_limited(period, mention.role))
            found.append(mention)
            if period.is_known and not mention.future and not mention.attributive and mention.rule not in WINDOWS:
                told = replace(mention, period=period)
                if mention.dates_events:
                    event = told
        return found

    def _continues(self, event: DateMention | None, mention: DateMention) -> str | None:
        """An older date with its year that opens a sentence; what opens one of the next sentences goes on from it."""
        if event is None or self.published is None or not (event.opens and mention.opens) or event.paragraph != mention.paragraph:
            return None
        point = _point(event)
        return point if point and len(point) >= MONTH and int(point[:4]) < self.published.year and mention.sentence > event.sentence else None

    def _from_below(self, mentions: list[DateMention]) -> tuple[DateMention, ...]:
        """Year-less dates that nothing before them settles: the latest ones not after the date told next."""
        if self.published is None:
            following: DateMention | None = None
            for index in range(len(mentions) - 1, -1, -1):
                mention = mentions[index]
                months = [v for s, v in mention.slots if s == "month"]
                if not mention.period.is_known and mention.rule in CALENDAR and months and not mention.has_year and following \
                        and following.sentence - mention.sentence <= NEAR:
                    point = _point(following)
                    days = [v for s, v in mention.slots if s == "day"]
                    limit = date_rules.latest_before(months[-1], days[-1] if days else None, point) if point else None  # type: ignore[arg-type]
                    period = date_rules.resolve(mention.rule, (*mention.slots, ("year", int(limit[:4]))), Context(None)) if limit else Period()
                    mentions[index] = mention = replace(mention, period=_limited(period.anchored(point), mention.role))
                point = _point(mention)
                if point and len(point) >= MONTH and mention.role != "since" and mention.dates_events:
                    following = mention
        return tuple(mentions)

    @cached_property
    def main(self) -> DateMention | None:
        """The date of the article's main event: near the head, of a day, with a word for the event beside it; None when the text does not tell."""
        best, best_score = None, MAIN_AT_LEAST
        for mention in self.mentions:
            score = self._weight(mention)
            if score > best_score:
                best, best_score = mention, score
        return best

    def _weight(self, mention: DateMention) -> float:
        period = mention.period
        point = period.start or period.end
        if not mention.dates_events or point is None or self.published is None or mention.aftermath or mention.rule in NOT_MAIN:
            return 0.0
        age = max(0, (self.published - last_day(period.end or point)).days)
        if parse(point) > self.published or age > RECENT_DAYS:
            return 0.0
        weight = max(0.0, 4.0 - 0.4 * mention.sentence) + (2.0 if age <= 7 else 1.0 if age <= OLD_DAYS else 0.0)
        weight += 3.0 * mention.event + 1.5 * mention.harm + (2.0 if len(point) == DAY else 0.5)
        return weight - (2.0 if mention.rule in WINDOWS and mention.rule != "last_week" else 0.0) - (0.5 if mention.role != "point" else 0.0) - 1.5 * mention.told

    def when(self, start: int, end: int) -> When:
        """The date that governs the statement at [start, end) of the document's norm.

        It stands in the statement's clause, else in its sentence, else in the sentences before that tell the same event, else it is
        that of the article's main event. All fields are None where none of these tells.
        """
        sentence = self.document.sentence_at(start)
        tokens = sentence.tokens
        first = max(0, bisect_left([t.end for t in tokens], start + 1))
        last = max(first + 1, bisect_left([t.start for t in tokens], end))
        if any(abs(a - last) <= 4 or first <= a < last for a, _ in self._recurring.get(sentence.index, ())):
            return When()
        here = self._governing(sentence, first, last)
        if here:
            return here
        cues = self._cues_of(sentence)
        if cues.any_between("other_event", 0, len(tokens)):
            return When()
        if any(self.is_background(m) and m.dates_events for m in self._by_sentence.get(sentence.index, ())):
            return When()
        if not cues.starting("shifts", 0):
            carried = self._carried(sentence)
            if carried:
                return self._as_when(carried, "carried")
        return self._as_when(self.main, "lead") if self.main else When()

    def _cues_of(self, sentence: Sentence) -> Cues:
        cues = self._cues.get(sentence.index)
        if cues is None:
            cues = self._cues[sentence.index] = read_cues(sentence, self.grammar)
        return cues

    def _governing(self, sentence: Sentence, first: int, last: int) -> When | None:
        candidates = [m for m in self._by_sentence.get(sentence.index, ()) if m.dates_events and (m.event or not m.aftermath)
                      and (m.period.is_known or m.rule != "same_day")]
        if not candidates:
            return None
        cues = self._cues_of(sentence)
        priced = sorted(((cost_of(m, first, last, sentence.tokens, cues), m) for m in candidates), key=lambda p: p[0])
        priced = [(c, m) for c, m in priced if c < TOO_FAR and not (m.aftermath and cues.any_between("boundaries", min(m.last, last), max(first, m.first)))]
        priced = [(c, m) for c, m in priced if not (self.is_background(m) and m.role not in _FROM and m.first >= last and cues.any_between("background", last, m.first))]
        if not priced:
            return None
        best = priced[0][1]
        if best.role == "since" and best.role_at < first and last <= best.first:  # "since it reported its first case in May"
            best = replace(best, role="point", period=replace(best.period, end=best.period.start))
        other = next((m for _, m in priced[1:] if {best.role, m.role} == {"since", "until"} or (m.role == "until" and best.rule in ("this_year", "last_year"))), None)
        if other and other.period.is_known:
            since, until = (best, other) if best.role != "until" else (other, best)
            return replace(self._as_when(best, "sentence"), event_start=since.period.start, event_end=until.period.end, date_precision="range",
                           window="between")
        return self._as_when(best, "sentence")

    def _carried(self, sentence: Sentence) -> DateMention | None:
        """The date of the event told just before in the paragraph; in lists of dated events, of the paragraph before."""
        for back in (1, 2):
            index = sentence.index - back
            if index < 0:
                return None
            before = self.document.sentences[index]
            if before.paragraph != sentence.paragraph:
                if back > 1 or self.main or sentence.paragraph - before.paragraph > 2:
                    return None
                openers = [m for m in self._by_sentence.get(index, ()) if m.opens and m.dates_events and m.period.is_known]
                return openers[0] if openers and (openers[0].period.is_day or openers[0].rule in DURATIONS) else None
            mentions = [m for m in self._by_sentence.get(index, ()) if m.dates_events and not m.aftermath]
            told = [m for m in mentions if m.opens or m.event or (self.main is None and not m.attributive)]
            if told:
                return next((m for m in told if m.opens), told[-1])
            if back == 1 and self._cues_of(before).starting("shifts", 0):
                return None
        return None

    def is_background(self, mention: DateMention) -> bool:
        """Whether a date is of another event, older than the article's main one."""
        if self.main is None or mention is self.main or not mention.period.is_known:
            return False
        main, own = self.main.period.start or self.main.period.end, mention.period.end or mention.period.start
        return bool(main and own and (parse(main) - last_day(own)).days > OLD_DAYS)

    def _as_when(self, mention: DateMention, basis: str) -> When:
        period, role = mention.period, mention.role
        window = role if role in ("until", "between") else "since" if role in _FROM else "duration" if mention.rule in WINDOWS else "none"
        if window == "between" and period.is_day:
            window = "none"
        return When(period.start, period.end, period.precision if period.is_known else None, f"{mention.rule}/{role}/{basis}",
                    period.anchor, window, basis, self.is_background(mention))


def _point(mention: DateMention | None) -> str | None:
    """The day or month at which the narration stands after a mention."""
    return (mention.period.start or mention.period.end) if mention else None


def _limited(period: Period, role: str) -> Period:
    """A limit leaves the other end open."""
    if role in _FROM and period.start:
        return replace(period, end=None)
    if role == "until" and period.end:
        return replace(period, start=None)
    return period

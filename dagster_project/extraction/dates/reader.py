"""When something happened: the dates of an article, resolved, and the one that governs a statement.

Finding expressions is done in :mod:`mentions`, their arithmetic in :mod:`rules`; the words are data
(``languages/<iso>/dates.toml``). What cannot be known stays unknown: a statement beside "on Friday" in an article without
a day of publication has no date rather than a neighbour's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dagster_project.extraction.dates import rules
from dagster_project.extraction.dates.chronology import dateline, point_of, resolve_all
from dagster_project.extraction.dates.cues import Cues, read_cues
from dagster_project.extraction.dates.forms import DateGrammar
from dagster_project.extraction.dates.governing import as_point, cost_of
from dagster_project.extraction.dates.mentions import FROM, DateMention, Matches, matches_in, read_mentions
from dagster_project.extraction.dates.periods import DAY, MONTH, last_day, parse
from dagster_project.extraction.dates.rules import DURATIONS, WINDOWS
from dagster_project.extraction.words.document import Document, Sentence
from dagster_project.languages.sections.dates import DatesSection

_APART = re.compile(r"[;:\u2013]")  # what parts two statements of a sentence
RECENT_DAYS = 62  # a main event older than this is not the news
OLD_HEAD = 0  # sentences in which the date of an older event may be that of the main one
_HEAD = 1  # sentences in which the only date of an article may be that of its event, however long ago
OLD_DAYS = 31  # a date this much before the main event is of another one
MAIN_AT_LEAST = 4.5  # weight of a date, by place and words, from which it is taken for that of the main event
TOO_FAR = 12.0  # two clause boundaries and some words
CARRIED = 2  # sentences over which the date of an event carries
NOT_MAIN = frozenset({"last_year", "past", "past_unit", "recent", "lasting"}) | rules.RELATIVE_TO_NARRATION

Unresolved = tuple[tuple[DateMention, ...], tuple[tuple[int, int], ...]]  # mentions, token spans of recurrences

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

    ``window``: none, since, until, between, duration or recurring ("every year"): whether the text speaks of a stretch of time.
    ``basis``: sentence (the date stands with the statement), carried (from the sentences before) or lead (the article's main event).
    ``background``: the date is of an older event than the main one.
    """

    event_start: str | None = None
    event_end: str | None = None
    date_precision: str | None = None
    date_rule: str | None = None
    anchor_date: str | None = None
    window: str = "none"
    basis: str | None = None
    background: bool = False

    def read_by(self, rule: str) -> bool:
        """Whether a rule of this name (``ago``, ``days_after``, ``lasting``, …) gave the date."""
        return (self.date_rule or "").startswith(rule + "/")


class DateReader:
    """The dates of one document. ``published_at``: ISO, may be partial or carry a time; None when unknown.

    Without it, a full date in a dateline stands in; year-less dates then follow the order of narration. ``telling``: the
    characters of the document's norm that tell of harm; asked when the first statement is to be dated.
    """

    def __init__(
        self,
        document: Document,
        section: DatesSection,
        published_at: str | None = None,
        telling: Callable[[], Collection[tuple[int, int]]] = frozenset,
    ):
        self.document, self._published_at, self._telling = document, published_at, telling
        self.grammar = grammar_of(section)
        self._matched: dict[int, Matches] = {}
        self._read: dict[int, Unresolved] = {}
        self._cues: dict[int, Cues] = {}

    def _in_sentence(self, sentence: Sentence) -> Unresolved:
        """The sentence's mentions as they stand and its recurrences; most sentences are asked for these alone."""
        found = self._read.get(sentence.index)
        if found is None:
            mentions, recurring, cues = read_mentions(sentence, self.grammar, self._matches_in(sentence))
            found = self._read[sentence.index] = (mentions, recurring)
            if cues:
                self._cues[sentence.index] = cues
        return found

    def _matches_in(self, sentence: Sentence) -> Matches:
        found = self._matched.get(sentence.index)
        if found is None:
            found = self._matched[sentence.index] = matches_in(sentence.tokens, self.grammar)
        return found

    def covers(self, start: int, end: int) -> bool:
        """Whether [start, end) of the document's norm belongs to an expression of time."""
        sentence = self.document.sentence_at(start)
        matches, tokens = self._matches_in(sentence), sentence.tokens
        if not matches or start < tokens[matches[0][0]].start or tokens[max(m.last for _, m in matches) - 1].end < end:
            return False  # what stands around an expression need not be known
        mentions, _ = self._in_sentence(sentence)
        return any(m.start <= start and end <= m.end for m in mentions)

    @cached_property
    def _resolved(self) -> tuple[date | None, tuple[DateMention, ...]]:
        """The day of publication and the document's mentions on the calendar: one leans on another, so all are resolved at once."""
        flat = [m for sentence in self.document.sentences for m in self._in_sentence(sentence)[0]]
        line = dateline(self.document, flat, self._cues)
        if line:
            flat = [replace(m, reports=True) if m.start == line.start else m for m in flat]
        published = _day(self._published_at or (line.period.start if line else None))
        return published, resolve_all(flat, published)

    @property
    def published(self) -> date | None:
        """The day of publication, else that of the dateline; None when neither tells it to the day."""
        return self._resolved[0]

    @property
    def mentions(self) -> tuple[DateMention, ...]:
        """The document's expressions of time in the order of the text."""
        return self._resolved[1]

    @cached_property
    def _by_sentence(self) -> dict[int, list[DateMention]]:
        grouped: dict[int, list[DateMention]] = {}
        for mention in self.mentions:
            grouped.setdefault(mention.sentence, []).append(mention)
        return grouped

    @cached_property
    def main(self) -> DateMention | None:
        """The date of the article's main event: near the head, a day, beside a word for the event; None when the text does not tell."""
        best, best_weight = None, MAIN_AT_LEAST
        for mention in self.mentions:
            weight = self._weight(mention)
            if weight > best_weight:
                best, best_weight = mention, weight
        return best or self._only

    @cached_property
    def _harm(self) -> dict[int, list[tuple[int, int]]]:
        """The characters that tell of harm, by sentence."""
        found: dict[int, list[tuple[int, int]]] = {}
        for start, end in self._telling():
            found.setdefault(self.document.sentence_at(start).index, []).append((start, end))
        return found

    def _tells(self, mention: DateMention) -> bool:
        """Whether a mention stands with a word for what happened, or what it dates tells of harm."""
        if mention.event or mention.role != "point" or mention.told:
            return mention.event
        gaps = ((min(end, mention.end), max(start, mention.start)) for start, end in self._harm.get(mention.sentence, ()))
        return any(not _APART.search(self.document.norm[left:right]) for left, right in gaps)

    @property
    def _only(self) -> DateMention | None:
        """The one month or day that the text dates harm by, however long ago, when it stands at the head, or when the news is a verdict."""
        told = [m for m in self.mentions if m.dates_events and m.role == "point" and not m.aftermath and self._tells(m)]
        found = [m for m in told if m.rule == "date" and m.sentence <= _HEAD and (point := point_of(m)) and len(point) >= MONTH]
        if len(found) == 1 == len(told):
            return found[0]
        if any(m.judged and m.sentence <= _HEAD for m in self.mentions):
            days = [m for m in found if m.period.is_day]
            return days[0] if len({m.period.start for m in days}) == 1 else None
        return None

    def _weight(self, mention: DateMention) -> float:
        point = point_of(mention)
        if not mention.dates_events or mention.aftermath or mention.rule in NOT_MAIN or point is None or self.published is None:
            return 0.0
        age = max(0, (self.published - last_day(mention.period.end or point)).days)
        old = age > RECENT_DAYS  # the news may be about an older event, when the head of the article dates it
        if parse(point) > self.published or (old and not (self._tells(mention) and len(point) == DAY and mention.sentence <= OLD_HEAD)):
            return 0.0
        weight = max(0.0, 4.0 - 0.4 * mention.sentence)
        weight += 2.0 if age <= 7 else 1.0 if age <= OLD_DAYS else 0.0
        weight += 2.0 if len(point) == DAY else 0.5
        weight += 3.0 * self._tells(mention) + 1.5 * mention.harm - 1.5 * mention.told
        weight -= 2.0 * (mention.role == "until")
        weight -= 2.0 * (mention.rule in WINDOWS and mention.rule != "last_week") + 0.5 * (mention.role != "point")
        return weight

    def when(self, start: int, end: int, without: tuple[int, int] | None = None) -> When:
        """The date that governs the statement at [start, end) of the document's norm.

        It stands in the statement's clause, else in its sentence, else in the sentences before that tell the same event, else it is
        that of the article's main event. All fields are None where none of these tells. Dates inside ``without`` are not asked.
        """
        sentence = self.document.sentence_at(start)
        tokens = sentence.tokens
        first = max(0, bisect_left([t.end for t in tokens], start + 1))
        last = max(first + 1, bisect_left([t.start for t in tokens], end))
        if any(abs(a - last) <= 4 or first <= a < last for a, _ in self._in_sentence(sentence)[1]):
            return When(window="recurring")
        here = self._governing(sentence, first, last, without)
        if here:
            return here
        cues = self._cues_of(sentence)
        if cues.any_between("other_event", 0, len(tokens)):
            return When()
        if any(self.is_background(m) and m.dates_events and m.role not in FROM for m in self._by_sentence.get(sentence.index, ())):
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

    def _governing(self, sentence: Sentence, first: int, last: int, without: tuple[int, int] | None = None) -> When | None:
        """The nearest date of the sentence that can date the statement at tokens [first, last)."""
        cues = self._cues_of(sentence)
        mentions = [as_point(m, first, cues) for m in self._by_sentence.get(sentence.index, ())]
        mentions = [m for m in mentions if m.dates_events]
        if without is not None:
            mentions = [m for m in mentions if m.attributive or not (without[0] <= m.start and m.end <= without[1])]
        if not mentions:
            return None
        priced = [(cost_of(m, first, last, sentence.tokens, cues), m) for m in mentions if self._may_govern(m, first, last, cues)]
        priced = sorted((p for p in priced if p[0] < TOO_FAR), key=lambda p: p[0])
        if not priced:
            return None
        best, others = priced[0][1], [m for _, m in priced[1:]]
        if best.role == "since" and best.role_at < first and last <= best.first:  # "since it reported its first case in May"
            best = replace(best, role="point", period=replace(best.period, end=best.period.start))
        return self._limits(best, others) or self._as_when(best, "sentence")

    def _may_govern(self, mention: DateMention, first: int, last: int, cues: Cues) -> bool:
        """Not so: what follows the event, an older event's date in a clause behind the statement, "that day" of an unknown one."""
        if mention.rule == "same_day" and not mention.period.is_known:
            return False
        if mention.rule == "vague_ago" and mention.opens and self._is_over(mention, first):
            return False
        if mention.aftermath:
            return mention.event and not cues.any_between("boundaries", min(mention.last, last), max(first, mention.first))
        behind = mention.first >= last and cues.any_between("background", last, mention.first)
        return not (behind and mention.role not in FROM and self.is_background(mention))

    def _is_over(self, mention: DateMention, first: int) -> bool:
        """Whether the clause "32 years after a quake killed 90" is over at a token: what follows it is another event's."""
        sentence = self.document.sentences[mention.sentence]
        comma = next((t for t in sentence.tokens[mention.last : first] if t.norm == ","), None)
        return comma is not None and any(mention.end <= a < b <= comma.start for a, b in self._harm.get(mention.sentence, ()))

    @cached_property
    def onset(self) -> When | None:
        """When the war that the article speaks of began: as long ago as "the six-year-old war", in the month that the text names for it."""
        wars = [m for m in self.mentions if m.rule == "lasting" and m.period.start]
        if not wars:
            return None
        year = wars[0].period.start or ""
        named = [m for m in self.mentions if m.role in FROM and m.dates_events and (m.period.start or "").startswith(year)]
        best = max([wars[0], *named], key=lambda m: len(m.period.start or ""))
        return self._as_when(best, "lead")

    def _limits(self, best: DateMention, others: list[DateMention]) -> When | None:
        """Both ends of a window that two expressions of a sentence tell: "since Monday ... until noon today"."""
        for other in others:
            opens, closes = (best, other) if other.role == "until" else (other, best)
            if closes.role == "until" and (opens.role in FROM or opens.rule in ("this_year", "last_year")):
                start, end = opens.period.start, closes.period.end
                if start and end and parse(start) <= last_day(end):
                    both = self._as_when(best, "sentence")
                    return replace(both, event_start=start, event_end=end, date_precision="range", window="between")
        return None

    def _carried(self, sentence: Sentence) -> DateMention | None:
        """The date of the event told just before in the paragraph; in lists of dated events, of the paragraph before."""
        for back in range(1, CARRIED + 1):
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

    def on_the_day(self, when: When) -> When:
        """An earlier month's event with its day, when the text names one day of that month, and no other, for what happened."""
        told = [m.period for m in self.mentions if self._tells(m) and m.dates_events and m.role == "point" and m.period.is_day]
        days = {p.start for p in told if p.start and p.start.startswith(when.event_start or "-")}
        if len(days) != 1 or (self.published and self.published.isoformat().startswith(when.event_start or "-")):
            return when
        day = days.pop()
        return replace(when, event_start=day, event_end=day, date_precision="day")

    def by_the_telling(self, when: When) -> When:
        """The month of what followed an event of a known day and was told in the same month; undated where another month began between."""
        day = when.event_start or ""
        if len(day) != DAY or self.published is None or not self.published.isoformat().startswith(day[:MONTH]):
            return When()
        return replace(when, event_start=day[:MONTH], event_end=day[:MONTH], date_precision="month", window="none")

    def recalls(self, sentence: int) -> bool:
        """Whether the sentence of that index tells another event than the main one: an older date opens it and no other stands in it, or
        the days of what it tells are not that of the main one."""
        mentions = [m for m in self._by_sentence.get(sentence, ()) if m.dates_events and m.period.is_known]
        if mentions and all(self.is_background(m) for m in mentions) and any(m.opens for m in mentions):
            return True
        telling = [m for m in mentions if m.event and not (m.attributive or m.aftermath)]
        return bool(telling) and all(self._apart(m) for m in telling)

    def _apart(self, mention: DateMention) -> bool:
        """Whether a mention is of a day, or a night, that is not that of the main event or the next one to it."""
        main, own = self.main.period if self.main else None, mention.period
        if main is None or mention is self.main or not (main.start and main.end and own.start and own.end):
            return False
        if min(len(main.start), len(own.start), len(own.end)) < DAY or (parse(own.end) - parse(own.start)).days > 1:
            return False
        return (parse(own.start) - last_day(main.end)).days > 1 or (parse(main.start) - parse(own.end)).days > 1

    def _as_when(self, mention: DateMention, basis: str) -> When:
        period, role = mention.period, mention.role
        window = role if role in ("until", "between") else "since" if role in FROM else "duration" if mention.rule in WINDOWS else "none"
        if window == "between" and period.is_day:
            window = "none"
        return When(period.start, period.end, period.precision if period.is_known else None, f"{mention.rule}/{role}/{basis}",
                    period.anchor, window, basis, self.is_background(mention))


def _day(published_at: str | None) -> date | None:
    """The day of publication; None when it is not known to the day, or is no date."""
    if not published_at or len(published_at) < DAY:
        return None
    try:
        return parse(published_at)
    except ValueError:
        return None

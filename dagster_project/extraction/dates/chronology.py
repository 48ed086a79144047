"""The order of narration: every mention of a date resolved, one leaning on another; and the dateline.

An article that states no day of publication still tells years: after "since January 2019" come April, June, December, and a January after
that is one of 2020. Finding mentions is done in :mod:`mentions`, arithmetic in :mod:`rules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dagster_project.extraction.dates import rules
from dagster_project.extraction.dates.around import CALENDAR
from dagster_project.extraction.dates.cues import Cues
from dagster_project.extraction.dates.mentions import FROM, DateMention
from dagster_project.extraction.dates.periods import MONTH, Period, parse
from dagster_project.extraction.dates.rules import WINDOWS, Context
from dagster_project.extraction.words.document import Document

_SHIFT = 1  # days by which "two days after the attack" may miss the day that the text names
NEAR = 4  # sentences over which the order of narration carries a year, when publication does not tell it
BESIDE = 2  # sentences over which "five days later" looks back, when publication is known
_ENDS = frozenset(".!?")
_HEAD, _SHORT = 8, 8  # tokens: how far into the first sentence a dateline stands, how long a line of furniture is


def dateline(document: Document, mentions: Iterable[DateMention], cues: Mapping[int, Cues]) -> DateMention | None:
    """A full date in the article's furniture: at its head, alone in a line, or in brackets at its end."""
    for mention in mentions:
        if mention.rule != "date" or not {"day", "month"} <= mention.names or not mention.has_year or mention.role != "point":
            continue
        if _is_furniture(document, mention, cues[mention.sentence]):
            period = rules.resolve(mention.rule, mention.slots, Context(None))
            if period.is_day:
                return replace(mention, period=period)
    return None


def _is_furniture(document: Document, mention: DateMention, cues: Cues) -> bool:
    tokens = document.sentences[mention.sentence].tokens
    before, after = tokens[: mention.first], tokens[mention.last :]
    if cues.any_between("furniture", 0, mention.first):
        return True
    if mention.sentence <= NEAR and len(before) + len(after) <= _SHORT and not any(t.norm in _ENDS for t in (*before, *after)):
        return True
    if mention.sentence >= len(document.sentences) - 2 and len(after) <= 3 and any(t.norm == ")" for t in after):
        return True
    if mention.sentence > 0 or mention.first > _HEAD or any(t.is_word and not t.is_capital for t in before):
        return False
    if not before:  # "20 November 2016 Ten people …", but not "April 4, 2017, a blast …"
        return bool(after) and after[0].norm != ","
    return not before[-1].is_word or (before[-1].cased.isupper() and len(before[-1].cased) > 2)


def resolve_all(mentions: Iterable[DateMention], published: date | None) -> tuple[DateMention, ...]:
    """Every mention with its period, in the order of the text; what neither publication nor narration settles stays unknown."""
    found: list[DateMention] = []
    told: DateMention | None = None
    event: DateMention | None = None
    near = NEAR if published is None else BESIDE
    for mention in mentions:
        told = told if told and mention.sentence - told.sentence <= near else None
        event = event if event and mention.sentence - event.sentence <= near else None
        context = Context(published, narrated=point_of(told), told_event=point_of(event), continues=_continues(event, mention, published),
                          future=mention.future, backward=mention.role == "since")
        period = rules.resolve(mention.rule, mention.slots, context)
        found.append(replace(mention, period=_limited(period, mention.role)))
        if period.is_known and not mention.future and not mention.attributive and mention.rule not in WINDOWS:
            told = replace(mention, period=period)
            event = told if mention.dates_events else event
    if published is None:
        _settle_from_below(found)
    return tuple(_on_named_day(m, found) for m in found) if any(m.rule == "days_after" for m in found) else tuple(found)


def _on_named_day(mention: DateMention, mentions: list[DateMention]) -> DateMention:
    """Days counted from an event to the telling, which may lie a day before publication: the text may name the event's day."""
    if mention.rule != "days_after" or not mention.period.is_day:
        return mention
    named = [m for m in mentions if m.rule != mention.rule and m.dates_events and not m.aftermath and m.period.is_day]
    if any(m.period.start == mention.period.start for m in named):
        return mention
    near = [m for m in named if abs((_day_of(m) - _day_of(mention)).days) <= _SHIFT and (m.event or _day_of(m) < _day_of(mention))]
    best = min(near, key=lambda m: (not m.event, m.start), default=None)
    return replace(mention, period=best.period) if best else mention


def _day_of(mention: DateMention) -> date:
    return parse(mention.period.start or "")


def _continues(event: DateMention | None, mention: DateMention, published: date | None) -> str | None:
    """An older date with its year that opens a sentence; what opens one of the next sentences goes on from it."""
    if event is None or published is None or not (event.opens and mention.opens) or event.paragraph != mention.paragraph:
        return None
    point = point_of(event)
    older = point is not None and len(point) >= MONTH and int(point[:4]) < published.year
    return point if older and mention.sentence > event.sentence else None


def _settle_from_below(mentions: list[DateMention]) -> None:
    """Year-less dates that nothing before them settles: the latest ones not after the date told next."""
    following: DateMention | None = None
    for index in range(len(mentions) - 1, -1, -1):
        mention = mentions[index]
        if following and following.sentence - mention.sentence <= NEAR and not mention.period.is_known:
            mention = mentions[index] = _before(mention, point_of(following))
        point = point_of(mention)
        if point and len(point) >= MONTH and mention.role != "since" and mention.dates_events:
            following = mention


def _before(mention: DateMention, limit: str | None) -> DateMention:
    values: dict[str, Any] = dict(mention.slots)
    if limit is None or mention.rule not in CALENDAR or mention.has_year or "month" not in values:
        return mention
    latest = rules.latest_before(values["month"], values.get("day"), limit)
    period = rules.resolve(mention.rule, (*mention.slots, ("year", int(latest[:4]))), Context(None)).anchored(limit)
    return replace(mention, period=_limited(period, mention.role))


def point_of(mention: DateMention | None) -> str | None:
    """The day, month or year at which the narration stands after a mention."""
    return (mention.period.start or mention.period.end) if mention else None


def _limited(period: Period, role: str) -> Period:
    """A limit leaves the other end open."""
    if role in FROM and period.start:
        return replace(period, end=None)
    if role == "until" and period.end:
        return replace(period, start=None)
    return period

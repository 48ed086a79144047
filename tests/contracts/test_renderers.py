"""One declaration, many renderings: each says the same, and the committed ones are as rendered."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow.parquet as parquet
import pytest
import yaml

from dagster_project.contracts.render import dbt_sources_yaml, rendered_files
from dagster_project.contracts.tables import TABLES
from dagster_project.contracts.types import DUCKDB, arrow_schema, duckdb_ddl, polars_schema
from dagster_project.contracts.validation import pandera_schema


@pytest.mark.parametrize("path", rendered_files(), ids=lambda path: path.name)
def test_committed_file_is_what_is_rendered(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == rendered_files()[path], "run: python -m dagster_project.contracts"


def test_dbt_sources_name_every_column_and_rule() -> None:
    (source,) = yaml.safe_load(dbt_sources_yaml())["sources"]
    assert {table["name"]: [column["name"] for column in table["columns"]] for table in source["tables"]} == {
        name: list(table.columns) for name, table in TABLES.items()
    }
    for table in source["tables"]:
        rules = [rule["name"] for test in table.get("data_tests", ()) for rule in test["meets_contract"]["arguments"]["rules"]]
        assert rules == [rule.name for rule in TABLES[table["name"]].rules]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_duckdb_reads_a_file_of_the_arrow_schema_as_its_ddl_says(name: str, tmp_path: Path) -> None:
    table, file = TABLES[name], tmp_path / "rows.parquet"
    parquet.write_table(arrow_schema(table).empty_table(), file)
    with duckdb.connect() as database:
        database.execute("create schema raw")
        database.execute(duckdb_ddl(table))
        declared = database.execute(f"select column_name, lower(column_type) from (describe raw.{name})").fetchall()
        described = "select column_name, lower(column_type) from (describe select * from read_parquet($1))"
        read = database.execute(described, [str(file)]).fetchall()
    assert declared == read == [(field.name, DUCKDB[field.type]) for field in table.fields]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_pandera_and_polars_have_the_columns_in_order(name: str) -> None:
    table = TABLES[name]
    assert list(pandera_schema(table).columns) == list(polars_schema(table)) == list(table.columns)

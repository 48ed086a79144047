"""What a field's type is called in each engine, and the schemas that follow from that: Arrow, polars, DuckDB."""

from __future__ import annotations

import polars as pl
import pyarrow as pa

from dagster_project.contracts.fields import FieldType, Table

ARROW: dict[FieldType, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "list[string]": pa.list_(pa.string()),
    "list[integer]": pa.list_(pa.int64()),
}

POLARS: dict[FieldType, pl.DataType] = {
    "string": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "timestamp": pl.Datetime("us", "UTC"),
    "list[string]": pl.List(pl.String()),
    "list[integer]": pl.List(pl.Int64()),
}

DUCKDB: dict[FieldType, str] = {
    "string": "varchar",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
    "timestamp": "timestamp with time zone",
    "list[string]": "varchar[]",
    "list[integer]": "bigint[]",
}


def arrow_schema(table: Table) -> pa.Schema:
    """The table's Parquet schema.

    Columns stay nullable in the file: nullness is a rule of the contract, checked before a row is written.
    """
    return pa.schema([pa.field(field.name, ARROW[field.type]) for field in table.fields])


def polars_schema(table: Table) -> pl.Schema:
    """The schema of a frame that holds rows of the table."""
    return pl.Schema({field.name: POLARS[field.type] for field in table.fields})


def duckdb_ddl(table: Table, schema: str = "raw") -> str:
    """A ``create table`` statement for the table, in DuckDB's dialect, with its comments."""
    lines = [f"    {field.name} {DUCKDB[field.type]}{'' if field.nullable else ' not null'}" for field in table.fields]
    comments = [f"comment on column {schema}.{table.name}.{field.name} is {_quote(field.description)};" for field in table.fields]
    return "\n".join(
        [
            f"create table {schema}.{table.name} (",
            ",\n".join([*lines, f"    primary key ({', '.join(table.key)})"]),
            ");",
            f"comment on table {schema}.{table.name} is {_quote(table.grain)};",
            *comments,
        ]
    )


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

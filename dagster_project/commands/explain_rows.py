"""Which rows of the marts ``harmledger explain`` finds under an id, and which stand on a claim; how they are shown: ``explain_text``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

Row = dict[str, Any]


@dataclass(frozen=True)
class Mart:
    """A mart whose rows have an id of their own: the column of it, and an expression for the claims (or statements) behind a row."""

    name: str
    key: str
    sources: str


# In the order in which rows are shown. What is told of incidents by harm has the incident's id, and is in OF_INCIDENTS.
MARTS = (
    Mart("casualty_totals", "total_id", "claim_ids"),
    Mart("displacement", "claim_id", "[claim_id]"),
    Mart("facility_impacts", "impact_id", "claim_ids"),
    Mart("context_indicators", "claim_id", "[claim_id]"),
    Mart("casualty_breakdowns", "breakdown_id", "claim_ids"),
    Mart("weapon_uses", "weapon_use_id", "statement_ids"),
)
OF_INCIDENTS = ("casualty_rulebooks", "casualty_breakdowns", "facility_impacts", "weapon_uses")
# Statements without a number; their rows are the words themselves.
STATEMENTS = {
    "responsibility": "marts.responsibility",
    "territorial_control": "marts.territorial_control",
    "weapon_use": "intermediate.current_weapon_uses",
}


def rows_of(connection: duckdb.DuckDBPyConnection, sql: str, *parameters: Any) -> list[Row]:
    """The rows of a query, by column."""
    result = connection.execute(sql, parameters)
    columns = [column[0] for column in result.description or []]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def named(connection: duckdb.DuckDBPyConnection, identifier: str) -> list[tuple[str, str]]:
    """The rows and statements whose id begins with ``identifier``, as (mart, id); rows that bear the id of their claim are found by it."""
    parts = [
        f"select '{mart.name}' as mart, {mart.key} as id from marts.{mart.name} where starts_with({mart.key}, $1)"
        f" and {mart.key} not in (select claim_id from marts.claims)"
        for mart in MARTS
        if mart.key != "claim_id"
    ]
    parts += [f"select '{kind}', statement_id from {table} where starts_with(statement_id, $1)" for kind, table in STATEMENTS.items()]
    return [(mart, id_) for mart, id_ in connection.execute(" union ".join(parts), [identifier]).fetchall()]


def row_of(connection: duckdb.DuckDBPyConnection, kind: str, identifier: str) -> tuple[list[tuple[str, Row]], list[str]]:
    """The row of a mart under its id, and the claims or statements behind it."""
    (mart,) = (mart for mart in MARTS if mart.name == kind)
    (row,) = rows_of(connection, f"select *, {mart.sources} as sources_ from marts.{mart.name} where {mart.key} = ?", identifier)
    return [(kind, row)], row.pop("sources_")


def on_claim(connection: duckdb.DuckDBPyConnection, claim_id: str) -> list[tuple[str, Row]]:
    """The rows of all marts that stand on a claim, beside those of its incident."""
    found = []
    for mart in MARTS:
        for row in rows_of(connection, f"select * from marts.{mart.name} where list_contains({mart.sources}, ?) order by all", claim_id):
            found.append((mart.name, row))
    return found


def of_incident(connection: duckdb.DuckDBPyConnection, incident_id: str) -> list[tuple[str, Row]]:
    """What the other marts say of an incident."""
    return [
        (mart, row)
        for mart in OF_INCIDENTS
        for row in rows_of(connection, f"select * from marts.{mart} where incident_id = ? order by all", incident_id)
    ]


def statements(connection: duckdb.DuckDBPyConnection, ids: list[str]) -> list[Row]:
    """The statements without a number under those ids, each with what is said, by whom, of whom."""
    columns = "statement_id, article_id, section, char_start, char_end, quote, source_name, source_text, rule_id"
    return rows_of(
        connection,
        f"""select * from (
            select {columns}, incident_id, stance as said, accused as object from marts.responsibility
            union all by name select {columns}, null as incident_id, control as said, actor as object from marts.territorial_control
            union all by name select {columns}, null as incident_id, stance as said, weapon as object from intermediate.current_weapon_uses
        ) where list_contains($1, statement_id)
        order by article_id, char_start""",
        ids,
    )

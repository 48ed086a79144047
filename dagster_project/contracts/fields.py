"""The vocabulary of the contracts: a field, a row rule, a table.

Renderers (pandera, Arrow, DuckDB, dbt source YAML, data dictionary) live beside this file and read only these
values, so that a raw schema is declared once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal["string", "integer", "number", "boolean", "timestamp", "list[string]", "list[integer]"]


@dataclass(frozen=True)
class Field:
    """One column of a raw table.

    ``vocabulary`` names a seed under ``dbt/seeds/vocabularies`` whose ``code`` column holds the allowed values (for
    a list field, of each item); ``choices`` is for the few closed lists that are the contract's own.
    """

    name: str
    type: FieldType
    description: str
    nullable: bool = True
    vocabulary: str | None = None
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Rule:
    """A condition that every row of a table must meet, as a SQL boolean expression over its columns.

    The expression is written in the dialect that DuckDB and polars' SQL share, so that it can be checked before a row
    is written and again, in dbt, after it was read back. A null result passes.
    """

    name: str
    expression: str
    reason: str


@dataclass(frozen=True)
class Table:
    """A raw table: its grain in words, its key, its fields, and the rules between fields."""

    name: str
    grain: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in the order in which they are stored."""
        return tuple(field.name for field in self.fields)

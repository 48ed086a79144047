"""Hold rows against their contract: the pandera schema of a table, and what becomes of rows that break a rule.

A row that breaks a rule is taken out and described; the others go on. A frame whose columns are not those of the
table is refused whole. Nothing here knows where rows come from or where they are written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pandera.polars as pa
import polars as pl
import pyarrow
from pandera.api.polars.types import PolarsData
from pandera.errors import SchemaErrors

from dagster_project.contracts import vocabularies
from dagster_project.contracts.fields import Field, Table
from dagster_project.contracts.tables import TABLES
from dagster_project.contracts.types import POLARS, arrow_schema, polars_schema


class BatchRefused(ValueError):
    """The columns of a batch are not those of its table, which ``table`` names."""

    def __init__(self, table: str, problem: str) -> None:
        super().__init__(f"{table}: {problem}")
        self.table = table
        self.problem = problem


@dataclass(frozen=True)
class RejectedRow:
    """A row that broke a rule; ``row_json`` is the whole row, so that nothing is lost."""

    table_name: str
    row_key: str
    article_id: str | None
    rule: str
    reason: str
    row_json: str

    def row(self) -> dict[str, str | None]:
        """The fields of ``rejected_rows`` that are not those of the log."""
        return dict(vars(self))


def frame(table: Table, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Build a frame with the table's types from rows; raises ``BatchRefused`` when the columns do not match.

    Every row must bear exactly the table's columns, and every value must have its column's type.
    """
    columns = set(table.columns)
    for row in rows:
        if row.keys() != columns:
            raise BatchRefused(table.name, _column_difference(row.keys(), columns))
    try:
        # Arrow refuses what polars would silently cast (1.5 to 1, 7 to "7").
        return pl.DataFrame(pyarrow.Table.from_pylist(list(rows), schema=arrow_schema(table)), schema=polars_schema(table))
    except (TypeError, OverflowError, pyarrow.ArrowException) as error:
        raise BatchRefused(table.name, str(error).splitlines()[0]) from error


@cache
def pandera_schema(table: Table) -> pa.DataFrameSchema:
    """The pandera schema of a table: exact columns and types, and every rule under its name.

    Validate an eager frame with ``lazy=True``: on a lazy frame pandera looks at the columns only.
    """
    return pa.DataFrameSchema(
        {field.name: pa.Column(POLARS[field.type], checks=_field_checks(field), nullable=True) for field in table.fields},
        checks=[
            _check("key_is_unique", lambda _: pl.struct(table.key).is_first_distinct(), f"one row for each {', '.join(table.key)}"),
            *(_check(rule.name, _expression(rule.expression), rule.reason) for rule in table.rules),
        ],
        strict=True,
        name=table.name,
        description=table.grain,
    )


def validate(table: Table, batch: pl.DataFrame) -> tuple[pl.DataFrame, list[RejectedRow]]:
    """Part a batch into the rows that meet the table's contract and those that do not, with the first rule each broke.

    Raises ``BatchRefused`` when a column is missing, unknown or of another type: then no row of the batch may go on.
    """
    schema = pandera_schema(table)
    try:
        schema.validate(batch, lazy=True)
    except SchemaErrors as errors:
        failures = errors.failure_cases
        whole = failures.filter(pl.col("index").is_null())
        if not whole.is_empty():
            problems = "; ".join(_column_problems(whole))
            raise BatchRefused(table.name, problems) from None
        broken = failures.group_by("index", maintain_order=True).agg(pl.col("check").first())
        reasons = {str(check.name): check.description or "" for check in _all_checks(schema)}
        rules = dict(broken.iter_rows())
        rejected = [_reject(table, batch.row(index, named=True), rules[index], reasons[rules[index]]) for index in sorted(rules)]
        keep = ~pl.Series(range(batch.height), dtype=pl.Int64).is_in(sorted(rules))
        return batch.filter(keep), _with_distinct_keys(rejected)
    return batch, []


def validate_reading(frames: Mapping[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], list[RejectedRow]]:
    """Validate the tables of one batch of readings, each by itself and then against its articles.

    A statement goes on only with its article (the article's own row may have been rejected), and only when its quote is
    what stands in the article at its offsets. ``frames`` holds ``raw_articles`` and every table that refers to it.
    """
    valid: dict[str, pl.DataFrame] = {}
    rejected: list[RejectedRow] = []
    for name, batch in frames.items():
        valid[name], broken = validate(TABLES[name], batch)
        rejected += broken
    articles = valid["raw_articles"].select("article_id", "run_id", "title", "body")
    for name, batch in valid.items():
        if name == "raw_articles" or "article_id" not in batch.columns or batch.is_empty():
            continue
        table = TABLES[name]
        orphan = ~batch["article_id"].is_in(articles["article_id"].implode())
        orphans = batch.filter(orphan).iter_rows(named=True)
        rejected += [_reject(table, row, "article_is_valid", "its article was not taken") for row in orphans]
        batch = batch.filter(~orphan)
        if "quote" in batch.columns:
            untrue = _misquotes(batch, articles)
            rejected += [
                _reject(table, row, "quote_stands_in_text", "the quote must be the text between its offsets")
                for row in batch.filter(untrue).iter_rows(named=True)
            ]
            batch = batch.filter(~untrue)
        valid[name] = batch
    return valid, rejected


def _with_distinct_keys(rejected: list[RejectedRow]) -> list[RejectedRow]:
    """Number the rows that bear the key of an earlier one, so that each rejected row can be told from the others."""
    times: Counter[tuple[str, str, str]] = Counter()
    distinct = []
    for row in rejected:
        identity = (row.table_name, row.row_key, row.rule)
        times[identity] += 1
        distinct.append(row if times[identity] == 1 else replace(row, row_key=f"{row.row_key}#{times[identity]}"))
    return distinct


def _misquotes(batch: pl.DataFrame, articles: pl.DataFrame) -> pl.Series:
    text = pl.when(pl.col("section") == "title").then(pl.col("title")).otherwise(pl.col("body"))
    found = text.str.slice(pl.col("char_start"), pl.col("char_end") - pl.col("char_start"))
    spans = batch.select("article_id", "run_id", "section", "char_start", "char_end", "quote")
    joined = spans.join(articles, on=["article_id", "run_id"], how="left", maintain_order="left")
    return joined.select((found != pl.col("quote")).fill_null(True)).to_series()


def _field_checks(field: Field) -> list[pa.Check]:
    checks = []
    is_list = field.type.startswith("list")
    if not field.nullable:
        checks.append(_check(f"{field.name}_not_null", lambda key: pl.col(key).is_not_null(), f"{field.name} must be known"))
    codes = vocabularies.load(field.vocabulary) if field.vocabulary else frozenset(field.choices)
    if codes:
        rule = "in_vocabulary" if field.vocabulary else "one_of_choices"
        listed = f"a code of {field.vocabulary}" if field.vocabulary else f"one of {', '.join(field.choices)}"
        checks.append(_check(f"{field.name}_{rule}", _member(sorted(codes), is_list), f"{field.name} must be {listed}"))
    low, high = field.minimum, field.maximum
    if low is not None:
        checks.append(_check(f"{field.name}_at_least_minimum", lambda key: pl.col(key) >= low, f"{field.name} must be at least {low:g}"))
    if high is not None:
        checks.append(_check(f"{field.name}_at_most_maximum", lambda key: pl.col(key) <= high, f"{field.name} must be at most {high:g}"))
    return checks


def _member(codes: list[str], is_list: bool) -> Callable[[str], pl.Expr]:
    if is_list:
        return lambda key: pl.col(key).list.eval(pl.element().is_in(codes).fill_null(False)).list.all()
    return lambda key: pl.col(key).is_in(codes)


def _expression(sql: str) -> Callable[[str], pl.Expr]:
    return lambda _: pl.sql_expr(sql)


def _check(name: str, expression: Callable[[str], pl.Expr], reason: str) -> pa.Check:
    """A check that a null result passes, since only a rule of its own says that a value must be known."""

    def passes(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(expression(data.key).fill_null(True))

    return pa.Check(passes, name=name, description=reason)


def _all_checks(schema: pa.DataFrameSchema) -> list[pa.Check]:
    return [*schema.checks, *(check for column in schema.columns.values() for check in column.checks)]


def _reject(table: Table, row: Mapping[str, Any], rule: str, reason: str) -> RejectedRow:
    key = "|".join(str(row[name]) for name in table.key)
    return RejectedRow(table.name, key, row.get("article_id"), rule, reason, _json(row))


def _json(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=str)


def _column_problems(cases: pl.DataFrame) -> list[str]:
    wrong, unevaluated = [], []
    for case in cases.iter_rows(named=True):
        check = str(case["check"])
        if check == "column_in_schema":
            wrong.append(f"unknown column {case['failure_case']}")
        elif check == "column_in_dataframe":
            wrong.append(f"missing column {case['failure_case']}")
        elif check.startswith("dtype"):
            wrong.append(f"column {case['column']} is {case['failure_case']}, not {check[7:-2]}")
        else:
            unevaluated.append(f"rule {check} could not be evaluated")
    return wrong or unevaluated


def _column_difference(found: Any, expected: set[str]) -> str:
    missing, unknown = sorted(expected - set(found)), sorted(set(found) - expected)
    parts = [f"missing column {name}" for name in missing] + [f"unknown column {name}" for name in unknown]
    return "; ".join(parts)

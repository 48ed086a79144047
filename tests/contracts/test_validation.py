"""Each rule of the contracts, broken once: one good row, spoiled in one way, is rejected under that rule's name."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from dagster_project.contracts import vocabularies
from dagster_project.contracts.fields import Field, Table
from dagster_project.contracts.tables import TABLES
from dagster_project.contracts.validation import BatchRefused, frame, validate, validate_reading

TEXT = "At least 14 people were killed."
QUOTE = "At least 14 people"
PLAIN: dict[str, Any] = {
    "string": "x",
    "integer": 1,
    "number": 0.5,
    "boolean": False,
    "timestamp": datetime(2026, 1, 1, tzinfo=UTC),
    "list[string]": [],
    "list[integer]": [1],
}
# Where a plain value would break a rule between fields.
FITTING: dict[str, Any] = {
    "char_start": 0,
    "char_end": len(QUOTE),
    "quote": QUOTE,
    "section": "body",
    "body": TEXT,
    "kind": "casualty",
    "measure": "killed",
    "value_type": "number",
    "bound": "exact",
    "quantifier": "exact",
    "population": ["people"],
    "stated_number": 14.0,
    "line": 2,
}
# For every rule between fields: values that break it and nothing before it.
SPOILED: dict[str, dict[str, Any]] = {
    "span_is_ordered": {"char_start": 5, "char_end": 5, "quote": ""},
    "quote_has_span_length": {"quote": "At least"},
    "event_end_not_before_start": {"event_start": "2019-08-14", "event_end": "2019-08-13"},
    "bounds_are_ordered": {"low": 9, "point": 5, "high": 12},
    "number_has_a_value": {"stated_number": None},
    "vague_has_a_word": {"value_type": "vague", "stated_word": None},
    "share_has_a_fraction": {"value_type": "share", "share": None},
    "range_has_two_ends": {"value_type": "range", "low": 3, "high": None},
    "at_least_is_open_above": {"quantifier": "at_least", "low": 14, "high": 20},
    "less_than_has_an_upper_end": {"quantifier": "up_to", "high": None},
    "not_its_own_parent": {"claim_id": "c", "parent_claim_id": "c"},
    "facility_has_a_type": {"kind": "facility", "facility_type": None},
    "fix_names_a_field": {"action": "fix", "value": "16"},
    "only_a_fix_names_a_field": {"field": "value"},
    "rejection_gives_no_value": {"value": "16"},
    "value_is_given": {"action": "merge"},
    "not_with_itself": {"action": "merge", "target_id": "inc_1", "value": "inc_1"},
}


def good_row(table: Table, **changes: Any) -> dict[str, Any]:
    return {field.name: _good(field) for field in table.fields} | changes


def _good(field: Field) -> Any:
    if field.name in FITTING:
        return FITTING[field.name]
    if field.nullable:
        return None
    if field.choices:
        return field.choices[0]
    if field.vocabulary and not field.type.startswith("list"):
        return sorted(vocabularies.load(field.vocabulary))[0]
    return PLAIN[field.type]


def field_cases(table: Table) -> list[tuple[str, str, Any]]:
    """(rule, field, value that breaks it) for every rule of the table's fields."""
    cases: list[tuple[str, str, Any]] = []
    for field in table.fields:
        if not field.nullable:
            cases.append((f"{field.name}_not_null", field.name, None))
        wrong = ["no such code"] if field.type.startswith("list") else "no such code"
        if field.vocabulary:
            cases.append((f"{field.name}_in_vocabulary", field.name, wrong))
        if field.choices:
            cases.append((f"{field.name}_one_of_choices", field.name, wrong))
        number = float if field.type == "number" else int
        if field.minimum is not None:
            cases.append((f"{field.name}_at_least_minimum", field.name, number(field.minimum - 1)))
        if field.maximum is not None:
            cases.append((f"{field.name}_at_most_maximum", field.name, number(field.maximum + 1)))
    return cases


@pytest.mark.parametrize("name", sorted(TABLES))
def test_good_row_passes(name: str) -> None:
    valid, rejected = validate(TABLES[name], frame(TABLES[name], [good_row(TABLES[name])]))
    assert valid.height == 1 and not rejected


def keyed(table: Table, name: str, **changes: Any) -> dict[str, Any]:
    """A good row whose key is its own, with the changes made to it."""
    return good_row(table, **({table.key[0]: name} | changes))


@pytest.mark.parametrize("name", sorted(TABLES))
def test_values_that_break_their_fields_are_rejected(name: str) -> None:
    """One batch a table: a good row, and one row for every rule of its fields, each spoiled in that one way."""
    table = TABLES[name]
    cases = field_cases(table)
    rows = [keyed(table, f"{rule} {field}", **{field: value}) for rule, field, value in cases]
    valid, rejected = validate(table, frame(table, [keyed(table, "good"), *rows]))
    assert valid[table.key[0]].to_list() == ["good"]
    # A spoiled value may break a rule between fields too; the row is rejected once, under a rule that it did break.
    between = {rule.name for rule in table.rules}
    for (rule, _, _), row in zip(cases, rejected, strict=True):
        assert row.rule in {rule, *between}


@pytest.mark.parametrize("name", sorted(name for name, table in TABLES.items() if table.rules))
def test_rows_that_break_a_rule_are_rejected_under_its_name_and_the_others_go_on(name: str) -> None:
    table = TABLES[name]
    rows = [keyed(table, "good"), *(keyed(table, rule.name, **SPOILED[rule.name]) for rule in table.rules)]
    valid, rejected = validate(table, frame(table, rows))
    assert valid[table.key[0]].to_list() == ["good"]
    assert [row.rule for row in rejected] == [rule.name for rule in table.rules]
    assert all(set(json.loads(row.row_json)) == set(table.columns) for row in rejected)


def test_every_rule_has_its_case() -> None:
    assert {rule.name for table in TABLES.values() for rule in table.rules} == set(SPOILED)


def test_key_that_comes_twice_is_rejected_the_second_time() -> None:
    table = TABLES["raw_articles"]
    valid, rejected = validate(table, frame(table, [good_row(table)] * 3))
    assert valid.height == 1
    assert [row.rule for row in rejected] == ["key_is_unique"] * 2
    assert len({row.row_key for row in rejected}) == 2


@pytest.mark.parametrize(
    ("change", "problem"),
    [({"extra": 1}, "unknown column extra"), ({"point": "7"}, "point|int"), ({"stated_number": "many"}, "stated_number|double|convert")],
)
def test_batch_with_wrong_columns_is_refused_whole(change: dict[str, Any], problem: str) -> None:
    with pytest.raises(BatchRefused, match=problem):
        frame(TABLES["raw_claims"], [good_row(TABLES["raw_claims"]), good_row(TABLES["raw_claims"]) | change])


def test_frame_that_lacks_a_column_is_refused_and_names_it() -> None:
    table = TABLES["raw_claims"]
    with pytest.raises(BatchRefused, match="missing column quote") as refused:
        validate(table, frame(table, [good_row(table)]).drop("quote"))
    assert refused.value.table == "raw_claims"


def reading(**claim: Any) -> tuple[dict[str, Any], list[Any]]:
    articles, claims = TABLES["raw_articles"], TABLES["raw_claims"]
    return validate_reading({
        "raw_articles": frame(articles, [good_row(articles)]),
        "raw_claims": frame(claims, [good_row(claims, **claim)]),
    })


def test_claim_goes_on_with_its_article() -> None:
    valid, rejected = reading()
    assert valid["raw_claims"].height == 1 and not rejected


def test_claim_of_an_article_that_was_not_taken_is_rejected() -> None:
    valid, rejected = reading(article_id="another")
    assert valid["raw_claims"].is_empty() and rejected[0].rule == "article_is_valid"


def test_quote_that_is_not_the_text_at_its_offsets_is_rejected() -> None:
    valid, rejected = reading(quote=QUOTE[::-1])
    assert valid["raw_claims"].is_empty() and rejected[0].rule == "quote_stands_in_text"

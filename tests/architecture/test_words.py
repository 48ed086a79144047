"""Words of a natural language are data: the engine's Python files hold none of those that the language packs list."""

from __future__ import annotations

import ast
import csv
import tomllib
from collections.abc import Iterator
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

from dagster_project.contracts.tables import TABLES
from dagster_project.extraction import claims
from dagster_project.extraction.words import grammar

PACKAGE = Path(__file__).resolve().parents[2] / "dagster_project"
SEEDS = PACKAGE.parent / "dbt" / "seeds"

# Names of the engine's own (keys, roles, file names) that some language also uses as a word.
NAMES = frozenset({"article", "stated", "role", "none", "casualties", "facilities", "places", "area", "district", "start"})


def surface_forms() -> frozenset[str]:
    """Every string that stands in a list of a language pack, where forms stand; codes stand in single values as a rule."""

    def lists(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for inner in value.values():
                yield from lists(inner)
        elif isinstance(value, list):
            for inner in value:
                if isinstance(inner, str):
                    yield inner
                else:
                    yield from lists(inner)

    forms: set[str] = set()
    for path in (PACKAGE / "languages").glob("[a-z][a-z]/*.toml"):
        forms.update(form.casefold() for form in lists(tomllib.loads(path.read_text(encoding="utf-8"))))
    return frozenset(forms)


def codes() -> frozenset[str]:
    """What looks like a word but is a name of the project: vocabularies, field names, choices, keys of the packs."""
    known: set[str] = set()
    for path in (SEEDS / "vocabularies").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            known.update(row[0] for row in csv.reader(lines) if row)
    for table in TABLES.values():
        for field in table.fields:
            known.update((field.name, *field.choices))
    for module in (claims, grammar):
        for value in vars(module).values():
            if hasattr(value, "__dataclass_fields__"):
                known.update(field.name for field in dataclass_fields(value))
    for path in [*(PACKAGE / "languages").glob("[a-z][a-z]/*.toml"), *(PACKAGE / "extraction").rglob("*.toml")]:
        known.update(_keys(tomllib.loads(path.read_text(encoding="utf-8"))))
    for path in (PACKAGE / "languages" / "sections").glob("*.py"):  # the choices that a pack's file may name
        known.update(text for text, _ in _literals(path))
    return frozenset(code.casefold() for code in known)


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def _literals(path: Path) -> Iterator[tuple[str, int]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in plain:
            yield node.value, node.lineno


def test_no_word_of_a_language_pack_stands_in_the_engine() -> None:
    words = {form for form in surface_forms() if len(form) > 2} - codes() - NAMES
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {text!r}"
        for path in sorted((PACKAGE / "extraction").rglob("*.py"))
        for text, line in _literals(path)
        if text.casefold().strip() in words
    ]
    assert not found


def test_the_search_finds_a_word_that_is_put_there() -> None:
    assert {"killed", "wounded"} & surface_forms()
    assert "wounded" in surface_forms() - codes()

"""The contract in other languages: dbt's source YAML and the data dictionary.

Both are committed; ``python -m dagster_project.contracts`` writes them again and a test compares.
"""

from __future__ import annotations

import json
from pathlib import Path

from dagster_project.contracts.fields import Field
from dagster_project.contracts.tables import TABLES
from dagster_project.contracts.types import DUCKDB

PROJECT = Path(__file__).resolve().parents[2]
LOCATION = "read_parquet('{{ env_var('HARMLEDGER_RAW') }}/{name}/*.parquet', union_by_name=true)"
NOTICE = "Rendered from dagster_project/contracts by `python -m dagster_project.contracts`: change it there."


def dbt_sources_yaml() -> str:
    """The raw tables as dbt sources: where their Parquet files are, what each column means, and what must hold of it.

    The generic test ``meets_contract`` checks again, after the rows were read back, the rules that held when they were
    written.
    """
    lines = [
        f"# {NOTICE}",
        "version: 2",
        "",
        "sources:",
        "  - name: raw",
        "    description: The append-only log that the readers and the extraction write, one Parquet file for each run and table.",
        "    config:",
        "      meta:",
        f"        external_location: {_text(LOCATION)}",
        "    tables:",
    ]
    for table in TABLES.values():
        lines += [f"      - name: {table.name}", f"        description: {_text(_sentence(table.grain))}"]
        if table.rules:
            lines += ["        data_tests:", "          - meets_contract:", "              arguments:", "                rules:"]
            for rule in table.rules:
                lines += [f"                  - name: {rule.name}", f"                    expression: {_text(rule.expression)}"]
        lines.append("        columns:")
        for field in table.fields:
            lines += [
                f"          - name: {field.name}",
                f"            description: {_text(field.description)}",
                f"            data_type: {DUCKDB[field.type]}",
            ]
            if field.name in table.key:
                lines += ["            data_tests:", "              - not_null"]
    return "\n".join(lines) + "\n"


def data_dictionary_markdown() -> str:
    """The raw tables for readers: grain, key, fields, and the rules between fields."""
    lines = [
        "# Data dictionary: raw tables",
        "",
        f"<!-- {NOTICE} -->",
        "",
        "What the readers and the extraction write, before any modelling. The marts are documented in the warehouse's own docs page",
        "(`make docs`). Unknown is null. A row that breaks a rule is moved to `rejected_rows` under the rule's name.",
    ]
    for table in TABLES.values():
        lines += ["", f"## {table.name}", "", f"{_sentence(table.grain)} Key: {', '.join(f'`{name}`' for name in table.key)}.", ""]
        lines += ["| field | type | null | values | meaning |", "|---|---|---|---|---|"]
        lines += [_dictionary_row(field) for field in table.fields]
        if table.rules:
            lines += ["", "| rule | what it asks |", "|---|---|"]
            lines += [f"| `{rule.name}` | {_cell(_sentence(rule.reason))} |" for rule in table.rules]
    return "\n".join(lines) + "\n"


def rendered_files(project: Path = PROJECT) -> dict[Path, str]:
    """The committed files and what they must hold."""
    return {
        project / "dbt" / "models" / "staging" / "_sources.yml": dbt_sources_yaml(),
        project / "docs" / "data-dictionary.md": data_dictionary_markdown(),
    }


def _dictionary_row(field: Field) -> str:
    return f"| `{field.name}` | {field.type} | {'yes' if field.nullable else 'no'} | {_cell(_values(field))} | {_cell(field.description)} |"


def _values(field: Field) -> str:
    if field.vocabulary:
        return f"vocabulary `{field.vocabulary}`"
    if field.choices:
        return ", ".join(f"`{choice}`" for choice in field.choices)
    if field.minimum is not None or field.maximum is not None:
        low = "" if field.minimum is None else f"{field.minimum:g}"
        high = "" if field.maximum is None else f"{field.maximum:g}"
        return f"{low} … {high}".strip()
    return ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _text(text: str) -> str:
    """A YAML double-quoted scalar; JSON's strings are such."""
    return json.dumps(text, ensure_ascii=False)

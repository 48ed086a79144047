"""Which columns the models of exports and metrics add up, and whether their descriptions allow it (``additivity`` in dbt's metadata)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

ADDING_FOLDERS = ("exports", "metrics")
# sum(x.column), and macros of the project that sum each of their arguments: summed_…('x.column', …).
_SUMS = re.compile(r"\bsum\(\s*(?:\w+\.)?(\w+)|\{\{\s*summed_\w*\(([^)]*)\)")


def unlawful_sums(nodes: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What models under exports and metrics add up although no description allows it; ``nodes`` are those of dbt's manifest."""
    return [problem for node in nodes.values() if _adds(node) for problem in _problems(node, nodes)]


def undescribed_numbers(nodes: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Columns of numbers in marts, exports and metrics that do not say whether they may be added up."""
    return [
        f"{node['name']}.{name}"
        for node in nodes.values()
        if node["resource_type"] == "model" and node["schema"] in ("marts", *ADDING_FOLDERS)
        for name, column in node["columns"].items()
        if column["data_type"] in ("bigint", "integer", "double") and _meta(column).get("additivity") not in ("full", "semi", "none")
    ]


def _adds(node: Mapping[str, Any]) -> bool:
    return node["resource_type"] == "model" and node["original_file_path"].split("/")[1] in ADDING_FOLDERS


def _problems(node: Mapping[str, Any], nodes: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    code = node["raw_code"]
    facts = [nodes[name] for name in node["depends_on"]["nodes"] if nodes.get(name, {}).get("schema") in ("marts", *ADDING_FOLDERS)]
    for column in _summed(code):
        described = [_meta(fact["columns"][column]) for fact in facts if column in fact["columns"]]
        # A name that no mart bears was made inside the model.
        if described and not any(_allows(meta, code) for meta in described):
            yield f"{node['name']} adds up {column}: {described}"


def _allows(meta: Mapping[str, Any], code: str) -> bool:
    """Whether a column may be added in this query: what it is additive within is in the result or held fast, and its condition is there."""
    if meta.get("additivity") not in ("full", "semi"):
        return False
    where = meta.get("where")
    words = set(re.findall(r"\w+", code))
    return all(name in words for name in meta.get("within", ())) and (not where or " ".join(where.split()) in " ".join(code.split()))


def _summed(code: str) -> set[str]:
    columns = set()
    for plain, several in _SUMS.findall(code):
        columns |= {plain} if plain else {name.rpartition(".")[2] for name in re.findall(r"[\w.]+", several)}
    return columns


def _meta(column: Mapping[str, Any]) -> Mapping[str, Any]:
    return column.get("config", {}).get("meta") or column.get("meta") or {}

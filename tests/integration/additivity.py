"""Which columns a statement adds up, and whether their metadata allows it. DuckDB parses; the marts' dictionary judges."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb

Node = dict[str, Any]
Origin = tuple[str, str]  # a table of the marts and its column
Condition = tuple[str, Origin]  # what holds of a column in all rows: "fixed" (one value), "true", "not_null"


@dataclass(frozen=True)
class Rule:
    """What may be done with a column: ``full``, ``semi`` or ``none``, over which other columns' values, and in which rows."""

    additivity: str
    within: tuple[str, ...] = ()
    where: str | None = None


Rules = Mapping[str, Mapping[str, Rule]]  # by table and column


@dataclass
class Relation:
    """Columns by name with where they come from, and what holds in all rows."""

    columns: dict[str, set[Origin]] = field(default_factory=dict)
    conditions: set[Condition] = field(default_factory=set)


def rules_of(db: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Rule]]:
    """The rules that a built warehouse has for its marts."""
    rows = db.execute(
        "select table_name, column_name, additivity, additive_within, additive_where"
        " from exports.data_dictionary where table_schema = 'marts'"
    ).fetchall()
    rules: dict[str, dict[str, Rule]] = {}
    for table, column, additivity, within, where in rows:
        rules.setdefault(table, {})[column] = Rule(additivity or "none", tuple(within.split(", ")) if within else (), where)
    return rules


def violations(sql: str, rules: Rules) -> list[str]:
    """What the statement adds up and may not. Raises ``ValueError`` when it does not parse."""
    found: list[str] = []
    for statement in _parse(sql)["statements"]:
        _Reader(rules, found).query(statement["node"], {})
    return found


def _parse(sql: str) -> Node:
    tree: Node = json.loads(duckdb.execute("select json_serialize_sql(?)", [sql.strip().rstrip(";")]).fetchall()[0][0])
    if tree["error"]:
        raise ValueError(tree["error_message"])
    return tree


class _Reader:
    def __init__(self, rules: Rules, found: list[str]) -> None:
        self.rules, self.found = rules, found

    def query(self, node: Node, outer: Mapping[str, Relation]) -> Relation:
        known = dict(outer)
        for entry in node.get("cte_map", {}).get("map", []):
            known[entry["key"]] = self.query(entry["value"]["query"]["node"], known)
        if node["type"] != "SELECT_NODE":
            # A union's columns are those of all its parts, by position in the first; nothing holds in all rows for sure.
            parts = [self.query(node[side], known) for side in ("left", "right") if side in node]
            merged = Relation()
            for part in parts:
                for name, origins in part.columns.items():
                    merged.columns.setdefault(name, set()).update(origins)
            return merged
        relations: dict[str, Relation] = {}
        conditions = self.sources(node["from_table"], known, relations)
        scope = _Scope(relations)
        for relation in relations.values():
            conditions |= relation.conditions
        conditions |= scope.conditions(node["where_clause"])
        grouped = self.grouped(node, scope)
        for expression in (*node["select_list"], node["having"], node["qualify"], node["where_clause"]):
            self.expression(expression, scope, grouped, conditions, known)
        return Relation(self.columns(node["select_list"], scope), conditions)

    def sources(self, source: Node, known: Mapping[str, Relation], relations: dict[str, Relation]) -> set[Condition]:
        """Fill ``relations`` with what stands in FROM, by alias; return what inner joins' conditions make hold."""
        kind = source["type"]
        if kind == "JOIN":
            held = self.sources(source["left"], known, relations) | self.sources(source["right"], known, relations)
            return held | _Scope(relations).conditions(source["condition"]) if source["join_type"] == "INNER" else held
        if kind == "BASE_TABLE":
            name = source["table_name"]
            relations[source["alias"] or name] = known[name] if not source["schema_name"] and name in known else self.table(name)
        elif kind == "SUBQUERY":
            relations[source["alias"] or f"subquery {len(relations)}"] = self.query(source["subquery"]["node"], known)
        elif kind == "TABLE_FUNCTION":
            # history.as_known_at('casualties', day): the mart as it was.
            first = source["function"]["children"][0]
            name = str(first.get("value", {}).get("value", ""))
            relations[source["alias"] or name] = self.table(name)
        return set()

    def table(self, name: str) -> Relation:
        return Relation({column: {(name, column)} for column in self.rules.get(name, {})})

    def grouped(self, node: Node, scope: _Scope) -> set[Origin]:
        expressions = list(node["group_expressions"])
        if node["aggregate_handling"] == "FORCE_AGGREGATES":  # group by all
            expressions += [each for each in node["select_list"] if not any(_is_sum(part) for part in _walk(each))]
        return set().union(*(scope.origins(each) for each in expressions if each["class"] == "COLUMN_REF"))

    def columns(self, listed: list[Node], scope: _Scope) -> dict[str, set[Origin]]:
        columns: dict[str, set[Origin]] = {}
        for each in listed:
            if each["class"] == "STAR":
                columns |= {name: origins for relation in scope.relations.values() for name, origins in relation.columns.items()}
                continue
            name = each["alias"] or (each["column_names"][-1] if each["class"] == "COLUMN_REF" else "")
            columns[name] = set().union(*(scope.origins(part) for part in _added(each)))
        return columns

    def expression(
        self, node: Node | None, scope: _Scope, grouped: set[Origin], held: set[Condition], known: Mapping[str, Relation]
    ) -> None:
        for part in _walk(node):
            if part.get("class") == "SUBQUERY":
                self.query(part["subquery"]["node"], known)
            if not _is_sum(part):
                continue
            holds = held | scope.conditions(part.get("filter") or part.get("filter_expr"))
            alike = set().union(grouped, *(scope.origins(each) for each in part.get("partitions", [])))
            for column in (column for child in part["children"] for column in _added(child)):
                origins = scope.origins(column)
                if not origins:
                    self.found.append(f"adds {'.'.join(column['column_names'])}, which is no column of a mart")
                for table, name in sorted(origins):
                    self.found += self.judge(table, name, alike, holds)

    def judge(self, table: str, column: str, grouped: set[Origin], held: set[Condition]) -> Iterator[str]:
        rule = self.rules[table][column]
        if rule.additivity == "none":
            yield f"adds {table}.{column}, which may not be added"
        for other in rule.within:
            if (table, other) not in grouped and ("fixed", (table, other)) not in held:
                yield f"adds {table}.{column} over different values of {other}"
        if rule.where:
            needed = _Scope({table: self.table(table)}).conditions(
                _parse(f"select 1 where {rule.where}")["statements"][0]["node"]["where_clause"]
            )
            if not needed <= held:
                yield f"adds {table}.{column} without the condition {rule.where}"


class _Scope:
    """The relations of one FROM clause, by alias."""

    def __init__(self, relations: Mapping[str, Relation]) -> None:
        self.relations = relations

    def origins(self, column: Node) -> set[Origin]:
        names = column.get("column_names", [])
        if len(names) > 1 and names[-2] in self.relations:
            return set(self.relations[names[-2]].columns.get(names[-1], ()))
        return set().union(*(relation.columns.get(names[-1], set()) for relation in self.relations.values())) if names else set()

    def conditions(self, clause: Node | None) -> set[Condition]:
        """What a WHERE, a FILTER or a join's ON makes hold: its conjuncts that speak of one column."""
        if not clause:
            return set()
        if clause["type"] == "CONJUNCTION_AND":
            return set().union(*(self.conditions(child) for child in clause["children"]))
        if clause["class"] == "COLUMN_REF":
            return {("true", origin) for origin in self.origins(clause)}
        if clause["type"] == "OPERATOR_IS_NOT_NULL":
            return {("not_null", origin) for origin in self.origins(clause["children"][0])}
        if clause["type"] == "COMPARE_EQUAL" and clause["right"]["class"] == "CONSTANT":
            return {("fixed", origin) for origin in self.origins(clause["left"])}
        return set()


def _is_sum(node: Node) -> bool:
    return node.get("class") in ("FUNCTION", "WINDOW") and node.get("function_name") in ("sum", "fsum", "sum_no_overflow")


def _walk(node: Any) -> Iterator[Node]:
    """Every expression in an expression, subqueries as one."""
    if isinstance(node, list):
        for each in node:
            yield from _walk(each)
    elif isinstance(node, dict):
        if "class" in node:
            yield node
        for key, value in node.items():
            if key != "subquery":
                yield from _walk(value)


def _added(node: Any) -> Iterator[Node]:
    """The columns whose values an expression passes on: not those that a CASE or a FILTER only asks about."""
    if isinstance(node, list):
        for each in node:
            yield from _added(each)
    elif isinstance(node, dict):
        if node.get("class") == "COLUMN_REF":
            yield node
            return
        for key, value in node.items():
            if key not in ("when_expr", "filter", "subquery"):
                yield from _added(value)

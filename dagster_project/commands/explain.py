"""``harmledger explain``: from a number back to the words. Looks up; how it is shown is in ``explain_text``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO

import duckdb

from dagster_project.commands.database import first_line, published
from dagster_project.commands.errors import NOTHING_THERE, CommandError
from dagster_project.commands.explain_rows import STATEMENTS, Row, named, of_incident, on_claim, row_of, rows_of, statements

_CONTEXT = 160  # characters around a quote whose sentence is not kept
_CHOICES = 5
# The claims of an incident, also those that were rejected by hand: each of them gives the incident a name.
_CLAIMS = """select * from marts.claims where incident_id = $1 or ledger_role = 'rejected' and (
    claim_id in (select claim_id from marts.incident_aliases where incident_id = $1) or 'inc_' || substr(md5(claim_id), 1, 16) = $1)
    order by reported_at, article_id, char_start"""

_CLAIMS_OF = "select * from marts.claims where list_contains($1, claim_id) order by reported_at, article_id, char_start"


@dataclass(frozen=True)
class Words:
    """A quote in its sentence: what stands before it, the quote, what stands after it."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True)
class Explained:
    """A claim with its article and words, an incident with its figures and all its claims, or a row of a mart with what it stands on.

    ``rows`` are rows of other marts (name, row) about the claim or incident; ``said`` are statements without a number.
    """

    incident: Row | None
    figures: list[Row]
    claims: list[Row]
    words: dict[str, Words]
    relations: list[Row]
    statements: list[Row]
    corrections: list[Row]
    asked: str
    rows: list[tuple[str, Row]]
    said: list[Row]


def run(database: Path, identifier: str, out: IO[str]) -> None:
    """Explain the claim, incident, statement or row of a mart ``identifier`` (or its only match by first characters) on ``out``.

    Raises :class:`CommandError` when there is none, or several.
    """
    from dagster_project.commands.explain_text import write

    with published(database) as connection:
        try:
            write(look_up(connection, identifier.strip()), out)
        except duckdb.Error as error:
            hint = "it may be older than this command: harmledger build"
            raise CommandError(f"the published file cannot answer: {first_line(error)}", hint=hint) from error


def look_up(connection: duckdb.DuckDBPyConnection, identifier: str) -> Explained:
    """Everything that is shown about ``identifier``."""
    kind, name = _identify(connection, identifier)
    rows: list[tuple[str, Row]] = []
    said: list[Row] = []
    incident_id: str | None = None
    if kind == "claim":
        (claim,) = rows_of(connection, "select * from marts.claims where claim_id = ?", name)
        incident_id = claim["incident_id"]
        chosen = [claim]
        rows = on_claim(connection, name)
    elif kind == "incident":
        incident_id = name
        chosen = rows_of(connection, _CLAIMS, name)
        rows = of_incident(connection, name)
    else:
        sources = [name]
        if kind not in STATEMENTS:
            rows, sources = row_of(connection, kind, name)
            incident_id = rows[0][1].get("incident_id")
        chosen = rows_of(connection, _CLAIMS_OF, sources)
        said = statements(connection, sources)
        incident_id = incident_id or next((each["incident_id"] for each in said if each["incident_id"]), None)
    incidents = rows_of(connection, "select * from marts.incidents where incident_id = ?", incident_id)
    figures = rows_of(
        connection, "select * from marts.casualties where incident_id = ? order by harm desc, best desc nulls last", incident_id
    )
    if kind not in ("claim", "incident"):
        figures = []
    if kind == "claim":
        figures = [figure for figure in figures if figure["harm"] == claim["measure"]]
    names = [claim["claim_id"] for claim in chosen]
    return Explained(
        incident=incidents[0] if incidents else None,
        figures=figures,
        claims=[claim | _article(connection, claim["article_id"]) for claim in chosen],
        words={each.get("claim_id") or each["statement_id"]: _words(connection, each) for each in (*chosen, *said)},
        relations=_relations(connection, names) if kind == "claim" else [],
        statements=_statements(connection, incident_id) if kind == "incident" else [],
        corrections=_corrections(connection, chosen, incident_id),
        asked=name,
        rows=rows,
        said=[each | _article(connection, each["article_id"]) for each in said],
    )


def _identify(connection: duckdb.DuckDBPyConnection, identifier: str) -> tuple[str, str]:
    if not identifier:
        raise CommandError("no id given", NOTHING_THERE)
    found = connection.execute(
        """select 'claim' as kind, claim_id as id, claim_id as name from marts.claims where starts_with(claim_id, $1)
        union all select 'incident', incident_id, incident_id from marts.incidents where starts_with(incident_id, $1)
        union all select 'incident', incident_id, alias_id from marts.incident_aliases where starts_with(alias_id, $1)
        union all select 'claim', claim_id, 'inc_' || substr(md5(claim_id), 1, 16) as name from marts.claims
            where ledger_role = 'rejected' and starts_with(name, $1) and name not in (select incident_id from marts.incidents)
            and name not in (select alias_id from marts.incident_aliases)""",
        [identifier],
    ).fetchall()
    found += [(kind, id_, id_) for kind, id_ in named(connection, identifier)]
    exact = {(kind, id_) for kind, id_, name in found if name == identifier}
    matches = sorted(exact or {(kind, id_) for kind, id_, _ in found})
    if not matches:
        hint = "ids stand in marts.claims, marts.incidents and the first columns of the other marts"
        raise CommandError(f"no claim, incident, statement or row has an id that begins with {identifier!r}", NOTHING_THERE, hint)
    if len(matches) > 1:
        some = ", ".join(id_ for _, id_ in matches[:_CHOICES]) + (" …" if len(matches) > _CHOICES else "")
        raise CommandError(f"{len(matches)} ids begin with {identifier!r}", NOTHING_THERE, f"give more of one: {some}")
    return matches[0]


def _article(connection: duckdb.DuckDBPyConnection, article_id: str) -> Row:
    rows = rows_of(connection, "select title, publisher, published_at, url from marts.articles where article_id = ?", article_id)
    article = rows[0] if rows else {}
    return {f"article_{key}": article.get(key) for key in ("title", "publisher", "published_at", "url")}


def _words(connection: duckdb.DuckDBPyConnection, claim: Row) -> Words:
    """The quote in its sentence, cut from the article's text, so that what is shown is what the article says."""
    section, start, end = claim["section"], claim["char_start"], claim["char_end"]
    texts = rows_of(connection, "select title, body from evidence.article_texts where article_id = ?", claim["article_id"])
    text = (texts[0][section] if texts else None) or ""
    if text[start:end] != claim["quote"]:
        return Words("", claim["quote"], "")
    bounds = connection.execute(
        """select min(char_start), max(char_end) from evidence.sentences
        where article_id = ? and section = ? and char_start < ? and char_end > ?""",
        [claim["article_id"], section, end, start],
    ).fetchall()[0]
    first = min(start, bounds[0]) if bounds[0] is not None else max(0, start - _CONTEXT)
    last = max(end, bounds[1]) if bounds[1] is not None else end + _CONTEXT
    return Words(text[first:start], text[start:end], text[end:last])


def _relations(connection: duckdb.DuckDBPyConnection, claim_ids: list[str]) -> list[Row]:
    return rows_of(
        connection,
        """select relation, other_claim_id, others.quote, coalesce(others.source_name, others.source_text) as speaker
        from marts.claim_relations join marts.claims as others on others.claim_id = other_claim_id
        where list_contains($1, claim_relations.claim_id) order by relation, other_claim_id""",
        claim_ids,
    )


def _statements(connection: duckdb.DuckDBPyConnection, incident_id: str | None) -> list[Row]:
    return rows_of(
        connection,
        """select stance, coalesce(source_name, source_text) as speaker, accused, quote from marts.responsibility
        where incident_id = ? order by reported_at, char_start""",
        incident_id,
    )


def _corrections(connection: duckdb.DuckDBPyConnection, claims: list[Row], incident_id: str | None) -> list[Row]:
    names = sorted({name for claim in claims for name in claim["correction_ids"]})
    return rows_of(
        connection,
        """select * from marts.corrections where list_contains($1, correction_id)
        or state = 'applied' and action in ('merge', 'split') and incident_id = $2 order by corrected_on, path, line""",
        names,
        incident_id,
    )

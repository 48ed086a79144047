"""How an explanation is written out: figure, rule, claims, words."""

from __future__ import annotations

from itertools import groupby
from typing import IO, Any

from rich.console import Console
from rich.text import Text

from dagster_project.commands.explain import Explained, Row, Words

# Marks that also show where there is no bold type: in a file, in a pipe.
OPEN, CLOSE = "⟦", "⟧"
# Ledger roles in the order of their weight, and what each means for the figure.
_ROLES = {
    "recommended": "the chosen figure",
    "triangulation": "weighed, not chosen",
    "superseded": "replaced by a later figure",
    "part": "bounds the total from below",
    "subset": "a part of another figure",
    "duplicate": "said before",
    "rejected": "not used",
}


def write(explained: Explained, out: IO[str]) -> None:
    """Write ``explained`` to ``out``, wrapped to the terminal."""
    console = Console(file=out, highlight=False)
    if explained.incident:
        _incident(console, explained.incident)
    elif explained.claims and not explained.claims[0]["incident_id"]:
        console.print("This claim belongs to no incident.\n", style="bold")
    for figure in explained.figures:
        _figure(console, figure)
    console.print()
    ordered = sorted(explained.claims, key=_rank)
    for role, claims in groupby(ordered, key=lambda claim: claim["ledger_role"]):
        console.print(Text(role, style="bold"), Text(_ROLES.get(role, ""), style="dim"))
        for claim in claims:
            _claim(console, claim, explained.words[claim["claim_id"]])
        console.print()
    for relation in explained.relations:
        speaker = f" ({relation['speaker']})" if relation["speaker"] else ""
        console.print(Text(f"{relation['relation']} {relation['other_claim_id']}: “{_one_line(relation['quote'])}”{speaker}"))
    if explained.statements:
        console.print(Text("responsibility", style="bold"))
    for statement in explained.statements:
        speaker = statement["speaker"] or "the article itself"
        accused = f" → {statement['accused']}" if statement["accused"] else ""
        console.print(Text(f"  {statement['stance']}: {speaker}{accused}: “{_one_line(statement['quote'])}”"))


def _incident(console: Console, incident: Row) -> None:
    place = ", ".join(filter(None, (incident["place_name"], incident["admin1"], incident["country"]))) or "place unknown"
    days = _span(incident["event_start"], incident["event_end"]) or "date unknown"
    console.print(Text(f"Incident {incident['incident_id']}", style="bold"))
    weapons = ", ".join(incident["weapons"]) or "weapon not stated"
    console.print(Text(f"  {days} · {place} · {weapons} · grade {incident['verification_grade']}"))
    articles, voices = incident["n_articles"], incident["n_independent"]
    console.print(Text(f"  {_count(articles, 'article')}, {_count(voices, 'independent source')}\n"))


def _figure(console: Console, figure: Row) -> None:
    best = "no number" if figure["best"] is None else f"{figure['best']:,}"
    ends = f"{_number(figure['low'])} to {_number(figure['high'])}{' or more' if figure['is_open'] else ''}"
    who = figure["side"] + ("" if figure["affiliation"] == "unspecified" else f", {figure['affiliation']}")
    notes = [f"rule {figure['rule']} {figure['rule_version']}: {figure['basis']}", _count(figure["n_claims"], "claim")]
    notes += ["sources contradict each other"] if figure["has_conflict"] else []
    notes += [f"rests most on {figure['pivot_source']}"] if figure["pivot_source"] else []
    console.print(Text.assemble((f"{figure['harm']} {best}", "bold"), f" ({ends}) · {who} · {' · '.join(notes)}"))


def _claim(console: Console, claim: Row, words: Words) -> None:
    speaker = claim["source_name"] or claim["source_text"] or "the article itself"
    value = f"{claim['value_text']} {claim['measure']}" if claim["value_text"] else claim["measure"]
    console.print(Text.assemble("  ", (value, "bold"), f" · {speaker} · {claim['role_reason']} · {claim['claim_id']}"))
    quoted = Text.assemble(
        "    ", _flat(words.before).lstrip(), (f"{OPEN}{_one_line(words.quote)}{CLOSE}", "bold"), _flat(words.after).rstrip()
    )
    console.print(quoted)
    article = " · ".join(str(part) for part in (claim["article_publisher"], claim["article_published_at"], claim["article_title"]) if part)
    console.print(
        Text(
            f"    {article + ' · ' if article else ''}{claim['article_id']} [{claim['section']} {claim['char_start']}:{claim['char_end']}]"
        )
    )
    console.print(Text(f"    read by {claim['rule_id']}" + _confidence(claim["confidence"]), style="dim"))


def _rank(claim: Row) -> tuple[int, str, str, int]:
    role, roles = claim["ledger_role"], list(_ROLES)
    return (roles.index(role) if role in roles else len(roles), role, str(claim["reported_at"] or ""), claim["char_start"])


def _confidence(value: float | None) -> str:
    return "" if value is None else f", confidence {value:.2f}"


def _span(start: Any, end: Any) -> str:
    return str(start or end or "") if start == end or not (start and end) else f"{start} to {end}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _number(value: int | None) -> str:
    return "?" if value is None else f"{value:,}"


def _flat(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")


def _one_line(text: str) -> str:
    return _flat(text).strip()

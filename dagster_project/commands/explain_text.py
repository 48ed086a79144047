"""How an explanation is written out: figure, rule, claims, words."""

from __future__ import annotations

from itertools import groupby
from typing import IO, Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dagster_project.commands.explain import Explained, Words
from dagster_project.commands.explain_rows import Row

# Marks that also show where there is no bold type: in a file, in a pipe.
OPEN, CLOSE = "⟦", "⟧"
# Ledger roles in the order of their weight for the figure.
_ROLES = ("recommended", "triangulation", "superseded", "part", "subset", "duplicate", "rejected")
_PIPE_WIDTH = 120  # columns, where there is no terminal to ask


def write(explained: Explained, out: IO[str]) -> None:
    """Write ``explained`` to ``out``, wrapped to the terminal."""
    console = Console(file=out, highlight=False, width=None if out.isatty() else _PIPE_WIDTH)
    for mart, row in explained.rows if not explained.figures and not explained.incident else []:
        _row(console, mart, row)
    if explained.incident:
        _incident(console, explained.incident)
    elif explained.claims and not explained.claims[0]["incident_id"] and explained.claims[0]["claim_id"] == explained.asked:
        console.print("This claim belongs to no incident.\n", style="bold")
    for figure in explained.figures:
        _figure(console, figure)
    by_id = {correction["correction_id"]: correction for correction in explained.corrections}
    for correction in explained.corrections:
        if correction["action"] in ("merge", "split"):
            _indented(console, 2, _correction(correction))
    console.print()
    ordered = sorted(explained.claims, key=_rank)
    for role, claims in groupby(ordered, key=lambda claim: claim["ledger_role"]):
        console.print(Text(role, style="bold"))
        for claim in claims:
            _claim(console, claim, explained.words[claim["claim_id"]])
            for name in claim["correction_ids"]:
                _indented(console, 4, _correction(by_id[name]))
        console.print()
    for each in explained.said:
        _statement(console, each, explained.words[each["statement_id"]])
    for relation in explained.relations:
        speaker = f" ({relation['speaker']})" if relation["speaker"] else ""
        console.print(Text(f"{relation['relation']} {relation['other_claim_id']}: “{_one_line(relation['quote'])}”{speaker}"))
    if explained.statements:
        console.print(Text("responsibility", style="bold"))
    for statement in explained.statements:
        speaker = statement["speaker"] or "the article itself"
        accused = f" → {statement['accused']}" if statement["accused"] else ""
        _indented(console, 2, Text(f"{statement['stance']}: {speaker}{accused}: “{_one_line(statement['quote'])}”"))
    for mart, row in explained.rows if explained.figures or explained.incident else []:
        _row(console, mart, row)


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
    notes += [f"parties to the conflict speak: {', '.join(figure['party_sources'])}"] if figure["party_sources"] else []
    notes += [f"rests most on {figure['pivot_source']}"] if figure["pivot_source"] and figure["n_independent"] > 1 else []
    _indented(console, 2, Text.assemble((f"{figure['harm']} {best}", "bold"), f" ({ends}) · {who} · {' · '.join(notes)}"))


def _row(console: Console, mart: str, row: Row) -> None:
    """One row of another mart: its kind, number, place, window and what is to be known before it is used."""
    what = row.get("harm") or row.get("category") or row.get("indicator") or row.get("state") or row.get("weapon") or ""
    what = " ".join(filter(None, (row.get("facility_type") or "", row.get("rulebook") or "", str(what).replace("_", " "))))
    low, best, high = (row.get(end, row.get(f"persons_{end}")) for end in ("low", "best", "high"))
    told = row.get("value_text") or ("no number" if best is None else f"{best:,}")
    number = "" if mart == "weapon_uses" else f" {told} ({_number(low)} to {_number(high)})"
    group = row.get("population")
    window = _span(row.get("window_from"), row.get("window_until"))
    notes = [group if group != "people" else None, row.get("standing"), row.get("place_name"), window]
    notes += [f"as of {row['as_of']}" if row.get("as_of") else None, row.get("speaker"), row.get("reason")]
    for column in ("is_recommended", "is_additive", "is_provisional"):
        if column in row:
            notes.append(("" if row[column] else "not ") + column.removeprefix("is_"))
    if row.get("captured_best") is not None:
        ratio = row["coverage_ratio"]
        notes.append(f"captured {row['captured_best']:,}" + ("" if ratio is None else f" ({ratio:.1%})"))
    _indented(console, 2, Text.assemble((f"{mart}: {what}{number}", "bold"), "".join(f" · {note}" for note in notes if note)))


def _statement(console: Console, said: Row, words: Words) -> None:
    speaker = said["source_name"] or said["source_text"] or "the article itself"
    _indented(console, 2, Text.assemble((f"{said['said'] or 'said'}: {said['object'] or 'nobody named'}", "bold"), f" · {speaker}"))
    marked = (f"{OPEN}{_one_line(words.quote)}{CLOSE}", "bold")
    _indented(console, 4, Text.assemble(_flat(words.before).lstrip(), marked, _flat(words.after).rstrip()))
    article = [said["article_publisher"], said["article_published_at"], said["article_title"], said["article_id"]]
    where = f"[{said['section']} {said['char_start']}:{said['char_end']}]"
    _indented(console, 4, Text(" · ".join(str(part) for part in article if part) + f" {where}"))
    _indented(console, 4, Text(f"statement {said['statement_id']}, read by {said['rule_id']}", style="dim"))


def _claim(console: Console, claim: Row, words: Words) -> None:
    speaker = claim["source_name"] or claim["source_text"] or "the article itself"
    who = claim["population"]
    value = " ".join(filter(None, (claim["value_text"], claim["measure"].replace("_", " "), "" if who == "people" else f"({who})")))
    _indented(console, 2, Text.assemble((value, "bold"), f" · {speaker}{_party(claim)} · {claim['role_reason']}"))
    marked = (f"{OPEN}{_one_line(words.quote)}{CLOSE}", "bold")
    _indented(console, 4, Text.assemble(_flat(words.before).lstrip(), marked, _flat(words.after).rstrip()))
    article = [claim["article_publisher"], claim["article_published_at"], claim["article_title"], claim["article_id"]]
    where = f"[{claim['section']} {claim['char_start']}:{claim['char_end']}]"
    _indented(console, 4, Text(" · ".join(str(part) for part in article if part) + f" {where}"))
    _indented(console, 4, Text(f"claim {claim['claim_id']}, read by {claim['rule_id']}" + _confidence(claim["confidence"]), style="dim"))


def _party(claim: Row) -> str:
    return f" (a party to the conflict, of {claim['party_mark'].replace('_', ' ')})" if claim["party_mark"] else ""


def _correction(correction: Row) -> Text:
    new = correction["new_value"]
    what = {
        "reject": "rejected",
        "fix": f"{correction['field']}: {correction['old_value'] or 'none'} → {new}",
        "merge": f"{correction['target_id']} merged with {new}",
        "split": f"{new} split off from {correction['target_id']}",
    }.get(correction["action"], f"{new} means {correction['target_id']}")
    by, on, why = correction["corrected_by"], correction["corrected_on"], correction["reason"]
    where = f"{correction['path']}:{correction['line']}"
    return Text.assemble(("corrected by hand: ", "bold"), f"{what} · {by}, {on}: {why} ({where})")


def _indented(console: Console, columns: int, text: Text) -> None:
    console.print(Padding(text, (0, 0, 0, columns), expand=False))


def _rank(claim: Row) -> tuple[int, str, str, int]:
    role = claim["ledger_role"]
    return (_ROLES.index(role) if role in _ROLES else len(_ROLES), role, str(claim["reported_at"] or ""), claim["char_start"])


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

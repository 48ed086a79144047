"""Prints how well the warehouse tells apart and brings together the events of the sample corpus.

    python -m benchmarks.incidents.report [--warehouse FILE] [--errors]

Run by ``make bench-incidents`` over the warehouse that was built. ``mentions.csv`` names the event of figures that were read by hand:
the article's path (or id), the words that the figure begins with, the event. A figure that no claim covers is not counted but shown;
one that has a claim without an incident (most were read as the total of a period) counts as an incident of its own, except in
``bcubed_f1_linked``, which tells how well what was linked was linked.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from benchmarks.incidents.bcubed import bcubed
from dagster_project.settings import Settings

MENTIONS = Path(__file__).with_name("mentions.csv")
FLOOR = 0.95
# The claim of a harm that shares most characters with the words; the article's own body gives their place.
FOUND = """
    with words as (
        select article_id, instr(texts.body, $quote) - 1 as first_char, first_char + length($quote) as end_char
        from marts.articles as articles
        inner join evidence.article_texts as texts using (article_id)
        where $article in (articles.path, articles.article_id)
    )
    select claims.claim_id, coalesce(claims.incident_id, 'unlinked:' || claims.claim_id)
    from words
    inner join marts.claims as claims using (article_id)
    where claims.kind in ('casualty', 'facility') and claims.section = 'body'
        and claims.char_start < end_char and claims.char_end > first_char
    order by least(claims.char_end, end_char) - greatest(claims.char_start, first_char) desc, claims.claim_id
    limit 1"""


class Labelled(NamedTuple):
    """A figure with its true event and the incident that the warehouse gives it (none: no claim covers the words)."""

    article: str
    quote: str
    event: str
    incident: str | None


def labelled(warehouse: Path, mentions: Path = MENTIONS) -> list[Labelled]:
    """Every labelled figure with its incident in the warehouse."""
    with duckdb.connect(str(warehouse), read_only=True) as connection, mentions.open(encoding="utf-8", newline="") as file:
        found = []
        for row in csv.DictReader(file):
            hit = connection.execute(FOUND, {"article": row["article"], "quote": row["quote"]}).fetchone()
            found.append(Labelled(row["article"], row["quote"], row["event"], hit[1] if hit else None))
        return found


def errors(rows: Sequence[Labelled]) -> list[str]:
    """The events that are split and the incidents that hold several events, one line each."""
    by_event, by_incident = defaultdict(set), defaultdict(set)
    for row in rows:
        if row.incident:
            by_event[row.event].add(row.incident)
            by_incident[row.incident].add(row.event)
    lines = []
    for event in sorted(event for event, incidents in by_event.items() if len(incidents) > 1):
        lines.append(f"split: {event}")
        lines += [f"  {row.incident} {row.article}: {row.quote}" for row in rows if row.event == event]
    lines += [f"merged: {', '.join(sorted(events))} ({incident})" for incident, events in sorted(by_incident.items()) if len(events) > 1]
    return lines + [f"no claim: {row.article}: {row.quote}" for row in rows if row.incident is None]


def main() -> int:
    """Print the measures; 1 when F1 is below the floor."""
    parser = argparse.ArgumentParser(description="B-cubed of the incidents against events labelled by hand.")
    parser.add_argument("--warehouse", type=Path, default=None)
    parser.add_argument("--errors", action="store_true", help="list what is split, merged or unread")
    options = parser.parse_args()
    warehouse = options.warehouse or Settings().published_database
    if not warehouse.exists():
        print(f"{warehouse}: no such file; build it first: make warehouse")
        return 2
    rows = labelled(warehouse)
    read = [row for row in rows if row.incident]
    score = bcubed([row.event for row in read], [row.incident for row in read])
    print(f"articles: {len({row.article for row in rows})}")
    print(f"mentions: {len(rows)}")
    print(f"mentions_read: {len(read)}")
    print(f"events: {len({row.event for row in read})}")
    print(f"incidents: {len({row.incident for row in read})}")
    for name, value in score._asdict().items():
        print(f"bcubed_{name}: {value:.3f}")
    linked = [row for row in read if not str(row.incident).startswith("unlinked:")]
    print(f"mentions_unlinked: {len(read) - len(linked)}")
    print(f"bcubed_f1_linked: {bcubed([row.event for row in linked], [row.incident for row in linked]).f1:.3f}")
    if options.errors:
        print("\n".join(errors(rows)))
    return int(score.f1 < FLOOR)


if __name__ == "__main__":
    raise SystemExit(main())

"""How far a date stands from a statement, in words and clause boundaries.

The nearest date governs; a date that opens the sentence reaches over the whole of it. Which dates come into question is
decided in :mod:`reader`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dagster_project.extraction.dates.cues import Cues
from dagster_project.extraction.dates.mentions import FROM, DateMention
from dagster_project.extraction.words.document import Token

COMMA, CLAUSE, BREAK, WORD = 3.0, 5.0, 6.0, 0.3
OPENING = 5.0
VAGUE = frozenset({"recent", "vague_ago", "span"})
VAGUE_AWAY = 6.0  # "the rains of recent weeks, which …" does not date what follows
_MARKS = {",": COMMA, ";": BREAK, ":": BREAK, '"': COMMA, "(": COMMA, ")": COMMA, "\u2013": COMMA}


def cost_of(mention: DateMention, first: int, last: int, tokens: Sequence[Token], cues: Cues) -> float:
    """The distance between a date and the statement at tokens [first, last); 0 when they overlap."""
    if mention.first >= last:
        low, high = last, mention.first if mention.role_at < last else mention.role_at  # "since" belongs to its date
    elif mention.last <= first:
        low, high = mention.last, first
    else:
        return 0.0
    cost = 0.0
    for index in range(low, high):
        cost += _MARKS.get(tokens[index].norm, WORD)
        if cues.starting("boundaries", index):
            cost += CLAUSE
    if mention.rule in VAGUE and any(tokens[i].norm == "," for i in range(low, high)):
        cost += VAGUE_AWAY
    return min(cost, OPENING) if mention.opens and not mention.told and mention.last <= first else cost


def as_point(mention: DateMention, first: int, cues: Cues) -> DateMention:
    """A beginning that "when" explains is the day of what follows: "the fighting began on 23 April when two soldiers died"."""
    if mention.role not in (*FROM, "before") or mention.last > first:
        return mention
    opener = cues.starting("when", mention.last) or cues.starting("when", mention.last + 1)
    if opener is None or any(opener[1] <= a < first for a, _, _ in cues.found.get("boundaries", ())):
        return mention
    return replace(mention, role="point", last=opener[1], period=replace(mention.period, end=mention.period.end or mention.period.start))

"""How the quantities of a sentence relate: subsets, lists of single victims, parentheses.

The claims' own values are not changed here except that "a man and two children", one phrase with one verb, is one quantity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dagster_project.extraction.counted import Counted
from dagster_project.extraction.document import Token
from dagster_project.extraction.grammar import Grammar
from dagster_project.extraction.linking import Link


@dataclass(frozen=True)
class Subset:
    """A counted phrase that is a part of another one: where its wording begins, and where the part's own clause ends."""

    counted: Counted
    cue_first: int
    clause_last: int


def parentheses(tokens: Sequence[Token], grammar: Grammar) -> list[tuple[int, int]]:
    """Stretches between commas that begin with a subset cue: they do not part a number from its verb."""
    spans: list[tuple[int, int]] = []
    for hit in grammar.subset.scan(tokens):
        start = hit.first
        if start and tokens[start - 1].norm in ",(\u2013":
            start -= 1
        stop = next((i for i in range(hit.last, len(tokens)) if tokens[i].norm in ",)\u2013;" and not _in_list(tokens, i)), len(tokens))
        closed = stop < len(tokens) and tokens[stop].norm in ",)\u2013"
        spans.append((start, stop + 1 if closed else stop))
    return [s for s in spans if s[1] > s[0]]


def _in_list(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a comma stands inside a list of numbers ("three children, two women and a man")."""
    return comma + 1 < len(tokens) and tokens[comma].norm == "," and tokens[comma + 1].is_number


def subsets(tokens: Sequence[Token], counted: Sequence[Counted], grammar: Grammar) -> dict[int, Subset]:
    """Subset phrases by their position in ``counted``."""
    found: dict[int, Subset] = {}
    cues = grammar.subset.scan(tokens)
    opening = grammar.subset_open.at(tokens, 0) if tokens else None
    for position, phrase in enumerate(counted):
        cue = next((h for h in cues if h.last <= phrase.first and _near(tokens, h.last, phrase.first, grammar)), None)
        after = grammar.subset_after.at(tokens, phrase.last) if phrase.last < len(tokens) else None
        bare_after = grammar.subset_after.at(tokens, phrase.quantity.last) if phrase.quantity.last < len(tokens) else None
        if cue:
            found[position] = Subset(phrase, cue.first, _clause_end(tokens, phrase.last))
        elif (
            after
            or bare_after
            or (opening and not phrase.implicit)
            or (position - 1 in found and _listed(tokens, counted[position - 1].last, phrase.first, grammar))
        ):
            found[position] = Subset(phrase, phrase.first, _clause_end(tokens, phrase.last))
    return found


def _near(tokens: Sequence[Token], start: int, stop: int, grammar: Grammar) -> bool:
    apart = grammar.clause | grammar.conjunctions
    return stop - start <= 2 and all(t.is_word and t.norm not in apart for t in tokens[start:stop])


def _listed(tokens: Sequence[Token], start: int, stop: int, grammar: Grammar) -> bool:
    """Only commas and conjunctions between: the next item of a list."""
    between = tokens[start:stop]
    if not between or len(between) > 4:
        return False
    index = start
    while index < stop:
        hit = grammar.phrase_conjunctions.at(tokens, index)
        if hit and hit.last <= stop:
            index = hit.last
        elif tokens[index].norm == ",":
            index += 1
        else:
            return False
    return True


def _clause_end(tokens: Sequence[Token], start: int) -> int:
    return next((i for i in range(start, len(tokens)) if tokens[i].norm in ",;.)\u2013"), len(tokens))


def join_singles(links: Sequence[Link], tokens: Sequence[Token], grammar: Grammar) -> list[Link]:
    """ "A man and two children died": coordinated victims of one verb, at least one of them a singular, are one number.

    Only plain numbers are joined; a bound or a vague word keeps the phrases apart.
    """
    joined: list[Link] = []
    for number, link in enumerate(links):
        previous = joined[-1] if joined else None
        if (
            previous
            and (previous.counted.implicit or link.counted.implicit or previous.counted.quantity.basis == "coordination")
            and previous.frame == link.frame
            and previous.first == link.first
            and _plain(previous)
            and _plain(link)
            and _listed(tokens, previous.counted.last, link.counted.first, grammar)
            and not any(_same_list(other, link) and not _plain(other) for other in (*links[:number], *links[number + 1 :]))
        ):
            joined[-1] = _sum(previous, link)
        else:
            joined.append(link)
    return joined


def _same_list(left: Link, right: Link) -> bool:
    """Whether two victims share their verb, as those of one enumeration do."""
    return left.frame == right.frame and left.first == right.first


def _plain(link: Link) -> bool:
    quantity = link.counted.quantity
    small = quantity.basis != "digits"  # "a teacher and 19 others" stay apart: the figure is told as one
    return small and quantity.value_type == "number" and quantity.bound == "exact" and link.counted.kind == "person"


def _sum(left: Link, right: Link) -> Link:
    a, b = left.counted, right.counted
    quantity = replace(
        a.quantity,
        last=b.quantity.last,
        core_last=b.quantity.core_last,
        basis="coordination",
        stated=float(a.quantity.stated or 0) + float(b.quantity.stated or 0),
    )
    population = tuple(dict.fromkeys((*a.population, *b.population)))
    whole = replace(a, quantity=quantity, last=b.last, population=population, groups=(*a.groups, *b.groups))
    return replace(left, counted=whole, score=min(left.score, right.score))

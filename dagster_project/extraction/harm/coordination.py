"""Coordinated single victims of one verb are one quantity: "a man and two children died" is three."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dagster_project.extraction.harm.relations import is_listed, item_follows, may_be_of
from dagster_project.extraction.harm.scene import Link
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar

_BELONGING = 8  # tokens that say where a single victim belongs


def join_singles(links: Sequence[Link], tokens: Sequence[Token], grammar: Grammar) -> list[Link]:
    """ "A man and two children died": coordinated victims of one verb, at least one of them a singular, are one number.

    Only plain numbers are joined; a bound or a vague word keeps the phrases apart, and so does a list that tells one by one who
    the number before it are ("two suspects, a Spaniard and a Moroccan").
    """
    joined: list[Link] = []
    told = _told_again(links, tokens, grammar)
    for number, link in enumerate(links):
        if number in told:
            joined.append(link)
            continue
        previous = joined[-1] if joined else None
        if (
            previous
            and (previous.counted.implicit or link.counted.implicit or previous.counted.quantity.basis == "coordination")
            and previous.frame == link.frame
            and previous.first == link.first
            and _plain(previous)
            and _plain(link)
            and (
                is_listed(tokens, previous.counted.last, _marked(tokens, previous.counted.first, link.counted.first, grammar), grammar)
                or (previous.counted.implicit and _aged_item(tokens, previous.counted, link.counted, grammar))
                or (previous.counted.implicit and link.counted.implicit and _placed_item(tokens, previous.counted, link.counted, grammar))
            )
            and not any(_same_list(other, link) and not _plain(other) for other in (*links[:number], *links[number + 1 :]))
        ):
            joined[-1] = _sum(previous, link)
        else:
            joined.append(link)
    return joined


def _marked(tokens: Sequence[Token], left: int, right: int, grammar: Grammar) -> int:
    """Where an item begins with the preposition that the item at ``left`` has too ("a su esposa y a sus dos hijos")."""
    start = right
    while start > 1 and tokens[start - 1].norm in grammar.possessives | grammar.determiners:
        start -= 1
    same = start > 1 and left > 0 and tokens[start - 1].norm == tokens[left - 1].norm and tokens[start - 1].norm in grammar.prepositions
    return start - 1 if same else right


def _same_list(left: Link, right: Link) -> bool:
    """Whether two victims share their verb, as those of one enumeration do."""
    return left.frame == right.frame and left.first == right.first


def _aged_item(tokens: Sequence[Token], item: Counted, following: Counted, grammar: Grammar) -> bool:
    """Whether only an age stands between two items of a list: "a boy of five and his mother"."""
    between = tokens[item.last : following.first]
    numbers = grammar.quantities.quantities(between)
    small = [q for q in numbers if q.basis in ("digits", "words") and q.quantifier == "exact"]
    return item_follows(tokens, item, following, grammar) and len(numbers) == len(small) == 1 and len(between) <= 5


def _placed_item(tokens: Sequence[Token], item: Counted, following: Counted, grammar: Grammar) -> bool:
    """Whether only where one belongs stands between two single victims, and a comma: "a teacher at a school in Lund, a policeman"."""
    between = tokens[item.last : following.first]
    if not 2 < len(between) <= _BELONGING or between[-1].norm != "," or between[0].norm not in grammar.prepositions - grammar.agent:
        return False
    apart = (grammar.clause | grammar.auxiliaries | grammar.relative) - grammar.determiners
    return all(t.is_word and t.norm not in apart for t in between[:-1]) and not any(h.value for h in grammar.frames.scan(between))


def _told_again(links: Sequence[Link], tokens: Sequence[Token], grammar: Grammar) -> set[int]:
    """Positions of the single victims behind a comma that add up to the number before it."""
    told: set[int] = set()
    for position, link in enumerate(links):
        whole = link.counted.quantity
        if whole.basis == "implicit" or not isinstance(whole.stated, float) or not 2 <= whole.stated <= 9:
            continue
        parts = [position]
        for following in range(position + 1, len(links)):
            part = links[following]
            before = links[parts[-1]].counted.last
            if (
                part.first != link.first
                or not (part.counted.implicit or (part.counted.quantity.stated or 0) == 1)
                or not is_listed(tokens, before, part.counted.first, grammar)
                or (len(parts) == 1 and tokens[before].norm not in ",:(\u2013")
                or not may_be_of(part.counted, link.counted)
            ):
                break
            parts.append(following)
        if len(parts) - 1 == whole.stated:
            told.update(parts[1:])
    return told


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

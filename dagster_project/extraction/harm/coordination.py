"""Coordinated single victims of one verb are one quantity: "a man and two children died" is three."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dagster_project.extraction.harm.genitives import SCORE
from dagster_project.extraction.harm.linking import admitted
from dagster_project.extraction.harm.one_by_one import belongs_to_other
from dagster_project.extraction.harm.relations import is_listed, item_follows, may_be_of
from dagster_project.extraction.harm.scene import Link, Scene
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar

_APPOSITION = 16  # tokens between two commas that say who somebody is
_BELONGING = 8  # tokens that say where a single victim belongs


def join_singles(scene: Scene, links: Sequence[Link]) -> list[Link]:
    """ "A man and two children died": coordinated victims of one verb, at least one of them a singular, are one number.

    Only plain numbers are joined; a bound or a vague word keeps the phrases apart, and so does a list that tells one by one who
    the number before it are ("two suspects, a Spaniard and a Moroccan").
    """
    tokens, grammar = scene.tokens, scene.grammar
    joined: list[Link] = []
    told = _told_again(links, tokens, grammar)
    for number, link in enumerate(links):
        if number in told:
            joined.append(link)
            continue
        previous = joined[-1] if joined else None
        if previous is not None and _says_who(previous, link, links[number + 1 :], tokens, grammar):
            continue
        if (
            previous
            and (previous.counted.implicit or link.counted.implicit or previous.counted.quantity.basis == "coordination")
            and previous.frame == link.frame
            and previous.first == link.first
            and _plain(previous)
            and _plain(link)
            and (
                _follows(scene, previous.counted, link.counted)
                or (previous.counted.implicit and _aged_item(tokens, previous.counted, link.counted, grammar))
                or (previous.counted.implicit and link.counted.implicit and _placed_item(tokens, previous.counted, link.counted, grammar))
            )
            and not any(_same_list(other, link) and not _plain(other) for other in (*links[:number], *links[number + 1 :]))
        ):
            joined[-1] = _sum(previous, link)
        else:
            joined.append(link)
    return joined


def with_people_named(scene: Scene, links: Sequence[Link]) -> list[Link]:
    """The links, with those of one person told right before a number whose harm he shares: "the deaths of Jan Olsen and two others", "Jan
    Olsen, head of the union, and two others died". A word that alone would not make one person's death news does so for all of them.
    """
    found = list(links)
    for counted in scene.counted:
        one = next((c for c in reversed(scene.counted) if c.last <= counted.first and c.kind == "person"), None)
        if counted.implicit or one is None or not one.implicit or any(x.counted.first == one.first for x in links):
            continue
        if counted.last < len(scene.tokens) and scene.tokens[counted.last].norm in scene.grammar.of:
            continue  # "the deaths of his nephew, the two wives of his nephew and their five children": the list goes on
        link = next((x for x in links if x.counted.first == counted.first), None) or _told_before(scene, one, counted)
        if link is None or not _plain(link) or not _shares(scene, one, link):
            continue
        end = _behind_apposition(scene, one.last, counted.first)
        stops = {counted.first, _marked(scene.tokens, one.first, counted.first, scene.grammar)}  # "y otras" may be one conjunction
        if any(is_listed(scene.tokens, end, stop, scene.grammar) for stop in stops):
            found = [x for x in found if x is not link] + [replace(link, counted=replace(one, last=end)), link]
    return sorted(found, key=lambda x: (x.counted.first, -x.score))


def _told_before(scene: Scene, one: Counted, counted: Counted) -> Link | None:
    """The link of a number that a list parts from its noun of harm: the noun stands right before the first item."""
    hit = next((h for h in reversed(scene.triggers) if h.last <= one.first), None)
    if hit is None or any(x.first < counted.first and hit.last <= x.first for x in scene.triggers):
        return None
    frames = (f for f in hit.value if f.kind == "casualty" and f.slot == "of" and not f.trigger.weak and admitted(scene.sentence, f))
    frame = next(frames, None)
    return Link(counted, frame, hit.first, hit.last, SCORE) if frame is not None else None


def _shares(scene: Scene, one: Counted, link: Link) -> bool:
    """Whether the word of harm of a link governs the person told before the number too."""
    tokens, grammar = scene.tokens, scene.grammar
    if link.last <= one.first:
        return all(tokens[i].norm in grammar.determiners | grammar.of | grammar.object_marks for i in range(link.last, one.first))
    return bool(one.evidence) and link.first >= link.counted.last and not belongs_to_other(scene, one)


def _follows(scene: Scene, item: Counted, following: Counted) -> bool:
    """Whether the next item of a list stands right behind an item and what is said of it between two commas."""
    end = _behind_apposition(scene, item.last, following.first) if item.implicit else item.last
    return is_listed(scene.tokens, end, _marked(scene.tokens, item.first, following.first, scene.grammar), scene.grammar)


def _behind_apposition(scene: Scene, last: int, stop: int) -> int:
    """Where a phrase between two commas ends that says who a name is, if one stands there: ", head of the union,"."""
    tokens, grammar = scene.tokens, scene.grammar
    if last >= stop or tokens[last].norm != ",":
        return last
    for index in range(last + 1, min(last + 1 + _APPOSITION, stop)):
        if tokens[index].norm == ",":
            return index
        plain = tokens[index].is_word or tokens[index].is_number or tokens[index].norm in "()-"
        verb = tokens[index].norm in grammar.auxiliaries - grammar.of - grammar.determiners or grammar.frames.at(tokens, index) is not None
        if not plain or verb or scene.owner(index) is not None:
            return last
    return last


def _marked(tokens: Sequence[Token], left: int, right: int, grammar: Grammar) -> int:
    """Where an item begins with the preposition that the item at ``left`` has too ("a su esposa y a sus dos hijos"), and with "other"."""
    start = right
    articles = (grammar.possessives | grammar.determiners) - grammar.of - grammar.clause - grammar.relative
    while start > 1 and (tokens[start - 1].norm in articles or _is_other(tokens, start - 1, grammar)):
        start -= 1
    if start < 2 or left < 1:
        return start
    own, first = tokens[start - 1].norm, tokens[left - 1].norm
    same = (own == first and own in grammar.prepositions) or (own in grammar.of and first in grammar.of)  # "d'un homme et de deux"
    return start - 1 if same else start


def _is_other(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    hit = grammar.increment.at(tokens, index)
    return hit is not None and hit.last == index + 1


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


def _says_who(one: Link, link: Link, later: Sequence[Link], tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether a single person behind a comma says who the one before it is: "another person, a woman, was killed", "one of the hostages,
    an engineer, was killed"; where the list goes on it is the next one."""
    after = tokens[link.counted.last].norm if link.counted.last < len(tokens) else ""
    pair = one.counted.quantity.basis == "coordination" and after == ","  # "a woman and her husband, a policeman, were killed"
    alone = (one.counted.quantity.stated == 1 or pair) and link.counted.implicit
    if not alone or one.first != link.first or one.frame != link.frame or link.counted.evidence == "named":
        return False
    if [t.norm for t in tokens[one.counted.last : link.counted.first]] != [","]:
        return False
    goes_on = any(is_listed(tokens, link.counted.last, x.counted.first, grammar) for x in later if x.counted.first >= link.counted.last)
    return not goes_on and after not in grammar.conjunctions


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

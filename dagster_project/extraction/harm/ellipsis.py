"""Numbers that leave out what an earlier one has said: its verb ("four in Kyiv and four in Sumy") or noun ("and eight were wounded").

Parts that are told by a wording of their own ("including") live in relations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dagster_project.extraction.harm.linking import links_of
from dagster_project.extraction.harm.relations import Subset, clause_end
from dagster_project.extraction.harm.scene import Link, Scene
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar

_BREAKDOWN = frozenset(":(\u2013-")
_REACH = 16  # tokens between a total and its breakdown
_PLACE = 6  # tokens of the place between two items of a breakdown
_WHEN = 5  # tokens of the time or place before a number that shares a verb


def with_shared_verbs(scene: Scene, parts: dict[int, Subset], links: Sequence[Link]) -> tuple[dict[int, Subset], list[Link]]:
    """Add the numbers that share an earlier number's verb: parts of it when they stand behind a colon or a dash or add up to no
    more than it, claims of their own when they stand beside it ("killed 12 in Homs and five in Hama")."""
    counted, found, kept = scene.counted, dict(parts), list(links)
    position = 0
    while position < len(counted):
        head = next((x for x in reversed(kept) if x.counted.last <= counted[position].first), None)
        if head is not None and position not in found and _goes_along(scene, counted[position], head, kept):
            kept.append(replace(head, counted=counted[position]))
            position += 1
            continue
        if position in found or head is None or not _shares(scene, counted[position], head, kept):
            position += 1
            continue
        run = [position]
        while (
            run[-1] + 1 < len(counted)
            and run[-1] + 1 not in found
            and _continues(scene.tokens, counted[run[-1]], counted[run[-1] + 1], scene.grammar)
            and _shares(scene, counted[run[-1] + 1], head, kept, listed=True)
        ):
            run.append(run[-1] + 1)
        total = head.counted.quantity.stated
        numbers = [n for i in run if isinstance(n := counted[i].quantity.stated, float)]
        opened = scene.tokens[counted[position].first - 1].norm in _BREAKDOWN
        fits = isinstance(total, float) and sum(numbers) <= total and len(numbers) == len(run)
        placed = _placed(scene, head.counted.last) or _placed(scene, max(head.last, head.counted.last))
        whole = sum(numbers) == total and len(run) > 1
        if any(counted[i].kind == "unknown" for i in run) and not (whole and opened):
            position = run[-1] + 1
            continue
        if fits and (opened or whole or not placed):
            kept = [x for x in kept if not any(x.counted is counted[i] for i in run)]
            found |= {i: Subset(_kin(counted[i], head.counted), counted[i].first, clause_end(scene.tokens, counted[i].last)) for i in run}
        elif not opened and placed:
            own = [x.counted for x in kept]
            kept += [replace(head, counted=counted[i]) for i in run if not any(counted[i] is c for c in own)]
        position = run[-1] + 1
    return found, kept


def _goes_along(scene: Scene, phrase: Counted, head: Link, links: Sequence[Link]) -> bool:
    """Whether a phrase that ends its clause leaves out the verb told before: behind the verb and "and" ("two soldiers were killed and a
    civilian"), or behind a time of its own that stands where the first number's did ("on Saturday 3,200 came, on Sunday 2,870")."""
    tokens, grammar = scene.tokens, scene.grammar
    if phrase.kind not in ("bare", head.counted.kind) or any(x.counted is phrase for x in links) or head.frame.slot in ("toll", "of"):
        return False
    if phrase.quantity.value_type != "number" or not phrase.quantity.stated:
        return False
    if phrase.last < len(tokens) and (tokens[phrase.last].is_word or tokens[phrase.last].is_number):
        return False
    told = max(head.counted.last, head.last, head.frame.closes[1] if head.frame.closes else 0)
    start = phrase.first
    if tokens[start - 1].norm in grammar.conjunctions and phrase.kind != "bare":
        verb = head.first >= head.counted.last  # the verb stands behind what it counts
        return verb and told < start and all(tokens[i].norm in grammar.auxiliaries for i in range(told, start - 1))
    stop = max(told, phrase.first - _WHEN)
    while start > stop and tokens[start - 1].is_word and tokens[start - 1].norm not in grammar.conjunctions:
        start -= 1
    when = [tokens[i] for i in range(start, phrase.first)]
    opened = start > told and (tokens[start - 1].norm == "," or tokens[start - 1].norm in grammar.conjunctions)
    timed = opened and phrase.kind == "bare" and phrase.first - head.counted.last <= _REACH and bool(when)
    small = grammar.prepositions | grammar.determiners | grammar.times
    return timed and when[-1].norm in grammar.times and all(t.norm in small for t in when)


def _kin(part: Counted, whole: Counted) -> Counted:
    """A part whose noun nobody knows ("deux primaires") is of the whole's kind."""
    return replace(part, kind=whole.kind, population=whole.population, groups=whole.groups) if part.kind == "unknown" else part


def _shares(scene: Scene, phrase: Counted, head: Link, links: Sequence[Link], listed: bool = False) -> bool:
    """Whether a phrase has no verb of its own and stands where an item of a breakdown would."""
    tokens = scene.tokens
    if phrase.implicit or not isinstance(phrase.quantity.stated, float) or not phrase.quantity.stated or not phrase.first:
        return False
    if phrase.first - max(head.counted.last, head.last if head.last <= phrase.first else 0) > _REACH:
        return False
    before = tokens[phrase.first - 1].norm
    opened = before in _BREAKDOWN or listed
    if not (opened or before == "," or before in scene.grammar.conjunctions):
        return False
    if phrase.kind == "bare":
        if not _placed(scene, phrase.last):
            return False
    elif not opened or phrase.kind not in (head.counted.kind, "unknown"):
        return False
    own = next((x for x in links if x.counted is phrase), None)
    if own is not None and own.first != head.first:
        return False
    end = clause_end(tokens, phrase.last)
    return not links_of(scene, phrase, (phrase.first, end)) and not any(h.value and phrase.last <= h.first < end for h in scene.triggers)


def _placed(scene: Scene, last: int) -> bool:
    """Whether a preposition with a name stands at token ``last`` ("four in Kyiv")."""
    tokens = scene.tokens
    if last + 1 >= len(tokens) or tokens[last].norm not in scene.grammar.prepositions or tokens[last + 1].is_number:
        return False
    caseless = tokens[last + 1].cased.lower() == tokens[last + 1].cased.upper()
    name = next((t for t in tokens[last + 1 : last + 3] if t.is_capital), None)
    return caseless or name is not None


def _continues(tokens: Sequence[Token], item: Counted, following: Counted, grammar: Grammar) -> bool:
    """Whether a comma or a conjunction joins two items, with no more than a place between them."""
    between = tokens[item.last : following.first]
    if not between or len(between) > _PLACE or any(t.norm in _BREAKDOWN or t.norm in ".;" for t in between):
        return False
    return between[-1].norm == "," or between[-1].norm in grammar.conjunctions


def with_same_things(tokens: Sequence[Token], counted: Sequence[Counted], grammar: Grammar) -> list[Counted]:
    """The phrases, with bare numbers of damage that count the buildings told before: "2,000 homes were destroyed and 500 were damaged",
    "destroyed 150 homes and damaged another 75"."""
    found: list[Counted] = []
    for phrase in counted:
        things = next((c for c in reversed(found) if not c.implicit), None)
        before = tokens[phrase.first - 1].norm if phrase.first else ""
        joined = before in grammar.conjunctions or before in ",;"
        if (
            things is not None
            and things.kind == "facility"
            and (phrase.kind == "bare" or (phrase.kind == "unknown" and grammar.increment.at(tokens, phrase.quantity.last) is not None))
            and phrase.quantity.value_type in ("number", "vague")
            and ((joined and _is_damaged(tokens, phrase.last, grammar)) or _damages(tokens, things.last, phrase.first, grammar))
        ):
            phrase = replace(phrase, kind="facility", groups=things.groups)
        found.append(phrase)
    return found


def _damages(tokens: Sequence[Token], start: int, stop: int, grammar: Grammar) -> bool:
    """Whether a verb for harm to buildings stands right before token ``stop``, joined on to what is told before."""
    index = stop
    while index > start and (grammar.increment.at(tokens, index - 1) is not None or tokens[index - 1].norm in grammar.object_marks):
        index -= 1
    hits = (grammar.frames.at(tokens, i) for i in range(start, index))
    verb = next((h for h in hits if h is not None and h.last == index), None)
    if verb is None or not any(f.kind == "facility" and f.slot == "object" for f in verb.value):
        return False
    before = next((t.norm for t in reversed(tokens[start : verb.first]) if t.norm not in grammar.adverbs | grammar.auxiliaries), "")
    return before == "," or before in grammar.conjunctions


def _is_damaged(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    """Whether auxiliaries and a verb for harm to buildings stand at token ``index``."""
    while index < len(tokens) and tokens[index].norm in grammar.auxiliaries:
        index += 1
    hit = grammar.frames.at(tokens, index) if index < len(tokens) else None
    return hit is not None and any(f.kind == "facility" and f.slot == "passive" for f in hit.value)


def with_shared_nouns(scene: Scene, links: Sequence[Link]) -> list[Link]:
    """ "Six soldiers were killed and eight were wounded": a bare number in the second of two joined clauses counts what the first did."""
    shared: list[Link] = []
    for link in links:
        previous = next((x for x in reversed(shared) if x.counted.last <= link.counted.first), None)
        if (
            previous is not None
            and link.counted.kind == "bare"
            and previous.counted.kind == "person"
            and previous.counted.population != ("people",)
            and not previous.counted.implicit
            and {link.frame.slot, previous.frame.slot} <= {"passive", "subject", "noun"}
            and _joined(scene, previous, link)
        ):
            groups = tuple(g for g in previous.counted.groups if not g.measure)
            link = replace(link, counted=replace(link.counted, population=previous.counted.population, groups=groups))
        shared.append(link)
    return shared


def _joined(scene: Scene, previous: Link, link: Link) -> bool:
    """Whether a conjunction stands right before the phrase, and between the two no other number and no mark."""
    tokens, first = scene.tokens, link.counted.first
    between = range(previous.last, first)
    if not between or tokens[first - 1].norm not in scene.grammar.conjunctions:
        return False
    return len(between) <= _PLACE and all(scene.owner(i) is None and (tokens[i].is_word or tokens[i].norm == ",") for i in between)

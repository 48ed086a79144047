"""Numbers without a noun that renew a count: "the number of soldiers killed in the strike on X has risen to 33, up from 29".

The verb of harm is far from such a number, or in a sentence before ("another group puts the figure at 40"); the words that renew the
count make it plain which one it belongs to. They are data (``syntax.toml``: ``numbers_of``, ``figures``, ``update_to``, ``update_from``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dagster_project.extraction.harm.linking import admitted
from dagster_project.extraction.harm.reads import noun_frame
from dagster_project.extraction.harm.scene import Link, Scene
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.frames import Frame
from dagster_project.extraction.words.grammar import renews

_INSERTED = 3  # tokens between a number and the verb that closes its clause
_ASIDE = 5  # tokens around a number in which the date of its renewal stands
_TOLD_OF = 8  # tokens between what was counted and the verb by which it rose: "the deaths from the disease in the city rose to"
_NAMED = 3  # tokens behind "the number of" in which those counted are named
_SAID = 9  # tokens from a number back to the auxiliary of who had given it
_SCORE = 2.0


def renewed(scene: Scene, found: Sequence[Link], last: Link | None) -> list[Link]:
    """Links of the bare numbers of a sentence that renew a count and have none in ``found``.

    ``last``: that of the nearest figure told in the sentences before; None when none is near.
    """
    linked = {id(link.counted) for link in found}
    made: list[Link] = []
    for counted in scene.counted:
        if id(counted) in linked or counted.kind not in ("bare", "unknown") or counted.implicit or counted.quantity.stated == 0.0:
            continue
        before = [link for link in (*found, *made) if link.counted.first < counted.first]
        nearest = max(before, key=lambda link: link.counted.first) if before else None
        link = _renewed(scene, counted, nearest, last)
        if link is not None:
            made.append(link)
    return made


def _renewed(scene: Scene, counted: Counted, nearest: Link | None, last: Link | None) -> Link | None:
    grammar, bare = scene.grammar, counted.kind == "bare"

    def told(phrases: Sequence[tuple[str, ...]]) -> bool:
        return renews(scene.tokens, counted.first, phrases) is not None

    total = bare and told(grammar.total)
    link = (_of_number(scene, counted) or _of_noun(scene, counted)) if total or is_renewed(scene, counted) else None
    if link is None and told(grammar.update_from):
        link = _again(nearest or last, counted)
    if link is None and (total or (bare and told(grammar.figures)) or _around(scene, counted, grammar.figures_around)):
        link = _again(nearest or last, counted)
    return link


def told_when(scene: Scene, counted: Counted, cue: str | None) -> tuple[int, int] | None:
    """The characters whose dates say when a count was renewed, not when the harm happened: "rose **on Monday** to 72", "up from 58 **on
    Sunday**"; None for other numbers."""
    tokens, grammar = scene.tokens, scene.grammar
    if cue not in ("update_to", "update_from"):
        return None
    last = min(len(tokens), counted.quantity.last + _ASIDE)
    stop = next((i for i in range(counted.quantity.last, last) if not tokens[i].is_word and not tokens[i].is_number), last)
    if cue == "update_to":
        following = next((c for c in scene.counted if c.first >= counted.last and not c.implicit), None)
        if following is not None and renews(tokens, following.first, grammar.update_from) is not None:
            last = min(len(tokens), following.quantity.last + _ASIDE)
            ahead = range(following.quantity.last, last)
            stop = next((i for i in ahead if not tokens[i].is_word and not tokens[i].is_number), last)  # "to 86, up from 72 the day before"
        back = renews(tokens, counted.first, grammar.update_to)
        first = counted.first - (back if back is not None else _ASIDE)
        return tokens[max(0, first)].start, tokens[stop - 1].end
    before = [c for c in scene.counted if c.last <= counted.first and not c.implicit]
    opened = told_when(scene, before[-1], "update_to") if before and is_renewed(scene, before[-1]) else None
    first, floor = counted.first, before[-1].last if before else 0
    while first > floor and (tokens[first - 1].is_word or tokens[first - 1].is_number):
        first -= 1
    if not floor and 0 < first <= _ASIDE and tokens[first - 1].norm == ",":
        first = 0  # "The day before, the group spoke of 72"
    return opened[0] if opened else tokens[first].start, tokens[stop - 1].end


def is_told_again(scene: Scene, counted: Counted) -> bool:
    """Whether a bare number stands behind words that give a figure for what was told before: "put the figure at 72 on Monday"."""
    return counted.kind == "bare" and renews(scene.tokens, counted.first, scene.grammar.figures) is not None


def is_renewed(scene: Scene, counted: Counted) -> bool:
    """Whether words that mostly stand apart say that a count has changed to the number: "rose on Monday to 72", "ist auf 72 gestiegen", or,
    verb first, "rose the number of … to 72"."""
    tokens, grammar = scene.tokens, scene.grammar
    if counted.kind == "bare" and renews(tokens, counted.first, grammar.update_to) is not None:
        return True
    if _around(scene, counted, grammar.update_around):
        return True
    before = [t.norm for t in tokens[: counted.first]]
    heads = [h.first for h in grammar.numbers_of.scan(tokens) if h.last < counted.first]
    for *verb, end in grammar.update_to:
        if verb and heads and before[-1] == end and any(before[i : i + len(verb)] == verb for i in range(heads[0])):
            return True
    return False


def _around(scene: Scene, counted: Counted, phrases: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> bool:
    """Whether the two halves of a phrase stand around the number."""
    end = counted.quantity.last
    before = [t.norm for t in scene.tokens[: counted.first]]
    after = [t.norm for t in scene.tokens[end : end + _INSERTED]]
    return any(
        before[-len(left) :] == list(left) and any(tuple(after[i : i + len(right)]) == right for i in range(len(after)))
        for left, right in phrases
    )


def _of_number(scene: Scene, counted: Counted) -> Link | None:
    """The harm of "the number of people who died in …", told before the number; with the people that are named there."""
    heads = [h for h in scene.grammar.numbers_of.scan(scene.tokens) if h.last < counted.first]
    if not heads:
        return None
    start = heads[-1].last
    for hit in scene.triggers:
        if not start <= hit.first < counted.first:
            continue
        frame = next((f for f in hit.value if f.kind in ("casualty", "displacement") and f.slot != "object" and _plain(f)), None)
        if frame is not None:
            groups = scene.grammar.groups.scan(scene.tokens[start : hit.first + 1])
            group = next((g.value for g in groups if g.value.kind == "person"), None)
            people = counted if group is None else replace(counted, population=group.population, groups=(group,))
            return Link(people, frame, hit.first, hit.last, _SCORE)
    for named in scene.grammar.groups.scan(scene.tokens[start : start + _NAMED]):  # "the number of bodies recovered"
        told = named.value
        measure = told.measure or ("killed" if told.person and told.person.label == "body" else None)
        noun = noun_frame(measure) if measure else None
        if noun is not None and noun.kind in ("casualty", "displacement"):
            return Link(replace(counted, population=told.population), noun, start + named.first, start + named.last, _SCORE)
    return None


def _of_noun(scene: Scene, counted: Counted) -> Link | None:
    """The harm of a plural that is the subject of what renews the count: "deaths from the disease rose to 512", "los muertos suman 94"."""
    tokens, grammar = scene.tokens, scene.grammar
    back = renews(tokens, counted.first, grammar.update_to) or renews(tokens, counted.first, grammar.total)
    if back is None:
        return None
    verb = counted.first - back
    for hit in reversed(scene.triggers):
        gap = range(hit.last, verb)
        if hit.last > verb or len(gap) > _TOLD_OF or scene.owner(hit.first) is not None:
            continue
        frame = next((f for f in hit.value if f.slot == "noun" and f.kind in ("casualty", "displacement")), None)
        if frame is None or frame.trigger.weak or not admitted(scene.sentence, frame):
            continue
        apart = grammar.clause - grammar.auxiliaries | grammar.relative
        told = any(not tokens[i].is_word or tokens[i].norm in apart or scene.owner(i) is not None for i in gap)
        before = tokens[hit.first - 1] if hit.first else None
        return None if told or (before is not None and before.is_number) else Link(counted, frame, hit.first, hit.last, _SCORE)
    return None


def with_people_told(scene: Scene, link: Link) -> Link:
    """The link of a toll with the people whom its own words name: "the number of civilians killed rose to 120", "le nombre de soldats tués
    s'élève à 89 morts"."""
    counted, tokens, grammar = link.counted, scene.tokens, scene.grammar
    if counted.population != ("people",) or counted.implicit or link.frame.kind not in ("casualty", "displacement"):
        return link
    heads = [h.last for h in grammar.numbers_of.scan(tokens) if h.last < counted.first]
    own = link.frame.slot == "toll" and counted.kind == "bare" and link.last <= counted.first
    stretches = [range(link.first, link.last)] if own else []
    if heads and (renews(tokens, counted.first, grammar.update_to) is not None or is_renewed(scene, counted)):
        behind = link.last + 1 if link.last < counted.first else 0  # "die Zahl der bei dem Angriff getöteten Soldaten"
        stretches.append(range(heads[-1], min(counted.first, max(heads[-1] + _NAMED, behind))))
    told = (g.value for words in stretches for g in grammar.groups.scan(tokens[words.start : words.stop]))
    group = next((g for g in told if g.kind == "person" and not g.measure), None)  # who is named behind them may have done it
    if group is None or group.population == ("people",):
        return link
    return replace(link, counted=replace(counted, population=group.population, groups=(group,)))


def _plain(frame: Frame) -> bool:
    return not frame.trigger.weak and not frame.trigger.needs and not frame.trigger.counts


def _again(link: Link | None, counted: Counted) -> Link | None:
    if link is None or link.frame.kind not in ("casualty", "displacement"):
        return None
    people = replace(counted, population=link.counted.population, groups=link.counted.groups)
    return Link(people, link.frame, counted.first, counted.last, min(link.score, _SCORE))


def had_said(scene: Scene, counted: Counted) -> bool:
    """Whether the words around a number say that somebody had given it before: "it had spoken of 79", "hatte sie 79 Tote gemeldet"."""
    tokens, grammar = scene.tokens, scene.grammar
    for index in range(counted.first - 1, max(-1, counted.first - _SAID), -1):
        if not (tokens[index].is_word or tokens[index].is_number):
            return False
        if tokens[index].norm in grammar.pluperfect:
            near = [*tokens[index + 1 : counted.first], *tokens[counted.last : counted.last + _INSERTED]]
            return any(t.norm in grammar.reporting for t in near)
    return False

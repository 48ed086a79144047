"""Parts of a whole as claims: which claim holds them, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dagster_project.extraction.harm.coordination import join_singles
from dagster_project.extraction.harm.linking import admitted, links_of
from dagster_project.extraction.harm.reads import Read, by_noun, like, noun_frame, position_of
from dagster_project.extraction.harm.relations import Subset
from dagster_project.extraction.harm.scene import SMALL, Link, Scene
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.frames import Frame

_TOLD = 4  # claims back to the whole of a part
_TOLD_BEFORE = 2  # sentences back, in the paragraph, to the figures of which the largest is the whole
_NAMED = 4  # tokens between a part and the word for its whole: "two of the seriously wounded"
_SPARED = 6  # tokens from a part to what is said of it
_ALIVE = ("injured", "missing")
_BUILT = ("facility", "settlement")


def add_subsets(scene: Scene, parts: dict[int, Subset], reads: list[Read], earlier: list[Read]) -> None:
    linked: list[tuple[Subset, Link, Read | None]] = []
    numbered = any(_numbered(part.counted) for part in parts.values())
    for position in sorted(parts):
        part = parts[position]
        if _is_spared(scene, part):
            continue
        parent = _parent(scene, part, reads, earlier, {p.counted.first for p in parts.values()})
        if part.counted.evidence and not _is_told_by_name(part, parent):
            continue
        link = _part_link(scene, part, parent)
        if link is None:
            continue
        previous = linked[-1] if linked else None
        merged = (
            join_singles(scene, [previous[1], replace(link, frame=previous[1].frame, first=previous[1].first)])
            if previous and not numbered
            else []
        )
        if previous and len(merged) == 1 and not part.adds_up:
            linked[-1] = (previous[0], merged[0], previous[2])
        else:
            linked.append((part, link, parent))
    tokens = scene.tokens
    for part, link, parent in linked:
        counted = link.counted
        own = counted.last < link.last <= part.clause_last
        first = part.cue_first if tokens[counted.first].start - tokens[part.cue_first].start < 40 else counted.first
        reads.append(
            Read(
                scene.sentence,
                link,
                tokens[min(first, counted.first)].start,
                tokens[max(counted.last, link.last if own else 0) - 1].end,
                subset=True,
                parent=None if parent is None else _index(parent, reads, earlier),
                relation_cue="transition" if _has_died(part, link, parent) else "subset",
            )
        )


def _has_died(part: Subset, link: Link, parent: Read | None) -> bool:
    """Whether those of a part have died whom its whole counts as hurt or missing: "two of the wounded later died"."""
    whole = part.whole if parent is None else parent.link.frame
    return link.frame.measure == "killed" and whole is not None and whole.measure in _ALIVE


def _numbered(part: Counted) -> bool:
    """Whether a part is told with a number of its own: "six children and a woman" are two parts, "a child and a woman" one."""
    return part.quantity.basis not in ("implicit", "coordination")


def own_clauses(scene: Scene, parts: Iterable[Subset]) -> list[tuple[int, int]]:
    """Stretches of parts with a verb of their own: "45 pilgrims fell into a gorge, 27 of whom died"."""
    grammar, tokens = scene.grammar, scene.tokens
    spans: list[tuple[int, int]] = []
    for part in parts:
        first = part.cue_first
        after = grammar.subset_after.at(tokens, part.counted.quantity.last) if part.counted.quantity.last < len(tokens) else None
        own = (after and first == part.counted.first) or any(tokens[i].norm in grammar.relative for i in range(first, part.counted.first))
        if own and first and tokens[first - 1].norm in ",;" and links_of(scene, part.counted, (first, part.clause_last)):
            spans.append((first, part.clause_last))
    return spans


def _is_told_by_name(part: Subset, parent: Read | None) -> bool:
    """Whether a name is that of one of several people of whom harm is told."""
    if part.counted.evidence != "named" or parent is None or parent.link.frame.kind != "casualty":
        return False
    return not parent.link.counted.implicit and parent.link.counted.quantity.stated not in (0.0, 1.0)


def _is_spared(scene: Scene, part: Subset) -> bool:
    """Whether the part's own verb says that it did not happen to them, or no more: "53 of them managed to escape"."""
    tokens, grammar = scene.tokens, scene.grammar
    last = part.counted.quantity.last if part.counted.kind == "unknown" else part.counted.last  # "zwölf freigelassen" is no noun
    for index in range(last, min(last + _SPARED, part.clause_last, len(tokens))):
        if grammar.spared.at(tokens, index):
            return True
        if not tokens[index].is_word or ((hit := grammar.frames.at(tokens, index)) and hit.value):
            return False
    return False


def _part_link(scene: Scene, part: Subset, parent: Read | None) -> Link | None:
    """What a part says of its people: its own verb in its own clause, else what the whole says."""
    counted = part.counted
    behind = links_of(scene, counted, (part.cue_first, part.clause_last))
    begin, told = min(counted.first, part.cue_first), parent.link.first if parent is not None else None
    before = [x for x in links_of(scene, counted) if x.last == begin and x.first != told]  # "and killed five of them"
    own = [x for x in (*behind, *before) if x.frame.kind != "facility" or counted.kind == "facility"]
    if not own and parent is not None and parent.link.frame.kind == "population":
        own = by_noun(scene, counted)  # "2 million inhabitants, including 500,000 displaced people"
    if own and part.whole is not None and part.whole.measure == "killed" != own[0].frame.measure:
        own = []  # "of the dead, three were buried": they stay dead
    elif part.whole is not None:
        own = _fate(scene, part) or own
    if own:
        link: Link | None = own[0] if parent is None else replace(own[0], counted=like(counted, parent.link.counted))
    elif counted.quantity.stated == 0.0:
        return None  # "none of them was the driver"
    elif parent is not None:
        above = parent.link
        if counted.kind in ("bare", "unknown") and counted.quantity.stated in SMALL:
            return None  # "some of whom had taken part in it": another fact, not a part of the toll
        if (counted.kind in ("facility", "settlement")) != (above.frame.kind in ("facility", "control")):
            return None
        return replace(above, counted=like(counted, above.counted), score=min(above.score, 2.0))
    elif part.whole is not None:
        among = part.whole.slot != "of" or admitted(scene.sentence, part.whole)  # "included" tells of harm beside "victims" only
        link = Link(counted, part.whole, part.cue_first, part.cue_first, 2.0) if among else None
    else:
        link = next(iter(links_of(scene, counted)), None) or _by_cue(scene, part)
    if link is not None and link.frame.kind == "casualty" and counted.kind in ("facility", "settlement"):
        return None  # "of the dead, 56 died as storms struck 17 districts"
    if link is not None and parent is not None and parent.link.frame.kind == "population" and link.frame.measure == "new_displacement":
        link = replace(link, frame=noun_frame("displaced_stock"))  # a part of those who live somewhere is a stock
    return link


def _fate(scene: Scene, part: Subset) -> list[Link]:
    """That a part died of what its wording says of the whole: "two of the wounded died", "of the missing, five were found dead"."""
    counted = part.counted
    named = next((h for h in scene.triggers if counted.last <= h.first <= counted.last + _NAMED and part.whole in h.value), None)
    told = counted if named is None else replace(counted, last=named.last)
    links = links_of(scene, told, (told.last, part.clause_last))
    return [replace(x, counted=counted) for x in links if x.frame.measure == "killed"]


def _cue_frame(scene: Scene, part: Subset) -> Frame | None:
    """What the cue's own noun says of the whole: "among the dead"."""
    counted = part.counted
    hits = [h for h in scene.triggers if part.cue_first <= h.first < counted.first or counted.last <= h.first < counted.last + 4]
    nouns = (f for h in hits for f in h.value if f.slot == "noun" and f.kind == "casualty")
    return next((f for f in nouns if not (f.trigger.needs or f.trigger.transitive) and admitted(scene.sentence, f)), None)


def _by_cue(scene: Scene, part: Subset) -> Link | None:
    """A part of a whole that no claim counts: "among the dead were two children"."""
    frame = _cue_frame(scene, part)
    counted = part.counted
    if frame is None or counted.kind not in ("person", "household"):
        return None
    return Link(counted, frame, counted.head_first or counted.first, counted.last, 1.3)


def _index(parent: Read, reads: list[Read], earlier: list[Read]) -> int:
    return next(i for i, r in enumerate([*earlier, *reads]) if r is parent)


def _parent(scene: Scene, part: Subset, reads: list[Read], earlier: list[Read], parts: set[int]) -> Read | None:
    """The nearest claim before the part in its sentence, else in the sentence before; where the wording says what happened to the
    whole ("of the wounded"), the nearest claim of that kind. ``parts``: where those of the sentence begin. A subset is no parent of
    its neighbours, a number no part of a smaller one."""
    start = scene.tokens[part.counted.first].start
    own = [r for r in reads if not r.subset and position_of(r) < start and r.relation_cue != "update_from"]
    earlier = [r for r in earlier if r.relation_cue != "update_from"]
    whole = part.whole or _cue_frame(scene, part)
    if whole is not None:
        told = [r for r in (*earlier, *own) if not r.subset and r.link.frame.measure == whole.measure and _holds(r, part)]
        here = scene.sentence
        near = [r for r in told if r.sentence.index >= here.index - _TOLD_BEFORE and r.sentence.paragraph == here.paragraph]
        if told:  # all of them: the largest figure of the sentence before, else of the last ones told
            return max(reversed(near or told[-_TOLD:]), key=lambda r: n if isinstance(n := r.link.counted.quantity.stated, float) else 0.0)
    if (
        not own
        and not part.above
        and any(
            c.first < part.counted.first and not c.implicit and c.quantity.last < part.cue_first and c.first not in parts
            for c in scene.counted
        )
    ):
        return None  # a part of a number that was read as no harm
    if not own and part.cue_first < part.counted.first and scene.tokens[part.cue_first].norm in scene.grammar.relative:
        return None  # a relative pronoun finds what it stands for in its own sentence
    thing = next((c for c in reversed(scene.counted) if c.last <= part.cue_first <= c.last + 1 and not c.implicit), None)
    if thing is not None and thing.kind in _BUILT and not any(r.link.counted is thing for r in own):
        return None  # "two cars, one of them"
    previous = [r for r in earlier if r.sentence.index >= scene.sentence.index - 1 and not r.subset]
    return next((r for r in (*reversed(own), *reversed(previous)) if _holds(r, part)), None)


def _holds(read: Read, part: Subset) -> bool:
    """Whether the numbers allow it."""
    whole, number = read.link.counted.quantity.stated, part.counted.quantity.stated
    return not (isinstance(whole, float) and isinstance(number, float)) or whole > number

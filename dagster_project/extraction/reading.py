"""From a sentence to its readings: quantities, phrases, triggers, links, subsets.

The result still counts in tokens; who says so, where and when are added by the pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dagster_project.extraction.counted import Counted, counted_phrases
from dagster_project.extraction.document import Sentence
from dagster_project.extraction.ellipsis import with_shared_nouns, with_shared_verbs
from dagster_project.extraction.grammar import Frame, Grammar, renews
from dagster_project.extraction.lexicon import words_of
from dagster_project.extraction.linking import SMALL, Link, Scene, links_of
from dagster_project.extraction.numbers import Quantity
from dagster_project.extraction.relations import Subset, clause_end, join_singles, parentheses, subsets
from dagster_project.extraction.tolls import is_renewed, renewed, told_when

_TOLD = 4  # claims back to the whole of a part
_TOLD_BEFORE = 2  # sentences back to the figure that "the figure" means
_FATE = 9  # tokens of where and when before what became of the wounded: "wounded in the attack on Monday have died"
_CUE_REACH = 8  # tokens of the longest cue that relates a number to an earlier one


@dataclass(frozen=True)
class Read:
    """A claim in the making. ``parent``: position of the claim that this one is a part of, among all reads of the document.
    ``told_when``: characters whose dates are not those of the harm."""

    sentence: Sentence
    link: Link
    start: int
    end: int
    subset: bool = False
    parent: int | None = None
    relation_cue: str | None = None
    told_when: tuple[int, int] | None = None


@dataclass(frozen=True)
class SentenceReading:
    """The reads of one sentence; ``unread``: a harm word and a quantity stood in it and no rule joined them."""

    reads: tuple[Read, ...]
    unread: bool


def read_sentence(sentence: Sentence, grammar: Grammar, earlier: list[Read], masked: Callable[[int, int], bool]) -> SentenceReading:
    """Read one sentence. ``earlier``: the document's reads so far (parents may stand there); ``masked(start, end)`` tells whether
    characters belong to a date and so are no quantity."""
    tokens = sentence.tokens
    quantities = [q for q in grammar.quantities.quantities(tokens) if not _dated(q, sentence, masked)]
    triggers = grammar.frames.scan(tokens)
    if not quantities and not grammar.groups.affixes.clitics:
        return SentenceReading((), False)
    counted = counted_phrases(tokens, quantities, grammar)
    scene = Scene(sentence, tokens, counted, triggers, grammar, parentheses(tokens, grammar))
    parts = subsets(tokens, counted, grammar)
    found = _with_lists(scene, {i: _best(scene, c) for i, c in enumerate(counted) if i not in parts}, parts)
    parts, found = with_shared_verbs(scene, parts, sorted(found, key=lambda x: x.counted.first))
    found += renewed(scene, found, _last_told(sentence, earlier))
    found.sort(key=lambda x: (x.counted.first, -x.score))
    links = with_shared_nouns(scene, join_singles(found, tokens, grammar))
    reads: list[Read] = []
    for link in sorted(links, key=lambda x: (x.counted.quantity.core_first, x.frame.measure)):
        start, end = _span(scene, link)
        cue = _cue(scene, link)
        read = Read(sentence, link, start, end, relation_cue=cue, told_when=told_when(scene, link.counted, cue))
        reads.append(_further(read, reads or earlier))
    _add_subsets(scene, parts, reads, earlier)
    return SentenceReading(tuple(reads), not reads and any(c.quantity.basis != "implicit" for c in counted) and bool(triggers))


def _last_told(sentence: Sentence, earlier: Sequence[Read]) -> Link | None:
    """The nearest figure of the sentences right before that is no part of another one."""
    return next((r.link for r in reversed(earlier) if not r.subset and sentence.index - r.sentence.index <= _TOLD_BEFORE), None)


def _dated(quantity: Quantity, sentence: Sentence, masked: Callable[[int, int], bool]) -> bool:
    tokens = sentence.tokens
    return quantity.basis in ("digits", "words") and masked(tokens[quantity.core_first].start, tokens[quantity.core_last - 1].end)


def _best(scene: Scene, counted: Counted) -> list[Link]:
    """The best link, and a second one when two coordinated verbs share the quantity ("killed and arrested hundreds")."""
    pool = links_of(scene, counted)
    if not pool:
        return _by_noun(scene, counted)
    best = _fate(scene, counted, pool[0])
    another = any(c is not counted and not c.implicit and counted.last <= c.first < best.first for c in scene.counted)
    if (best.frame.kind == "population" or another) and any(g.measure for g in counted.groups):
        return _by_noun(scene, counted) or [best]  # "500,000 displaced people in need of aid", "5,000 inhabitants, of whom 20 have fled"
    for other in pool:
        between = scene.tokens[min(best.last, other.last) : max(best.first, other.first)]
        if (
            other.frame.measure != best.frame.measure
            and other.frame.slot == best.frame.slot
            and other.frame.kind == "casualty" == best.frame.kind
            and len(between) == 1
            and between[0].norm in scene.grammar.conjunctions
        ):
            return [best, other]
    return [best]


def _fate(scene: Scene, counted: Counted, best: Link) -> Link:
    """The best link; but what the verb says right behind goes over what the phrase says in itself: "two wounded boys died"."""
    told = counted.last < len(scene.tokens) and scene.tokens[counted.last].norm in scene.grammar.relative  # "two who were hurt have died"
    if best.frame.measure == "killed" or (best.first > counted.last and not told) or best.frame.kind != "casualty":
        return best
    end = max(counted.last, best.last)
    for hit in scene.triggers:
        frame = next((f for f in hit.value if f.measure == "killed" and f.slot in ("subject", "passive")), None)
        if frame is not None and hit.first >= end and not frame.trigger.weak and _runs_on(scene, end, hit.first, counted):
            return Link(counted, frame, hit.first, hit.last, best.score)
    return best


def _runs_on(scene: Scene, start: int, verb: int, counted: Counted) -> bool:
    """Whether the verb at ``verb`` is that of the phrase ending at ``start``: nothing or only where and when stands between, no clause."""
    tokens, grammar = scene.tokens, scene.grammar
    gap = range(start, verb)
    if all(tokens[i].norm in grammar.auxiliaries for i in gap):
        return True
    if len(gap) > _FATE or tokens[start].norm not in grammar.prepositions:
        return False
    apart = grammar.clause - grammar.auxiliaries | grammar.relative | grammar.conjunctions
    words = all((t.is_word or t.is_number or t.norm in "'-") and t.norm not in apart for t in (tokens[i] for i in gap))
    return words and not any(scene.owner(i) is not None and not (scene.owner(i) or counted).implicit for i in gap)


def _with_lists(scene: Scene, found: dict[int, list[Link]], parts: dict[int, Subset]) -> list[Link]:
    """All links, with those of numbers that go on with a list over places: "14 people died in A, five in B and three in C".

    Behind a colon such numbers are parts of the one before it.
    """
    tokens, grammar = scene.tokens, scene.grammar
    order = sorted(found, key=lambda i: scene.counted[i].first)
    head: Link | None = None
    opened, previous = False, 0
    for position in order:
        counted = scene.counted[position]
        own = found[position]
        adjacent = any(link.first <= counted.last and link.last >= counted.first - 1 for link in own)
        if counted.implicit and not own:
            continue
        if head is not None and not adjacent and counted.kind == "bare" and counted.quantity.value_type in ("number", "vague"):
            after = tokens[counted.last] if counted.last < len(tokens) else None
            before = tokens[counted.first - 1]
            joined = before.norm in ",;:" or before.norm in grammar.conjunctions
            if joined and after is not None and after.norm in grammar.prepositions - grammar.of and counted.last + 1 < len(tokens):
                gap = range(previous, counted.first)
                if tokens[counted.last + 1].is_capital and not any(h.first in gap for h in scene.triggers if h.first > head.last):
                    opened = opened or any(tokens[i].norm == ":" for i in gap)
                    link = replace(head, counted=counted, score=min(head.score, 2.0))
                    previous = counted.last
                    found[position] = [] if opened else [link]
                    if opened:
                        parts[position] = Subset(counted, counted.first, counted.last)
                    continue
        if head is not None and not own and _goes_on(scene, counted, head):
            found[position] = own = [replace(head, counted=counted, score=min(head.score, 2.0))]
        if own:
            head, opened = own[0], False
        previous = counted.last
    return [link for position in order for link in found[position]]


def _goes_on(scene: Scene, counted: Counted, head: Link) -> bool:
    """ "14 soldiers died on Wednesday and, in the night, another six people": a number beside the head that has no verb of its own."""
    tokens, grammar = scene.tokens, scene.grammar
    if counted.kind != head.counted.kind or counted.implicit or counted.first <= head.counted.last:
        return False
    added = any((hit := grammar.increment.at(tokens, i)) and hit.last <= counted.last for i in (max(0, counted.first - 1), counted.first))
    end = clause_end(tokens, counted.last)
    return added and not any(h.value and (head.last <= h.first < counted.first or counted.last <= h.first < end) for h in scene.triggers)


def _by_noun(scene: Scene, counted: Counted) -> list[Link]:
    """Nouns that say by themselves what happened to the counted: hostages, refugees."""
    group = next((g for g in counted.groups if g.measure), None)
    if group is None or counted.implicit or group.measure is None or counted.quantity.stated == 0:
        return []
    frame = noun_frame(group.measure)
    if frame.kind == "population" and not isinstance(counted.quantity.stated, float):
        return []
    return [Link(counted, frame, counted.head_first or counted.first, counted.last, 1.3)]


def noun_frame(measure: str) -> Frame:
    """The frame of a noun that carries its measure in itself."""
    from dagster_project.languages.sections.frames import Trigger

    kind = {"refugees": "displacement", "displaced_stock": "displacement", "inhabitants": "population"}.get(measure, "casualty")
    return Frame(kind, measure, "noun", Trigger(measure=measure, stock=kind != "casualty"), f"groups.{measure}.noun")


def _span(scene: Scene, link: Link) -> tuple[int, int]:
    """Characters of the quantity with the word that makes it harm; without it when it stands far off."""
    tokens, counted = scene.tokens, link.counted
    first, last = counted.first, max(counted.last, counted.quantity.last)
    start, end = min(first, link.first), max(last, link.last)
    if tokens[end - 1].end - tokens[start].start <= 3 * (tokens[last - 1].end - tokens[first].start) + 30:
        first, last = start, end
    return tokens[first].start, tokens[last - 1].end


def _cue(scene: Scene, link: Link) -> str | None:
    tokens, counted, grammar = scene.tokens, link.counted, scene.grammar
    around = range(max(0, counted.first - 2), min(len(tokens), counted.quantity.last + 2))
    for i in around:
        hit = grammar.increment.at(tokens, i)
        if hit and (hit.last <= counted.quantity.core_first + 1 or hit.first <= counted.quantity.last):
            return "increment"
    if renews(tokens, counted.first, grammar.update_from) is not None:
        return "update_from"
    if is_renewed(scene, counted):
        return "update_to"
    before = [t.norm for t in tokens[max(0, counted.first - _CUE_REACH) : counted.first]]
    for code, phrases in (
        ("update_from", grammar.syntax.update_from),
        ("update_to", grammar.syntax.update_to),
        ("total", grammar.syntax.total),
    ):
        # The cue stands right before the number, but for one small word ("bringing the toll to").
        if any((words := list(words_of(p))) and words in (before[-len(words) :], before[-len(words) - 1 : -1]) for p in phrases):
            return code
    return None


def _further(read: Read, earlier: list[Read]) -> Read:
    """ "Two soldiers were killed, seven more were wounded": those without a noun are of the people counted just before."""
    before = next((r for r in reversed(earlier) if not r.subset), None)
    if read.relation_cue != "increment" or before is None or read.sentence.index - before.sentence.index > 1:
        return read
    return replace(read, link=replace(read.link, counted=like(read.link.counted, before.link.counted)))


def _add_subsets(scene: Scene, parts: dict[int, Subset], reads: list[Read], earlier: list[Read]) -> None:
    linked: list[tuple[Subset, Link, Read | None]] = []
    for position in sorted(parts):
        part = parts[position]
        parent = _parent(scene, part, reads, earlier)
        link = _part_link(scene, part, parent)
        if link is None:
            continue
        previous = linked[-1] if linked else None
        merged = (
            join_singles([previous[1], replace(link, frame=previous[1].frame, first=previous[1].first)], scene.tokens, scene.grammar)
            if previous
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
                relation_cue="subset",
            )
        )


def _part_link(scene: Scene, part: Subset, parent: Read | None) -> Link | None:
    """What a part says of its people: its own verb in its own clause, else what the whole says."""
    counted = part.counted
    own = [
        x for x in links_of(scene, counted, (part.cue_first, part.clause_last)) if x.frame.kind != "facility" or counted.kind == "facility"
    ]
    if not own and parent is not None and parent.link.frame.kind == "population":
        own = _by_noun(scene, counted)  # "2 million inhabitants, including 500,000 displaced people"
    if own:
        link: Link | None = own[0] if parent is None else replace(own[0], counted=like(counted, parent.link.counted))
    elif counted.quantity.stated == 0.0:
        return None  # "none of them was the driver"
    elif parent is not None:
        above = parent.link
        if counted.kind == "bare" and counted.quantity.stated in SMALL:
            return None  # "some of whom had taken part in it": another fact, not a part of the toll
        if (counted.kind in ("facility", "settlement")) != (above.frame.kind in ("facility", "control")):
            return None
        return replace(above, counted=like(counted, above.counted), score=min(above.score, 2.0))
    elif part.whole is not None:
        link = Link(counted, part.whole, part.cue_first, part.cue_first, 2.0)
    else:
        link = next(iter(links_of(scene, counted)), None) or _by_cue(scene, part)
    if link is not None and link.frame.kind == "casualty" and counted.kind in ("facility", "settlement"):
        return None  # "of the dead, 56 died as storms struck 17 districts"
    if link is not None and parent is not None and parent.link.frame.kind == "population" and link.frame.measure == "new_displacement":
        link = replace(link, frame=noun_frame("displaced_stock"))  # a part of those who live somewhere is a stock
    return link


def _cue_frame(scene: Scene, part: Subset) -> Frame | None:
    """What the cue's own noun says of the whole: "among the dead"."""
    counted = part.counted
    hits = [h for h in scene.triggers if part.cue_first <= h.first < counted.first or counted.last <= h.first < counted.last + 4]
    return next((f for h in hits for f in h.value if f.slot == "noun" and f.kind == "casualty" and not f.trigger.needs), None)


def _by_cue(scene: Scene, part: Subset) -> Link | None:
    """A part of a whole that no claim counts: "among the dead were two children"."""
    frame = _cue_frame(scene, part)
    counted = part.counted
    if frame is None or counted.kind not in ("person", "household"):
        return None
    return Link(counted, frame, counted.head_first or counted.first, counted.last, 1.3)


def like(part: Counted, whole: Counted) -> Counted:
    """The part with the population of the whole when it names none of its own ("three of them")."""
    if part.kind not in ("bare", "unknown") or part.population != ("people",):
        return part
    return replace(part, population=whole.population)


def _index(parent: Read, reads: list[Read], earlier: list[Read]) -> int:
    return next(i for i, r in enumerate([*earlier, *reads]) if r is parent)


def _parent(scene: Scene, part: Subset, reads: list[Read], earlier: list[Read]) -> Read | None:
    """The nearest claim before the part in its sentence, else in the sentence before; where the wording says what happened to the
    whole ("of the wounded"), the nearest claim of that kind. A subset is no parent of its neighbours, a number no part of a smaller one."""
    start = scene.tokens[part.counted.first].start
    own = [r for r in reads if not r.subset and position_of(r) < start]
    whole = part.whole or _cue_frame(scene, part)
    if whole is not None:
        told = [r for r in (*earlier, *own) if not r.subset and r.link.frame.measure == whole.measure and _holds(r, part)]
        here = scene.sentence
        near = [r for r in told if r.sentence.index >= here.index - 1 and r.sentence.paragraph == here.paragraph]
        if told:  # all of them: the largest figure of the sentence before, else of the last ones told
            return max(reversed(near or told[-_TOLD:]), key=lambda r: n if isinstance(n := r.link.counted.quantity.stated, float) else 0.0)
    if not own and any(c.first < part.counted.first and not c.implicit and c.quantity.last < part.cue_first for c in scene.counted):
        return None  # a part of a number that was read as no harm
    if not own and part.cue_first < part.counted.first and scene.tokens[part.cue_first].norm in scene.grammar.relative:
        return None  # a relative pronoun finds what it stands for in its own sentence
    previous = [r for r in earlier if r.sentence.index >= scene.sentence.index - 1 and not r.subset]
    return next((r for r in (*reversed(own), *reversed(previous)) if _holds(r, part)), None)


def _holds(read: Read, part: Subset) -> bool:
    """Whether the numbers allow it."""
    whole, number = read.link.counted.quantity.stated, part.counted.quantity.stated
    return not (isinstance(whole, float) and isinstance(number, float)) or whole > number


def position_of(read: Read) -> int:
    """Where its number stands, in characters of the document's norm."""
    return read.sentence.tokens[read.link.counted.quantity.core_first].start

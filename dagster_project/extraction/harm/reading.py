"""From a sentence to its readings: quantities, phrases, triggers, links, subsets.

The result still counts in tokens; who says so, where and when are added by the pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dagster_project.extraction.harm.best import best_links, exceeded
from dagster_project.extraction.harm.brackets import triggers_of
from dagster_project.extraction.harm.coordination import join_singles, with_people_named
from dagster_project.extraction.harm.ellipsis import with_same_things, with_shared_nouns, with_shared_verbs
from dagster_project.extraction.harm.further import relation_cue, with_people_before
from dagster_project.extraction.harm.genitives import genitives
from dagster_project.extraction.harm.lists import with_lists
from dagster_project.extraction.harm.pairs import with_pairs
from dagster_project.extraction.harm.parts import add_subsets, own_clauses
from dagster_project.extraction.harm.placed import placed_figures
from dagster_project.extraction.harm.predicates import wholes
from dagster_project.extraction.harm.reads import Read
from dagster_project.extraction.harm.relations import Subset, breakdown, parentheses, subsets
from dagster_project.extraction.harm.scene import Link, Scene
from dagster_project.extraction.harm.tolls import had_said, is_told_again, renewed, told_when
from dagster_project.extraction.numbers.counted import Counted, counted_phrases
from dagster_project.extraction.numbers.kin import kin_phrases
from dagster_project.extraction.numbers.names import Told, is_apposed, named_phrases
from dagster_project.extraction.numbers.quantities import Quantity
from dagster_project.extraction.numbers.unlisted import unlisted_phrases
from dagster_project.extraction.numbers.unnumbered import unnumbered_phrases
from dagster_project.extraction.words.document import Sentence, Token
from dagster_project.extraction.words.frames import Frame
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.lexicon import Hit

_OPENING = 4  # tokens before the whole in a sentence that opens with it ("of the 40 wounded")
_TOLD_BEFORE = 2  # sentences back to the figure that "the figure" means
_THING = 3  # tokens between a number of things and a part of it


Trigger = Hit[tuple[Frame, ...]]


@dataclass(frozen=True)
class SentenceReading:
    """The reads of one sentence; ``unread``: a harm word and a quantity stood in it and no rule joined them."""

    reads: tuple[Read, ...]
    unread: bool


NOTHING = SentenceReading((), False)


def read_sentence(
    sentence: Sentence,
    grammar: Grammar,
    earlier: list[Read],
    masked: Callable[[int, int], bool],
    known: Callable[[str], bool] = lambda _: False,
) -> SentenceReading:
    """Read one sentence. ``earlier``: the document's reads so far (parents may stand there); ``masked(start, end)`` tells whether
    characters belong to a date and so are no quantity; ``known``: whether a word is the name of one of the document's people."""
    tokens = sentence.tokens
    triggers = triggers_of(tokens, grammar)
    silent = not triggers and far(sentence, earlier) and not grammar.telling.anywhere(tokens)
    if silent and not grammar.nominal.anywhere(tokens):
        return NOTHING  # a word of the gate was part of another phrase
    counts = grammar.quantities.quantities(tokens, lambda quantity: _counts(quantity, tokens, grammar))
    quantities = [q for q in counts if not _dated(q, sentence, grammar, masked)]
    personal = any(f.kind == "casualty" for h in triggers for f in h.value)
    if not quantities and not personal and not grammar.groups.affixes.clitics:
        return NOTHING
    counted = with_same_things(tokens, counted_phrases(tokens, quantities, grammar), grammar)
    triggers = _apart(tokens, triggers, counted, grammar)
    counted = sorted([*counted, *unnumbered_phrases(tokens, counted, grammar)], key=lambda c: (c.first, c.last))
    counted = [*counted, *kin_phrases(tokens, counted, grammar)] if personal else counted
    told = named_phrases(tokens, counted, grammar, known) if personal else Told()
    if personal:
        unlisted = unlisted_phrases(tokens, quantities, [*counted, *told.counted], grammar)
        unlisted = [u for u in unlisted if not any(is_apposed(tokens, name.last, u, grammar) for name in told.counted)]
        counted = sorted([*counted, *told.counted, *unlisted], key=lambda c: (c.first, c.last))
    if not counted and len(quantities) < 2:
        return NOTHING  # nobody to whom anything was done
    aside = [*parentheses(tokens, grammar), *told.insertions, *wholes(tokens, counted, grammar)]
    scene = Scene(sentence, tokens, counted, triggers, grammar, aside)
    parts = subsets(tokens, counted, grammar)
    things = {p for p, part in parts.items() if _of_things(part, quantities, scene)}
    parts = {p: part for p, part in parts.items() if p not in things and part.counted not in told.apposed}
    parts = {p: part for p, part in parts.items() if not _is_told_before(part.counted, parts, tokens)}
    before = earlier[-1] if earlier and not triggers else None
    if before and not before.subset and before.sentence.index == sentence.index - 1 and before.link.frame.kind == "casualty":
        parts = breakdown(tokens, counted, grammar, before.link.counted.quantity.stated) or parts
    opens = 1 in parts and bool(grammar.subset_inverted.at(tokens, 0)) and bool(counted) and counted[0].first <= _OPENING
    alone = (0, counted[1].first) if opens else None  # "of 88 houses, five were closed": the verb is the part's
    told_of = [part.counted for part in parts.values()]  # "one of them was a girl": the girl is told already
    again = {i for i, c in enumerate(counted) if c.implicit and any(t.first < c.first and c.last <= t.last for t in told_of)}
    again |= {i for i, c in enumerate(counted) if _is_told_before(c, parts, tokens)}
    free = [i for i in range(len(counted)) if i not in parts and i not in things and i not in again]
    others = own_clauses(scene, parts.values())
    found = with_lists(scene, {i: best_links(scene, counted[i], None if i else alone, others) for i in free}, parts)
    parts, found = with_shared_verbs(scene, parts, sorted(found, key=lambda x: x.counted.first))
    found = [x for x in found if not _acts(scene, x, found) and not _said_twice(x, found, told)]
    found += renewed(scene, found, _last_told(sentence, earlier))
    found, paired = with_pairs(scene, found)
    taken = {c.quantity.core_first for c in (*(x.counted for x in found), *(part.counted for part in parts.values()))}
    found += genitives(scene, taken) + placed_figures(scene, quantities, taken)
    found.sort(key=lambda x: (x.counted.first, -x.score))
    joined = join_singles(scene, with_people_named(scene, [exceeded(scene, x) for x in found]))
    links = with_shared_nouns(scene, joined)
    reads: list[Read] = []
    for link in sorted(links, key=lambda x: (x.counted.quantity.core_first, x.frame.measure)):
        start, end = _span(scene, link)
        cue = paired.get(link.counted.quantity.core_first) or relation_cue(scene, link)
        bare = (link.first, link.last) == (link.counted.first, link.counted.last)
        told_by = "update_from" if cue is None and bare and is_told_again(scene, link.counted) else cue
        when = told_when(scene, link.counted, told_by)
        read = Read(sentence, link, start, end, relation_cue=cue, told_when=when, had_said=had_said(scene, link.counted))
        reads.append(with_people_before(scene, read, reads or earlier))
    add_subsets(scene, parts, reads, earlier)
    return SentenceReading(tuple(reads), not reads and any(c.quantity.basis != "implicit" for c in counted) and bool(triggers))


def _apart(tokens: Sequence[Token], triggers: Sequence[Trigger], counted: Sequence[Counted], grammar: Grammar) -> list[Trigger]:
    """The triggers, "dead and wounded" as two where each of the words has a number of its own: "left one dead and wounded three"."""
    found: list[Trigger] = []
    for hit in triggers:
        joint = next((i for i in range(hit.first + 1, hit.last - 1) if tokens[i].norm in grammar.conjunctions), None)
        numbered = any(c.last == hit.first for c in counted) and any(c.first == hit.last and not c.implicit for c in counted)
        if joint is None or not numbered or any(f.measure != "killed_or_injured" for f in hit.value):
            found.append(hit)
            continue
        halves = grammar.frames.at(tokens[:joint], hit.first), grammar.frames.at(tokens[: hit.last], joint + 1)
        found += [half for half in halves if half] if all(halves) else [hit]
    return found


def far(sentence: Sentence, earlier: Sequence[Read]) -> bool:
    """Whether no figure was told so near before that a sentence without a word of harm may go on with it."""
    return not earlier or sentence.index - earlier[-1].sentence.index > _TOLD_BEFORE


def _acts(scene: Scene, link: Link, found: Sequence[Link]) -> bool:
    """Whether a single person before a verb that has its object behind it is who did it: "a gunman killed eight people", but not "Jan
    Olsen was killed along with two others"."""
    if not link.counted.implicit or link.first < link.counted.last:
        return False
    objects = (x for x in found if x.first == link.first and x.frame.slot == "object" and x.counted.first >= x.last)
    return any(scene.grammar.phrase_conjunctions.at(scene.tokens, x.last) is None for x in objects)


def _said_twice(link: Link, found: Sequence[Link], told: Told) -> bool:
    """Whether a phrase says who somebody is of whom the same is told by name: "Jan Olsen, a fisherman, was killed"."""
    return link.counted in told.apposed and any(x.counted in told.counted and x.first == link.first for x in found)


def _last_told(sentence: Sentence, earlier: Sequence[Read]) -> Link | None:
    """The nearest figure of the sentences right before that is no part of another one."""
    return next((r.link for r in reversed(earlier) if not r.subset and sentence.index - r.sentence.index <= _TOLD_BEFORE), None)


def _is_told_before(counted: Counted, parts: dict[int, Subset], tokens: Sequence[Token]) -> bool:
    """Whether a single part between two commas says who the single one right before it is: "one of the hostages, an engineer, was"."""
    after = tokens[counted.last].norm if counted.last < len(tokens) else ""
    mark = counted.first - 1
    if not counted.implicit or after != "," or mark < 1 or tokens[mark].norm != ",":
        return False
    others = (p for p in parts.values() if p.counted is not counted)
    return any(p.counted.quantity.stated == 1 and p.counted.last <= mark <= p.clause_last for p in others)


def _of_things(part: Subset, quantities: list[Quantity], scene: Scene) -> bool:
    """Whether a part is one of a number of things that was just told and can be no victims: "five attacks, one of which"."""
    before = next((q for q in reversed(quantities) if q.last <= part.cue_first), None)
    behind = part.counted.quantity.last
    after = scene.grammar.subset_after.at(scene.tokens, behind) if behind < len(scene.tokens) else None
    if before is None or after is None or part.cue_first - before.last > _THING or part.counted.first != part.cue_first:
        return False
    return before.basis != "implicit" and not any(c.quantity.core_first == before.core_first for c in scene.counted)


def _counts(quantity: Quantity, tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether a number that may be a name's or a date's stands before a noun of harm ("paid for 289 deaths"), or, behind a word of time,
    before one for people or buildings: "in January 45 people"."""
    first, last = quantity.core_first, quantity.last
    near = range(last, min(last + 2, len(tokens)))  # an adjective may stand between
    nouns = {i: [f for f in hit.value if f.slot == "noun"] for i in near if (hit := grammar.frames.at(tokens, i))}
    if tokens[first - 1].norm not in grammar.times:
        return any(f.kind == "casualty" for f in nouns.get(last, ()))  # but "for each 100,000 inhabitants"
    return any(nouns.values()) or any(grammar.groups.at(tokens, i) for i in near)


def _dated(quantity: Quantity, sentence: Sentence, grammar: Grammar, masked: Callable[[int, int], bool]) -> bool:
    tokens, last = sentence.tokens, quantity.core_last
    if quantity.value_type == "number" and quantity.bound != "exact" and last < len(tokens) and grammar.groups.at(tokens, last):
        return False  # "more than 2000 dead"
    return quantity.basis in ("digits", "words") and masked(tokens[quantity.core_first].start, tokens[last - 1].end)


def _span(scene: Scene, link: Link) -> tuple[int, int]:
    """Characters of the quantity with the word that makes it harm; without it when it stands far off."""
    tokens, counted = scene.tokens, link.counted
    first, last = counted.first, max(counted.last, counted.quantity.last)
    start, end = min(first, link.first), max(last, link.last, link.frame.closes[1] if link.frame.closes else 0)
    if link.frame.slot in ("object", "inverted", "of", "toll") and _follows_another(scene, link):
        start, end = first, last  # the later items of a list
    elif tokens[end - 1].end - tokens[start].start <= 3 * (tokens[last - 1].end - tokens[first].start) + 30:
        first, last = start, end
    return tokens[first].start, tokens[last - 1].end


def _follows_another(scene: Scene, link: Link) -> bool:
    """Whether another number stands between the trigger and the counted."""
    between = [c for c in scene.counted if link.last <= c.first and c.last <= link.counted.first and not c.implicit]
    return bool(between)

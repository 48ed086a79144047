"""From a sentence to its readings: quantities, phrases, triggers, links, subsets.

The result still counts in tokens; who says so, where and when are added by the pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dagster_project.extraction.harm.brackets import triggers_of
from dagster_project.extraction.harm.coordination import join_singles
from dagster_project.extraction.harm.ellipsis import with_same_things, with_shared_nouns, with_shared_verbs
from dagster_project.extraction.harm.gaps import goes_on
from dagster_project.extraction.harm.genitives import genitives
from dagster_project.extraction.harm.linking import admitted, links_of
from dagster_project.extraction.harm.pairs import with_pairs
from dagster_project.extraction.harm.parts import add_subsets, own_clauses
from dagster_project.extraction.harm.placed import placed_figures
from dagster_project.extraction.harm.reads import Read, by_noun, like
from dagster_project.extraction.harm.relations import Subset, breakdown, clause_end, parallel, parentheses, subsets
from dagster_project.extraction.harm.scene import Link, Scene
from dagster_project.extraction.harm.tolls import had_said, is_renewed, is_told_again, renewed, told_when, with_people_told
from dagster_project.extraction.numbers.counted import Counted, counted_phrases
from dagster_project.extraction.numbers.names import Told, is_apposed, named_phrases
from dagster_project.extraction.numbers.quantities import Quantity
from dagster_project.extraction.numbers.unlisted import unlisted_phrases
from dagster_project.extraction.numbers.unnumbered import unnumbered_phrases
from dagster_project.extraction.words.document import Sentence, Token
from dagster_project.extraction.words.frames import Frame
from dagster_project.extraction.words.grammar import Grammar, renews
from dagster_project.extraction.words.lexicon import Hit

_OPENING = 4  # tokens before the whole in a sentence that opens with it ("of the 40 wounded")
_TOLD_BEFORE = 2  # sentences back to the figure that "the figure" means
_FATE = 9  # tokens of where and when before what became of the wounded: "wounded in the attack on Monday have died"
_THING = 3  # tokens between a number of things and a part of it
_CLAUSE = 2  # words behind a noun that make it the subject of a clause
_CUE_REACH = 8  # tokens of the longest cue that relates a number to an earlier one


Trigger = Hit[tuple[Frame, ...]]


@dataclass(frozen=True)
class SentenceReading:
    """The reads of one sentence; ``unread``: a harm word and a quantity stood in it and no rule joined them."""

    reads: tuple[Read, ...]
    unread: bool


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
    silent = not triggers and _far(sentence, earlier) and not grammar.telling.anywhere(tokens)
    if silent and not grammar.nominal.anywhere(tokens):
        return SentenceReading((), False)  # a word of the gate was part of another phrase
    counts = grammar.quantities.quantities(tokens, lambda quantity: _counts(quantity, tokens, grammar))
    quantities = [q for q in counts if not _dated(q, sentence, grammar, masked)]
    personal = any(f.kind == "casualty" for h in triggers for f in h.value)
    if not quantities and not personal and not grammar.groups.affixes.clitics:
        return SentenceReading((), False)
    counted = with_same_things(tokens, counted_phrases(tokens, quantities, grammar), grammar)
    triggers = _apart(tokens, triggers, counted, grammar)
    counted = sorted([*counted, *unnumbered_phrases(tokens, counted, grammar)], key=lambda c: (c.first, c.last))
    told = named_phrases(tokens, counted, grammar, known) if personal else Told()
    if personal:
        unlisted = unlisted_phrases(tokens, quantities, [*counted, *told.counted], grammar)
        unlisted = [u for u in unlisted if not any(is_apposed(tokens, name.last, u, grammar) for name in told.counted)]
        counted = sorted([*counted, *told.counted, *unlisted], key=lambda c: (c.first, c.last))
    scene = Scene(sentence, tokens, counted, triggers, grammar, [*parentheses(tokens, grammar), *told.insertions])
    parts = subsets(tokens, counted, grammar)
    things = {p for p, part in parts.items() if _of_things(part, quantities, scene)}
    parts = {p: part for p, part in parts.items() if p not in things and part.counted not in told.apposed}
    before = earlier[-1] if earlier and not triggers else None
    if before and not before.subset and before.sentence.index == sentence.index - 1 and before.link.frame.kind == "casualty":
        parts = breakdown(tokens, counted, grammar, before.link.counted.quantity.stated) or parts
    opens = 1 in parts and bool(grammar.subset_inverted.at(tokens, 0)) and bool(counted) and counted[0].first <= _OPENING
    alone = (0, counted[1].first) if opens else None  # "of 88 houses, five were closed": the verb is the part's
    told_of = [part.counted for part in parts.values()]  # "one of them was a girl": the girl is told already
    again = {i for i, c in enumerate(counted) if c.implicit and any(t.first < c.first and c.last <= t.last for t in told_of)}
    free = [i for i in range(len(counted)) if i not in parts and i not in things and i not in again]
    others = own_clauses(scene, parts.values())
    found = _with_lists(scene, {i: _best(scene, counted[i], None if i else alone, others) for i in free}, parts)
    parts, found = with_shared_verbs(scene, parts, sorted(found, key=lambda x: x.counted.first))
    found = [x for x in found if not _acts(x, found) and not _said_twice(x, found, told)]
    found += renewed(scene, found, _last_told(sentence, earlier))
    found, paired = with_pairs(scene, found)
    taken = {c.quantity.core_first for c in (*(x.counted for x in found), *(part.counted for part in parts.values()))}
    found += genitives(scene, taken) + placed_figures(scene, quantities, taken)
    found.sort(key=lambda x: (x.counted.first, -x.score))
    links = with_shared_nouns(scene, join_singles([_exceeded(scene, x) for x in found], tokens, grammar))
    reads: list[Read] = []
    for link in sorted(links, key=lambda x: (x.counted.quantity.core_first, x.frame.measure)):
        start, end = _span(scene, link)
        cue = paired.get(link.counted.quantity.core_first) or _cue(scene, link)
        bare = (link.first, link.last) == (link.counted.first, link.counted.last)
        told_by = "update_from" if cue is None and bare and is_told_again(scene, link.counted) else cue
        when = told_when(scene, link.counted, told_by)
        read = Read(sentence, link, start, end, relation_cue=cue, told_when=when, had_said=had_said(scene, link.counted))
        reads.append(_further(scene, read, reads or earlier))
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


def _far(sentence: Sentence, earlier: Sequence[Read]) -> bool:
    """Whether no figure was told so near before that a sentence without a word of harm may go on with it."""
    return not earlier or sentence.index - earlier[-1].sentence.index > _TOLD_BEFORE


def _exceeded(scene: Scene, link: Link) -> Link:
    """The link of a toll with the people whom its words name ("the number of civilians killed rose to"), and with the bound that a verb
    before it gives: "exceeded the toll of the floods 11,000" in verb-first languages."""
    link = with_people_told(scene, link)
    quantity = link.counted.quantity
    if link.frame.slot != "toll" or (quantity.value_type, quantity.bound) != ("number", "exact") or link.first > link.counted.first:
        return link
    bound = scene.grammar.quantities.bound_before(scene.tokens, link.first)
    return link if bound is None else replace(link, counted=replace(link.counted, quantity=replace(quantity, bound=bound)))


def _acts(link: Link, found: Sequence[Link]) -> bool:
    """Whether a single person before a verb that has its object behind it is who did it: "a gunman killed eight people"."""
    if not link.counted.implicit or link.first < link.counted.last:
        return False
    return any(x.first == link.first and x.frame.slot == "object" and x.counted.first >= x.last for x in found)


def _said_twice(link: Link, found: Sequence[Link], told: Told) -> bool:
    """Whether a phrase says who somebody is of whom the same is told by name: "Jan Olsen, a fisherman, was killed"."""
    return link.counted in told.apposed and any(x.counted in told.counted and x.first == link.first for x in found)


def _last_told(sentence: Sentence, earlier: Sequence[Read]) -> Link | None:
    """The nearest figure of the sentences right before that is no part of another one."""
    return next((r.link for r in reversed(earlier) if not r.subset and sentence.index - r.sentence.index <= _TOLD_BEFORE), None)


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


def _best(scene: Scene, counted: Counted, limit: tuple[int, int] | None = None, told: Sequence[tuple[int, int]] = ()) -> list[Link]:
    """The best link, and a second one when two coordinated verbs share the quantity ("killed and arrested hundreds"). ``told``: stretches
    behind the phrase whose verbs are those of a part of it."""
    pool = [x for x in links_of(scene, counted, limit) if not any(counted.last <= a <= x.first < b for a, b in told)]
    if not pool:
        return by_noun(scene, counted)
    best = _fate(scene, counted, _main(scene, counted, pool))
    own = counted.group.measure if counted.group else None
    if (best.frame.slot == "toll" and own not in (None, best.frame.measure)) or (own == "abducted" and best.frame.measure == "detained"):
        return by_noun(scene, counted) or [best]  # "the toll rose to 43 dead and 120 wounded", "held 12 hostages"
    if (own, best.frame.measure) == ("refugees", "displaced_stock"):
        return by_noun(scene, counted) or [best]  # "250 refugees live in camps": who is called a refugee is counted as one
    if own == "killed" != best.frame.measure and best.frame.kind == "casualty":
        return by_noun(scene, counted) or [best]  # "14 bodies from under the rubble"
    another = any(c is not counted and not c.implicit and counted.last <= c.first < best.first for c in scene.counted)
    if (best.frame.kind == "population" or another) and any(g.measure for g in counted.groups):
        return by_noun(scene, counted) or [best]  # "500,000 displaced people in need of aid", "5,000 inhabitants, of whom 20 have fled"
    if counted.quantity.stated == 0.0 and (second := _nor(scene, counted, best)) is not None:
        return [best, second]
    for other in pool if best in pool else ():
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


def _nor(scene: Scene, counted: Counted, best: Link) -> Link | None:
    """The second of two nouns of harm that one "no" goes with: "no deaths or injuries", "ni muertos ni heridos"."""
    tokens, joint = scene.tokens, best.last
    if joint >= len(tokens) or tokens[joint].norm not in scene.grammar.conjunctions:
        return None
    hit = next((h for h in scene.triggers if h.first == joint + 1), None)
    frames = [f for f in hit.value if f.slot == "noun" and f.kind == "casualty" and f.measure != best.frame.measure] if hit else []
    frame = next((f for f in frames if not f.trigger.weak and admitted(scene.sentence, f)), None)
    return Link(counted, frame, hit.first, hit.last, best.score) if hit and frame else None


def _main(scene: Scene, counted: Counted, pool: Sequence[Link]) -> Link:
    """The best link of a phrase; of one with a relative clause that says where they live, what the main verb tells."""
    best = pool[0]
    told = counted.last < len(scene.tokens) and scene.tokens[counted.last].norm in scene.grammar.relative
    if best.frame.kind != "population" or not told:
        return best
    return next((x for x in pool if x.frame.kind == "casualty" and x.first >= best.last), best)


def _fate(scene: Scene, counted: Counted, best: Link) -> Link:
    """The best link; but what the verb says right behind goes over what the phrase says in itself: "two wounded boys died"."""
    told = counted.last < len(scene.tokens) and scene.tokens[counted.last].norm in scene.grammar.relative  # "two who were hurt have died"
    if best.frame.measure == "injured" and best.first >= counted.last and best.last < len(scene.tokens):
        joined = [h for h in scene.triggers if h.first > best.last and goes_on(scene, best.last, h.first)]
        slots = (best.frame.slot, "passive", "subject")
        fatal = [(h, f) for h in joined for f in h.value if f.measure == "killed" and f.slot in slots and not f.trigger.weak]
        if fatal:
            return Link(counted, fatal[0][1], fatal[0][0].first, fatal[0][0].last, best.score)  # "was stabbed on Monday and later died"
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
    """ "14 soldiers died on Wednesday and, in the night, another six people": a number beside the head that has no verb of its own;
    so is "12 of the office" in a list of "9 of the brigade, 12 of the office"."""
    tokens, grammar = scene.tokens, scene.grammar
    if counted.kind != head.counted.kind or counted.implicit or counted.first <= head.counted.last:
        return False
    added = any((hit := grammar.increment.at(tokens, i)) and hit.last <= counted.last for i in (max(0, counted.first - 1), counted.first))
    end = clause_end(tokens, counted.last)
    added = added or parallel(tokens, grammar, counted, head.counted)
    return added and not any(h.value and (head.last <= h.first < counted.first or counted.last <= h.first < end) for h in scene.triggers)


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


def _cue(scene: Scene, link: Link) -> str | None:
    tokens, counted, grammar = scene.tokens, link.counted, scene.grammar
    around = range(max(0, counted.first - 2), min(len(tokens), counted.quantity.last + 2))
    for i in around:
        hit = grammar.increment.at(tokens, i)
        if hit and (hit.last <= counted.quantity.core_first + 1 or hit.first <= counted.quantity.last):
            return "increment"
    if renews(tokens, counted.first, grammar.update_from) is not None or grammar.quantities.is_earlier(tokens, counted.quantity):
        return "update_from"
    if is_renewed(scene, counted):
        return "update_to"
    before = tuple(t.norm for t in tokens[max(0, counted.first - _CUE_REACH) : counted.first])
    for code, phrases in (
        ("update_from", grammar.update_from),
        ("update_to", grammar.update_to),
        ("total", grammar.total),
    ):
        # The cue stands right before the number, but for one small word ("bringing the toll to").
        if any(words in (before[-len(words) :], before[-len(words) - 1 : -1]) for words in phrases):
            return code
    return None


def _named_before_colon(scene: Scene, counted: Counted) -> tuple[str, ...] | None:
    """The people of a number without a noun that opens what a colon explains: "Nurses were hit hard: more than 60 have died"."""
    if counted.kind != "bare" or not counted.first or scene.tokens[counted.first - 1].norm != ":":
        return None
    before, grammar = scene.tokens[: counted.first - 1], scene.grammar
    hits = [h for h in grammar.groups.scan(before) if h.value.kind == "person"]
    if len(hits) != 1 or hits[0].value.measure:
        return None
    small = grammar.prepositions | grammar.determiners
    said = [t for t in before[hits[0].last :] if t.is_word and not t.is_capital and t.norm not in small]
    return hits[0].value.population if len(said) >= _CLAUSE else None  # but "Police: 11 dead" names who says it


def _further(scene: Scene, read: Read, earlier: list[Read]) -> Read:
    """ "Two soldiers were killed, seven more were wounded": those without a noun are of the people counted just before; so are the
    "three" who were killed in the fighting, of the four dead told right before."""
    named = _named_before_colon(scene, read.link.counted)
    if named is not None:
        return replace(read, link=replace(read.link, counted=replace(read.link.counted, population=named)))
    before = next((r for r in reversed(earlier) if not r.subset), None)
    if before is None or read.sentence.index - before.sentence.index > 1:
        return read
    own, other = read.link, before.link
    number, whole = own.counted.quantity.stated, other.counted.quantity.stated
    fewer = isinstance(number, float) and isinstance(whole, float) and number < whole and own.frame.slot in ("subject", "passive")
    if read.relation_cue != "increment" and not (fewer and own.counted.kind == "bare" and own.frame.measure == other.frame.measure):
        return read
    return replace(read, link=replace(read.link, counted=like(read.link.counted, before.link.counted)))

"""Which reading of a counted phrase holds: the best verb, what its own noun says, and what became of the wounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dagster_project.extraction.harm.gaps import goes_on
from dagster_project.extraction.harm.linking import admitted, links_of
from dagster_project.extraction.harm.reads import by_noun
from dagster_project.extraction.harm.scene import Link, Scene
from dagster_project.extraction.harm.tolls import with_people_told
from dagster_project.extraction.numbers.counted import Counted

_FATE = 9  # tokens of where and when before what became of the wounded: "wounded in the attack on Monday have died"
_CLOSE = 1.0  # how much less a word outside a phrase may fit than a noun of harm inside it, which only says who they are


def exceeded(scene: Scene, link: Link) -> Link:
    """The link of a toll with the people whom its words name ("the number of civilians killed rose to"), and with the bound that a verb
    before it gives: "exceeded the toll of the floods 11,000" in verb-first languages."""
    link = with_people_told(scene, link)
    quantity = link.counted.quantity
    if link.frame.slot != "toll" or (quantity.value_type, quantity.bound) != ("number", "exact") or link.first > link.counted.first:
        return link
    bound = scene.grammar.quantities.bound_before(scene.tokens, link.first)
    return link if bound is None else replace(link, counted=replace(link.counted, quantity=replace(quantity, bound=bound)))


def best_links(scene: Scene, counted: Counted, limit: tuple[int, int] | None = None, told: Sequence[tuple[int, int]] = ()) -> list[Link]:
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
    if own not in (None, best.frame.measure) and best.frame.kind == "casualty" and _is_toll(scene, best, counted):
        return by_noun(scene, counted) or [best]  # "claimed 20 dead and 5,000 displaced": what the second noun tells is no death
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


def _is_toll(scene: Scene, link: Link, counted: Counted) -> bool:
    """Whether a noun of harm between a verb and the phrase says that the verb tells a toll, each item by its own noun."""
    between = (f for h in scene.triggers if link.last <= h.first < counted.first for f in h.value)
    return link.frame.slot in ("object", "inverted") and any(f.slot == "noun" and f.kind == "casualty" for f in between)


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
    within = counted.first <= best.first and best.last <= counted.last
    if within and (best.frame.kind == "displacement" or best.frame.measure == "detained"):
        near = [x for x in pool if x.frame.kind == "casualty" and x.score > best.score - _CLOSE]
        outside = [x for x in near if x.first >= counted.last or x.last <= counted.first]
        # "two homeless people were killed", "o massacre de 56 presos"
        best = next((x for x in outside if x.frame.measure in ("killed", "injured") or x.first >= counted.last), best)
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

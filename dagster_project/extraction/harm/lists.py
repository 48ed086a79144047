"""Numbers that go on with a list over places or beside the one before: "14 people died in A, five in B and three in C"."""

from __future__ import annotations

from dataclasses import replace

from dagster_project.extraction.harm.relations import Subset, clause_end, parallel
from dagster_project.extraction.harm.scene import Link, Scene
from dagster_project.extraction.numbers.counted import Counted


def with_lists(scene: Scene, found: dict[int, list[Link]], parts: dict[int, Subset]) -> list[Link]:
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

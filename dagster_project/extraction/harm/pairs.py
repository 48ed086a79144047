"""Two figures for one harm: "not 202 people but 190", "lowered from 202 to 190", "129, not 132", "817 and possibly more than 1,000".

Both are kept. A figure put aside is an earlier one, the other its update; of two estimates neither is. The words around the two, each
written #, are data (``syntax.toml``: ``pairs_old_first``, ``pairs_new_first``, ``pairs_other``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dagster_project.extraction.harm.scene import Link, Scene
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Pattern

_BETWEEN = 4  # tokens at most that each figure may have behind it: "from 13 dead on Saturday to 15"
_ASIDE = 12  # tokens at most before a second estimate: "817 protesters in a single day at the square, and probably more than 1,000"
_SCORE = 2.0


def with_pairs(scene: Scene, found: Sequence[Link]) -> tuple[list[Link], dict[int, str]]:
    """The links, with one for a bare number of a pair whose other number has one; and the relation cue of each paired number, by the
    token at which the number stands."""
    links, cues = list(found), dict[int, str]()
    numbers = [c for c in scene.counted if not c.implicit and c.quantity.value_type == "number" and c.quantity.stated]
    for former, latter in pairwise(numbers):
        old_first = _around(scene.tokens, former, latter, scene.grammar.pairs_old_first)
        new_first = not old_first and _around(scene.tokens, former, latter, scene.grammar.pairs_new_first)
        if not (old_first or new_first or _around(scene.tokens, former, latter, scene.grammar.pairs_other, _ASIDE)):
            continue
        one, other = (next((x for x in links if x.counted.quantity.core_first == c.quantity.core_first), None) for c in (former, latter))
        if (one is None and other is None) or (one and other and one.frame.measure != other.frame.measure):
            continue
        if one is None or other is None:
            told, bare = (other, former) if one is None else (one, latter)
            if told is None or bare.kind not in ("bare", "unknown", told.counted.kind):
                continue
            again = replace(bare, population=told.counted.population, groups=told.counted.groups)
            links.append(Link(again, told.frame, bare.first, bare.last, min(told.score, _SCORE)))
        if not (old_first or new_first):
            continue
        old, new = (former, latter) if old_first else (latter, former)
        cues[old.quantity.core_first], cues[new.quantity.core_first] = "update_from", "update_to"
    return links, cues


def _around(
    tokens: Sequence[Token], former: Counted, latter: Counted, patterns: Sequence[Pattern], most: int = _BETWEEN
) -> bool:
    """Whether the words of a pattern stand before the first figure, and right before the second one with nothing but what goes on with
    the first in between: a few words of it, or what stands between two commas."""
    start, end = former.first, max(former.last, former.quantity.last)
    before = tuple(t.norm for t in tokens[:start])
    between = [t.norm for t in tokens[end : latter.first]]
    for left, middle in patterns:
        size = len(between) - len(middle)
        if size < 0 or tuple(between[size:]) != middle or (left and before[-len(left) :] != left):
            continue
        inserted = between[:size]
        if inserted and inserted[0] == "," and inserted[-1] == ",":
            return True
        if not any(w in ",;:." for w in inserted[:-1]) and len(inserted) <= most:
            return True
    return False

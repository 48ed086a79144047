"""Lists of victims that add up to a figure told before: "30 dead. … 14 rebels, seven civilians, eight soldiers and a peacekeeper".

No word says that they are parts of it; that each number is of narrower people and that they add up exactly does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from dagster_project.extraction.harm.reads import Read, position_of

FEWEST = 2  # parts of a list
NEAR, FAR = 1, 4  # sentences back to the whole: of a small number, which may be the same by chance, and of a larger one
SMALL = 4


def with_components(reads: Sequence[Read]) -> list[Read]:
    """The reads of a document, those that are parts of an earlier one by their sum with it as ``parent``."""
    found = list(reads)
    order = sorted(range(len(found)), key=lambda i: position_of(found[i]))

    def key(i: int) -> tuple[int, str, str]:
        frame = found[i].link.frame
        return found[i].sentence.index, frame.kind, frame.measure

    for _, group in groupby(sorted(order, key=lambda i: (*key(i), position_of(found[i]))), key=key):
        row = [i for i in group if not found[i].subset and found[i].parent is None]
        whole = _whole(found, row, order)
        if whole is not None:
            for i in row[-_parts(found, row, whole) :]:
                found[i] = replace(found[i], subset=True, parent=whole, relation_cue="subset")
    return found


def _parts(reads: Sequence[Read], row: Sequence[int], whole: int) -> int:
    return len([i for i in row if i != whole and position_of(reads[i]) > position_of(reads[whole])])


def _whole(reads: Sequence[Read], row: Sequence[int], order: Sequence[int]) -> int | None:
    """The nearest earlier read of which those of ``row`` (or all but its first) are the parts; None when they add up to none."""
    for parts in (row, row[1:]):
        numbers = [_number(reads[i]) for i in parts]
        if len(parts) < FEWEST or any(n is None or n < 1 for n in numbers):
            continue
        total = sum(n or 0 for n in numbers)
        first = reads[parts[0]]
        reach = NEAR if total < SMALL else FAR
        before = [
            i for i in order if position_of(reads[i]) < position_of(first) and first.sentence.index - reads[i].sentence.index <= reach
        ]
        for i in reversed(before):
            if _number(reads[i]) == total and _may_hold(reads[i], [reads[p] for p in parts]):
                return i
    return None


def _may_hold(whole: Read, parts: Sequence[Read]) -> bool:
    """Whether the parts are of the whole's harm and, told later than its sentence, of other, narrower people than it."""
    if whole.subset or (whole.link.frame.kind, whole.link.frame.measure) != (parts[0].link.frame.kind, parts[0].link.frame.measure):
        return False
    if whole.sentence.index == parts[0].sentence.index:
        return True
    people = [frozenset(p.link.counted.population) for p in parts]
    return frozenset(whole.link.counted.population) not in people and len(set(people)) > 1


def _number(read: Read) -> float | None:
    stated = read.link.counted.quantity.stated
    return stated if isinstance(stated, float) and read.link.counted.quantity.value_type == "number" else None

"""A claim in the making, and what nouns say of the counted by themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dagster_project.extraction.harm.scene import Link, Scene
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.document import Sentence
from dagster_project.extraction.words.frames import Frame


@dataclass(frozen=True)
class Read:
    """A claim in the making. ``parent``: position of the claim that this one is a part of, among all reads of the document.
    ``told_when``: characters whose dates are not those of the harm. ``had_said``: whether somebody had given the number before."""

    sentence: Sentence
    link: Link
    start: int
    end: int
    subset: bool = False
    parent: int | None = None
    relation_cue: str | None = None
    told_when: tuple[int, int] | None = None
    had_said: bool = False


def by_noun(scene: Scene, counted: Counted) -> list[Link]:
    """Nouns that say by themselves what happened to the counted: hostages, refugees."""
    group = next((g for g in counted.groups if g.measure), None)
    if group is None or counted.implicit or group.measure is None or counted.quantity.stated == 0:
        return []
    frame = noun_frame(group.measure)
    if frame.kind == "displacement" and counted.quantity.value_type == "share":
        return []  # "half of the migrants work": nobody counted them
    if frame.kind == "population" and not isinstance(counted.quantity.stated, float):
        return []
    return [Link(counted, frame, counted.head_first or counted.first, counted.last, 1.3)]


def noun_frame(measure: str) -> Frame:
    """The frame of a noun that carries its measure in itself."""
    from dagster_project.languages.sections.frames import Trigger

    kinds = dict.fromkeys(("refugees", "displaced_stock", "new_displacement"), "displacement") | {"inhabitants": "population"}
    kind = kinds.get(measure, "casualty")
    stock = kind != "casualty" and measure != "new_displacement"
    return Frame(kind, measure, "noun", Trigger(measure=measure, stock=stock), f"groups.{measure}.noun")


def like(part: Counted, whole: Counted) -> Counted:
    """The part with the population of the whole when it names none of its own ("three of them")."""
    if part.kind not in ("bare", "unknown") or part.population != ("people",):
        return part
    return replace(part, population=whole.population)


def position_of(read: Read) -> int:
    """Where its number stands, in characters of the document's norm."""
    return read.sentence.tokens[read.link.counted.quantity.core_first].start

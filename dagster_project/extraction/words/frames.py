"""The triggers of a pack as frames: where the counted stand, and what each use of a word says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dagster_project.extraction.words.lexicon import words_of
from dagster_project.languages.pack import Pack
from dagster_project.languages.sections.frames import FramesSection, Trigger

Words = tuple[str, ...]
SLOTS = ("object", "inverted", "passive", "subject", "noun", "of", "toll", "result")
# Which file a measure's triggers stand in, and the kind of claim that it makes.
FAMILIES = {"casualties": "casualty", "displacement": "displacement", "facilities": "facility", "context": ""}
CONTEXT_KINDS = {"inhabitants": "population", "in_need": "population", "combatants_present": "strength", "captured": "control"}
_VERBAL = ("inverted", "subject")  # slots of one verb in its two orders
_DONE = frozenset({"killed", "injured", "abducted", "detained", "missing"})  # what has a name of its own: the arrest of


@dataclass(frozen=True)
class Frame:
    """One use of a trigger: where the counted stand, and what it says of them.

    ``closes``: the tokens of the second part of a trigger in two parts, in the sentence at hand.
    """

    kind: str
    measure: str
    slot: str
    trigger: Trigger
    rule: str
    closes: tuple[int, int] | None = None


def kind_of(family: str, measure: str) -> str:
    """The claim kind of a measure found in a file of the pack."""
    return FAMILIES[family] or CONTEXT_KINDS[measure]


def _frames(pack: Pack) -> list[tuple[str, Frame]]:
    entries: list[tuple[str, Frame]] = []
    for family in FAMILIES:
        for number, trigger in enumerate(pack.section(family, FramesSection).trigger):
            for slot in SLOTS:
                rule = f"{family}.{number}.{trigger.measure}.{slot}"
                frame = Frame(kind_of(family, trigger.measure), trigger.measure, slot, trigger, rule)
                entries += [(form, frame) for form in getattr(trigger, slot)]
    return entries


def _inherit(merged: dict[Words, list[Frame]]) -> None:
    """Let a phrase stand wherever the word that it begins with may stand in the same trigger: the longest entry hides the shorter one
    ("behandlades för", listed after its verb, must not hide "behandlades" before it)."""
    for words, frames in merged.items():
        for size in range(1, len(words)):
            known = {(f.trigger.measure, f.slot) for f in frames}
            own = [f.trigger for f in frames]
            frames += [
                f
                for f in merged.get(words[:size], ())
                if f.slot in _VERBAL and (f.trigger.measure, f.slot) not in known and any(f.trigger is t for t in own)
            ]


def frames_of(pack: Pack, of: frozenset[str]) -> tuple[dict[Words, list[Frame]], dict[Words, list[tuple[Words, Frame]]]]:
    """The uses of each phrase of the pack, none for idioms that only hold a trigger's word; and those of triggers in two parts by the
    first, with the second. ``of``: genitive words."""
    merged: dict[Words, list[Frame]] = {}
    split: dict[Words, list[tuple[Words, Frame]]] = {}
    for form, frame in _frames(pack):
        opening, _, closing = form.partition("#")
        if closing:
            split.setdefault(words_of(opening), []).append((words_of(closing), frame))
        else:
            merged.setdefault(words_of(form), []).append(frame)
    _inherit(merged)
    _count_themselves(merged, of)
    for family in FAMILIES:
        merged.update({words_of(idiom): [] for idiom in pack.section(family, FramesSection).idioms})
    return merged, split


def _count_themselves(merged: dict[Words, list[Frame]], of: frozenset[str]) -> None:
    """A noun that is listed with its genitive word too ("deaths of") is counted as it is without it: "41 deaths of children"."""
    for words, frames in merged.items():
        if len(words) > 1 and words[-1] in of and all(frame.slot == "of" for frame in frames):
            measures = {frame.measure for frame in frames}
            frames += [f for f in merged.get(words[:-1], ()) if f.slot == "noun" and f.measure in measures]


def nominal(merged: Mapping[Words, list[Frame]], of: frozenset[str]) -> dict[Words, tuple[Frame, ...]]:
    """The nouns of what is done to people, without their genitive word."""
    found: dict[Words, tuple[Frame, ...]] = {}
    for words, frames in merged.items():
        told = tuple(f for f in frames if f.slot == "of" and f.measure in _DONE and not f.trigger.weak)
        if len(words) > 1 and words[-1] in of and told:
            found.setdefault(words[:-1], told)
    return found


def of_persons(pack: Pack) -> list[str]:
    """The forms of triggers that befall nobody but people."""
    return [form for family in FAMILIES for form in pack.section(family, FramesSection).persons]

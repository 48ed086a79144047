"""Figures by place, of which the noun is said once: "cases were reported in Veracruz (312), Tabasco (204) and Oaxaca (97)".

A list has two figures or more, each with a name right before it. Names with ages look the same, so that the noun must be one for
cases of a disease or one of the figures higher than any age.
"""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.harm.linking import admitted
from dagster_project.extraction.harm.scene import Link, Scene
from dagster_project.extraction.numbers.ages import OLDEST
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.numbers.kinds import BARE
from dagster_project.extraction.numbers.quantities import YEARS, Quantity
from dagster_project.extraction.words.frames import Frame

_SEPARATED = 4  # tokens between two items: ", followed by"
_REACH = 30  # tokens from the noun to the first item
_NOUN = 3  # tokens between the noun and a figure in brackets
_NOUNS = ("noun", "toll")
_SCORE = 2.0


def placed_figures(scene: Scene, quantities: Sequence[Quantity], taken: set[int]) -> list[Link]:
    """Links of the figures of such lists. ``quantities``: all of the sentence, also those that seem to be part of a name; ``taken``: the
    first tokens of numbers that are told otherwise."""
    if len(quantities) < 2:
        return []
    items = [(q, name) for q in quantities if q.core_first not in taken and (name := _named(scene, q)) is not None]
    made: list[Link] = []
    run: list[tuple[Quantity, int]] = []
    for item in [*items, None]:
        if item is not None and (not run or _follows(scene, run[-1][0], item[1])):
            run.append(item)
            continue
        made += _linked(scene, run)
        run = [item] if item is not None else []
    return made


def _named(scene: Scene, number: Quantity) -> int | None:
    """Where the name right before a number begins, if one stands there and nothing is counted behind it."""
    tokens, grammar = scene.tokens, scene.grammar
    if number.value_type != "number" or not number.stated or number.basis == "implicit":
        return None
    index = number.first - 1
    after = tokens[number.last].norm if number.last < len(tokens) else "."
    if index > 0 and tokens[index].norm == "(":
        if after != ")":
            return None
        nouns = [h for h in scene.triggers if index - _NOUN <= h.last <= index and any(f.slot in _NOUNS for f in h.value)]
        if nouns and all(t.is_word for t in tokens[nouns[-1].last : index]):
            return nouns[-1].first  # "has most of the confirmed cases of the disease (61), followed by"
        index -= 1
    elif after not in ",;.)" and after not in grammar.conjunctions:
        return None
    else:
        if index >= 0 and tokens[index].norm in grammar.each_with:
            index -= 1
        if index >= 0 and tokens[index].norm in ",:":
            index -= 1
    if index < 0 or not tokens[index].is_capital or not tokens[index].is_word:
        return None
    while index > 0 and (
        tokens[index - 1].is_capital
        or (index > 1 and tokens[index - 1].norm in grammar.of | grammar.determiners and tokens[index - 2].is_capital)
    ):
        index -= 1
    return index


def _follows(scene: Scene, item: Quantity, name: int) -> bool:
    """Whether a name opens the next item of a list."""
    between = scene.tokens[item.last : name]
    marks = [t for t in between if t.norm in ",;)"]
    joined = bool(marks) or any(t.norm in scene.grammar.conjunctions for t in between)
    harm = any(h.value and item.last <= h.first < name for h in scene.triggers)
    return 0 < len(between) <= _SEPARATED + len(marks) and joined and not harm and not any(t.is_number for t in between)


def _linked(scene: Scene, run: Sequence[tuple[Quantity, int]]) -> list[Link]:
    numbers = [n for number, _ in run if isinstance(n := number.stated, float)]
    if len(run) < 2 or len(numbers) < len(run) or all(n in YEARS for n in numbers):
        return []
    frame = _noun_before(scene, run[0][0].first)
    if frame is None or (frame.measure != "infected" and max(numbers) <= OLDEST):
        return []
    people = [Counted(number, number.first, number.last, BARE, ("people",)) for number, _ in run]
    return [Link(c, frame, name, c.last, _SCORE) for c, (_, name) in zip(people, run, strict=True)]


def _noun_before(scene: Scene, first: int) -> Frame | None:
    """The nearest noun of harm before a list."""
    for hit in reversed(scene.triggers):
        if hit.last > first or first - hit.last > _REACH:
            continue
        for frame in hit.value:
            if frame.kind == "casualty" and frame.slot in _NOUNS and not frame.trigger.weak and admitted(scene.sentence, frame):
                return frame
    return None

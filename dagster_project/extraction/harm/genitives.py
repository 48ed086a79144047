"""Victims in the genitive of a noun from which an adjunct parts them: "l'arrestation vendredi de douze militaires", "la muerte, el lunes,
de siete soldados". Right behind their noun they are read by :mod:`linking`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dagster_project.extraction.harm.gaps import adjuncts
from dagster_project.extraction.harm.linking import admitted, fits
from dagster_project.extraction.harm.one_by_one import is_violent
from dagster_project.extraction.harm.scene import FITTING, Link, Scene
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.numbers.quantities import YEARS
from dagster_project.extraction.words.frames import Frame
from dagster_project.extraction.words.lexicon import Hit

_ADJUNCT = 7  # tokens of where and when between the noun and the genitive
_OFFICE = 22  # tokens from a noun of harm to the name of who held the office told between them
_NOUN = 3  # tokens of a noun of harm
SCORE = 2.4  # of whom other words part from the noun of harm


def genitives(scene: Scene, taken: Collection[int]) -> list[Link]:
    """Links of such phrases. ``taken``: the first tokens of the numbers that are told otherwise."""
    if not scene.grammar.nominal:
        return []
    free = [c for c in scene.counted if c.quantity.core_first not in taken and c.kind in FITTING["casualty"] and c.kind != "unknown"]
    return [link for c in free if (link := _held_office(scene, c) if c.evidence else _genitive(scene, c)) is not None]


def _genitive(scene: Scene, counted: Counted) -> Link | None:
    tokens, grammar = scene.tokens, scene.grammar
    of = counted.first - 1
    while of > 0 and tokens[of].norm in grammar.determiners:
        of -= 1
    if of < 2 or tokens[of].norm not in grammar.of:
        return None
    for stop in range(of - 1, max(0, of - _ADJUNCT - 1), -1):
        hit = _noun_until(scene, stop)
        if hit is None:
            continue
        if not _only_tells_when(scene, range(stop, of), counted):
            return None
        for frame in hit.value:
            if admitted(scene.sentence, frame) and not frame.trigger.counts and fits(scene, counted, hit, frame):
                return Link(counted, frame, hit.first, hit.last, SCORE)
        return None
    return None


def _held_office(scene: Scene, counted: Counted) -> Link | None:
    """Somebody named behind the office that he held: "the murder of the head of the farmers' union, Jan Olsen"."""
    tokens, grammar = scene.tokens, scene.grammar
    if counted.first < 4 or tokens[counted.first - 1].norm != "," or counted.evidence not in ("named", "known"):
        return None
    apart = (grammar.auxiliaries | grammar.clause | grammar.relative) - grammar.of - grammar.determiners
    for index in range(counted.first - 2, max(1, counted.first - _OFFICE), -1):
        hit = _noun_until(scene, index)
        if hit is not None and tokens[index].norm in grammar.of:
            told = is_violent(scene, hit) or is_violent(scene, hit._replace(last=index + 1)) or grammar.violence.anywhere(tokens)
            frame = next((f for f in hit.value if f.kind == "casualty" and f.measure != "detained" and admitted(scene.sentence, f)), None)
            held = frame is not None and told and _is_office(scene, index + 1)
            return Link(counted, frame, hit.first, hit.last, SCORE) if frame is not None and held else None
        if scene.owner(index) is not None or tokens[index].norm in apart:
            return None
    return None


def _is_office(scene: Scene, index: int) -> bool:
    """Whether an office, or another noun for one person, stands behind the article at ``index``."""
    tokens, grammar = scene.tokens, scene.grammar
    while index < len(tokens) - 1 and tokens[index].norm in grammar.determiners | grammar.of:
        index += 1
    noun = grammar.groups.at(tokens, index)
    single = noun is not None and noun.value.kind == "person" and (noun.value.singular or noun.value.one is not None)
    return single or grammar.titles.at(tokens, index) is not None


def _noun_until(scene: Scene, stop: int) -> Hit[tuple[Frame, ...]] | None:
    """The noun of harm that ends at token ``stop`` (exclusive)."""
    hits = (scene.grammar.nominal.at(scene.tokens, first) for first in range(max(0, stop - _NOUN), stop))
    return next((hit for hit in hits if hit is not None and hit.last == stop), None)


def _only_tells_when(scene: Scene, gap: Sequence[int], counted: Counted) -> bool:
    """Whether a gap holds nothing but when and where, and the commas around it."""
    tokens, grammar = scene.tokens, scene.grammar
    words = [i for i in gap if tokens[i].norm not in ",-"]
    aside = adjuncts(scene, words, counted)
    year = {i for i in words if tokens[i].norm.isdigit() and int(tokens[i].norm) in YEARS}
    lead = {i for i in words if i + 1 in year and tokens[i].norm in grammar.prepositions}
    return bool(words) and all(i in aside | year | lead or tokens[i].norm in grammar.determiners for i in words)

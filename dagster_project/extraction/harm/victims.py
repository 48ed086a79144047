"""Who was harmed: population codes, the group's own words, and the facets that tell mixed groups apart."""

from __future__ import annotations

from dagster_project.extraction.claims import Victims
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.document import Document, Sentence
from dagster_project.extraction.words.frames import Frame

_STATUS = ("civilian", "state_forces", "combatant")
_ROLES = ("aid_worker", "health_worker", "journalist", "peacekeeper", "protester", "refugee", "detainee")


def victims_of(
    counted: Counted, document: Document, sentence: Sentence, frame: Frame, affiliation: str | None = None, restrictor: str | None = None
) -> Victims:
    """The victims of a counted phrase; facilities and settlements have none and count as people. ``affiliation``: whose they are;
    ``restrictor``: what narrows them to a part of the event's victims."""
    if frame.kind in ("facility", "control"):
        return Victims()
    sought = frame.measure == "refugees" or (frame.measure == "new_displacement" and bool(frame.trigger.topic))
    generic = "refugee" if sought else "people"  # people counted as refugees, or arriving where the text is about such, are such
    population = tuple(p for p in counted.population if p != "people") or (generic,)
    if frame.measure == "detained" and population == ("detainee",):  # it says what befell them: "14 detainees", "dois policiais presos"
        others = [g.population for g in counted.groups if g.population not in (("people",), ("detainee",))]
        population = others[0] if others else ("people",)
    persons = [g.person for g in counted.groups if g.person]
    text = None
    if counted.groups and counted.last > counted.quantity.last:
        tokens = sentence.tokens
        left, right = document.text.raw_span(tokens[counted.quantity.last].start, tokens[counted.last - 1].end)
        text = document.text.raw[left:right]
    sexes, ages = {p.sex for p in persons if p.sex}, {p.age for p in persons if p.age}
    return Victims(
        population=population,
        population_text=text,
        status=next((c for c in population if c in _STATUS), None),
        sex=sexes.pop() if len(sexes) == 1 and len(population) == 1 else None,
        age=ages.pop() if len(ages) == 1 and len(population) == 1 else None,
        roles=tuple(c for c in population if c in _ROLES) or None,
        victim_affiliation=affiliation,
        restrictor=restrictor,
    )

"""Nouns that are counted, and what they denote: people, families, buildings, settlements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dagster_project.extraction.words.lexicon import Affixes, Lexicon, words_of
from dagster_project.languages.sections.groups import GroupsSection, Person


@dataclass(frozen=True)
class Group:
    """What a counted noun denotes: ``kind`` is person, household, facility or settlement.

    ``number``: what the noun says by itself ("triple homicide"). ``one``: what a form that is plural and singular alike ("sheep")
    denotes as a singular.
    """

    kind: str
    population: tuple[str, ...] = ("people",)
    facility_type: str | None = None
    measure: str | None = None
    singular: bool = False
    number: int = 0
    generic: bool = False
    collective: bool = False
    person: Person | None = None
    one: Group | None = None


def _numbered(group: Group, plural: Iterable[str], singular: Iterable[str], dual: Iterable[str]) -> list[tuple[str, Group]]:
    one, two = replace(group, singular=True), replace(group, number=2)
    return [*((form, group) for form in plural), *((form, one) for form in singular), *((form, two) for form in dual)]


def groups_of(data: GroupsSection) -> list[tuple[str, Group]]:
    """The counted nouns of a pack, each form with what it denotes."""
    entries: list[tuple[str, Group]] = []
    for person in data.person:
        group = Group(
            "household" if person.household else "person",
            population=tuple(person.population),
            measure=person.measure,
            generic=person.generic,
            collective=person.collective,
            person=person,
        )
        entries += _numbered(group, person.plural, person.singular, person.dual)
        entries += [(form, replace(group, number=number)) for form, number in person.numbered.items()]
    for facility in data.facility:
        group = Group("facility", facility_type=facility.type)
        entries += _numbered(group, facility.plural, facility.singular, facility.dual)
    entries += [(form, Group("household")) for form in data.household]
    entries += [(form, Group("household", singular=True)) for form in data.household_singular]
    entries += [(form, Group("settlement", facility_type="settlement")) for form in data.settlement]
    return _invariable(entries)


def _invariable(entries: list[tuple[str, Group]]) -> list[tuple[str, Group]]:
    """Entries with one group a form: the plural, which knows what the same form says as a singular."""
    merged: dict[tuple[str, ...], tuple[str, Group]] = {}
    for form, group in entries:
        known = merged.get(words_of(form))
        if known is None or (known[1].singular and not group.singular and not group.number):
            merged[words_of(form)] = (form, replace(group, one=known[1]) if known else group)
        elif group.singular and not known[1].singular and known[1].one is None:
            merged[words_of(form)] = (form, replace(known[1], one=group))
    return list(merged.values())


def nouns_of(entries: list[tuple[str, Group]], affixes: Affixes) -> Lexicon[Group]:
    """A lexicon of nouns, those of one word also as the last part of a compound."""
    return Lexicon(entries, affixes, frozenset(form for form, _ in entries if len(words_of(form)) == 1))

"""Who is who: the registers of sources and actors, and the finding of their names in a phrase.

The registers are the warehouse's own reference seeds; nothing about them is written here. Who speaks or who is accused
is decided elsewhere.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from dagster_project.extraction.words.document import Document, Token
from dagster_project.extraction.words.lexicon import Affixes, Lexicon, words_of

SEEDS = Path(__file__).parents[3] / "dbt" / "seeds" / "reference"
_ACRONYM = re.compile(r"\b[A-Z]{2,3}\b")  # also written with dots: "U.N."
_PLAIN = Affixes()
_START = 4  # letters by which an inflected name is known: "Syrian", "syrienne"
_SHORT = 5  # an acronym of up to so many letters must be written in capitals: "un" and "is" are common words


@dataclass(frozen=True, slots=True)
class Entity:
    """A row of a register. ``generic``: a common noun ("police"), to be taken only when it is the whole phrase.

    A register marks it by an alias that is its name in small letters.
    """

    id: str
    name: str
    type: str
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An entity named in tokens ``first`` to ``last`` (exclusive). ``contextual``: by words that many could bear ("the regime")."""

    first: int
    last: int
    entity: Entity
    contextual: bool = False


@dataclass(frozen=True, slots=True)
class _Alias:
    entity: Entity
    capitals: bool
    contextual: bool


class Register:
    """Entities by any of their names, in every language at once."""

    def __init__(self, entities: Iterable[Entity], aliases: Iterable[tuple[str, str]], affixes: Affixes = _PLAIN):
        """``aliases``: pairs of entity id and name. Raises ``KeyError`` for an alias of an unknown id."""
        self._by_id = {e.id: e for e in entities}
        pairs = [(e.id, e.name) for e in self._by_id.values()] + list(aliases)
        generic = {entity_id for entity_id, alias in pairs if alias.islower() and alias == self._by_id[entity_id].name.lower()}
        self._by_id.update({i: replace(self._by_id[i], generic=True) for i in generic})
        pairs += [(i, _ACRONYM.sub(_dotted, alias)) for i, alias in pairs if _ACRONYM.search(alias)]
        proper = _proper_starts(pairs)
        entries = {
            alias: _Alias(
                self._by_id[i],
                capitals=len(alias) <= _SHORT and alias.isupper(),
                contextual=alias.islower() and i not in generic and proper[i].isdisjoint(w[:_START] for w in words_of(alias)),
            )
            for i, alias in pairs
        }
        self._lexicon = Lexicon(entries, affixes)

    def __getitem__(self, entity_id: str) -> Entity:
        return self._by_id[entity_id]

    def __contains__(self, entity_id: str) -> bool:
        return entity_id in self._by_id

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all entities."""
        return frozenset(self._by_id)

    def find(self, tokens: Sequence[Token], first: int = 0, last: int | None = None, *, filling: bool = True) -> list[Found]:
        """Entities named in ``tokens[first:last]``, from left to right; generic ones when they fill the range, or not ``filling``."""
        stop = len(tokens) if last is None else last
        found: list[Found] = []
        free = first
        for index in self._lexicon.openings(tokens, first, stop):
            hit = self._lexicon.at(tokens, index) if index >= free else None
            if hit is None or hit.last > stop or not _written_so(hit.value, tokens[hit.first : hit.last]):
                continue
            glued = (hit.last < stop and tokens[hit.last].glue == "-") or (tokens[hit.first].glue == "-" and hit.first > first)
            if not glued and not (filling and hit.value.entity.generic and (hit.first, hit.last) != (first, stop)):
                found.append(Found(hit.first, hit.last, hit.value.entity, hit.value.contextual))
            free = hit.last
        return found


class RegisterInDocument:
    """A register as one document uses it: words that many could bear count when the document names the bearer."""

    def __init__(self, register: Register, document: Document):
        self.register, self.document = register, document

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(f.entity.id for s in self.document.sentences for f in self.register.find(s.tokens) if not f.contextual)

    def find(self, tokens: Sequence[Token], first: int = 0, last: int | None = None) -> list[Found]:
        """As :meth:`Register.find`, without the entities that only a contextual word and nothing else in the document names."""
        return [f for f in self.register.find(tokens, first, last) if not f.contextual or f.entity.id in self._named]


def _dotted(acronym: re.Match[str]) -> str:
    return "".join(f"{letter}." for letter in acronym.group())


def _proper_starts(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """For each entity, the beginnings of the capitalised words of its names."""
    starts: dict[str, set[str]] = {}
    for entity_id, alias in pairs:
        found = starts.setdefault(entity_id, set())
        found.update(words_of(word)[0][:_START] for word in alias.split() if word[0].isupper() and words_of(word))
    return starts


def _written_so(alias: _Alias, tokens: Sequence[Token]) -> bool:
    return not alias.capitals or all(t.cased.isupper() or not t.is_word for t in tokens)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_register(entities: Path, aliases: Path, key: str, affixes: Affixes = _PLAIN) -> Register:
    """A register from two CSV files: entities with ``<key>``, ``name``, ``type``, and aliases with ``<key>``, ``alias``."""
    return Register(
        (Entity(row[key], row["name"], row["type"]) for row in _rows(entities)),
        [(row[key], row["alias"]) for row in _rows(aliases)],
        affixes,
    )


@cache
def sources(affixes: Affixes = _PLAIN, folder: Path = SEEDS) -> Register:
    """The register of speakers. ``affixes``: what a language may write onto a name."""
    return read_register(folder / "sources.csv", folder / "source_aliases.csv", "source_id", affixes)


@cache
def actors(affixes: Affixes = _PLAIN, folder: Path = SEEDS) -> Register:
    """The register of armed and political actors."""
    return read_register(folder / "actors.csv", folder / "actor_aliases.csv", "actor_id", affixes)


@cache
def _forces(folder: Path = SEEDS) -> dict[str, str]:
    """The one actor that is the armed forces or the government of a country, by country."""
    found: dict[str, list[str]] = {}
    for row in _rows(folder / "actors.csv"):
        if row["type"] == "state_forces" and row["country"]:
            found.setdefault(row["country"], []).append(row["actor_id"])
    return {country: ids[0] for country, ids in found.items() if len(ids) == 1}


def state_forces_of(country: str) -> str | None:
    """The actor that a country's soldiers belong to; None when the register has none or more than one."""
    return _forces().get(country)

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
from operator import itemgetter
from pathlib import Path

from dagster_project.extraction.words.document import Document, Token
from dagster_project.extraction.words.lexicon import Affixes, Deferred, words_of

SEEDS = Path(__file__).parents[3] / "dbt" / "seeds" / "reference"
_ACRONYM = re.compile(r"\b[A-Z]{2,3}\b")  # also written with dots: "U.N."
_PLAIN = Affixes()
_START = 4  # letters by which an inflected name is known: "Syrian", "syrienne"
_SHORT = 5  # an acronym of up to so many letters must be written in capitals: "un" and "is" are common words
# Media bear common words as names: "Le Monde", "Belga", "Dawn". They must be written as names.
_TITLED = frozenset(("national_media", "local_media", "state_media", "wire_agency"))


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
    titled: bool
    contextual: bool


class Register:
    """Entities by any of their names, in every language at once."""

    def __init__(self, entities: Iterable[Entity], aliases: Iterable[tuple[str, str]], affixes: Affixes = _PLAIN):
        """``aliases``: pairs of entity id and name. Raises ``KeyError`` for an alias of an unknown id."""
        self._by_id = {e.id: e for e in entities}
        small = {e.id: e.name.lower() for e in self._by_id.values()}
        pairs = [(e.id, e.name) for e in self._by_id.values()] + list(aliases)
        for entity_id, alias in pairs:
            if alias == small[entity_id]:
                self._by_id[entity_id] = replace(self._by_id[entity_id], generic=True)
        pairs += [(i, _ACRONYM.sub(_dotted, alias)) for i, alias in pairs if _ACRONYM.search(alias)]
        self._bearer = {alias: entity_id for entity_id, alias in pairs}
        self._lexicon = Deferred(self._bearer, self._alias, affixes)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for alias, entity_id in self._bearer.items():
            names.setdefault(entity_id, []).append(alias)
        return names

    def _alias(self, alias: str) -> _Alias:
        entity = self._by_id[self._bearer[alias]]
        return _Alias(
            entity,
            capitals=len(alias) <= _SHORT and alias.isupper(),
            titled=entity.type in _TITLED and alias[0] != alias[0].lower() and _last_word_capital(alias),
            contextual=alias.islower() and not entity.generic and not self._proper(entity.id, alias),
        )

    def _proper(self, entity_id: str, alias: str) -> bool:
        """Whether small words hold (an inflected form of) a capitalised word of the entity's names."""
        starts = {
            words_of(word)[0][:_START] for name in self._names[entity_id] for word in name.split() if word[0].isupper() and words_of(word)
        }
        return not starts.isdisjoint(w[:_START] for w in words_of(alias))

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
            if filling and hit.value.entity.generic and (hit.first, hit.last) != (first, stop):
                continue  # "the army" may hide a name that begins behind its article: "l'armée grecque"
            glued = (hit.last < stop and tokens[hit.last].glue == "-") or (tokens[hit.first].glue == "-" and hit.first > first)
            if not glued:
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


def _last_word_capital(alias: str) -> bool:
    last = alias.split()[-1]
    return last[0] != last[0].lower()


def _written_so(alias: _Alias, tokens: Sequence[Token]) -> bool:
    if alias.titled and not tokens[-1].is_capital:
        return False
    return not alias.capitals or all(t.cased.isupper() or not t.is_word for t in tokens)


def _columns(path: Path, *names: str) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        pick = itemgetter(*map(next(rows).index, names))
        return [pick(row) for row in rows]


def read_register(entities: Path, aliases: Path, key: str, affixes: Affixes = _PLAIN) -> Register:
    """A register from two CSV files: entities with ``<key>``, ``name``, ``type``, and aliases with ``<key>``, ``alias``."""
    return Register(
        (Entity(entity_id, name, kind) for entity_id, name, kind in _columns(entities, key, "name", "type")),
        ((entity_id, alias) for entity_id, alias in _columns(aliases, key, "alias")),
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
    for kind, country, actor_id in _columns(folder / "actors.csv", "type", "country", "actor_id"):
        if kind == "state_forces" and country:
            found.setdefault(country, []).append(actor_id)
    return {country: ids[0] for country, ids in found.items() if len(ids) == 1}


def state_forces_of(country: str) -> str | None:
    """The actor that a country's soldiers belong to; None when the register has none or more than one."""
    return _forces().get(country)

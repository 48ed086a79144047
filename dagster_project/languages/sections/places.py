"""``places.toml``: how the language says where."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dagster_project.languages.pack import Section

Level = Literal["country", "admin1", "admin2", "settlement", "quarter", "camp", "region", "sea"]


class PlacesSection(Section):
    """``at``, ``near``, ``origin``, ``destination``: prepositions before a place; ``of``: prepositions that stand before much else too;
    ``directions``: words for a part of a place; ``fillers``: words between a preposition or type word
    and the name (articles, "the city of", "northern"). ``types``: words for kinds of place, before or after a name. ``prefixes``:
    prepositions written onto the name (Arabic bi-), ``clitics`` other particles written onto it.

    ``particles``: lower-case words inside names; ``genitives``: endings of names; ``joiners``: between places of one enumeration.
    ``not_places``: words that are also names of places and seldom mean them. ``elsewhere``: phrases after which a place is not that of
    the event ("based in"). ``demonyms``: beginnings of words for the people and things of a country (alpha-3).
    ``nouns_capital``: every noun has a capital. ``boundaries``: words that open a clause.
    """

    at: list[str]
    near: list[str] = []
    of: list[str] = []
    origin: list[str] = []
    destination: list[str] = []
    fillers: list[str] = []
    directions: list[str] = []
    prefixes: list[str] = []
    clitics: list[str] = []
    types: dict[Level, list[str]]
    particles: list[str] = []
    genitives: list[str] = []
    joiners: list[str]
    not_places: list[str] = []
    elsewhere: list[str] = []
    nouns_capital: bool = False
    boundaries: list[str] = []
    demonyms: dict[str, list[str]] = Field(default_factory=dict)

"""``places.toml``: how the language says where."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dagster_project.languages.pack import Section

Level = Literal["country", "admin1", "admin2", "settlement", "quarter", "camp", "region", "sea", "site"]


class PlacesSection(Section):
    """Words are listed in all their forms; case does not count.

    Before a name: ``at``, ``near``, ``origin``, ``destination`` are prepositions; ``of`` those that stand before much else too;
    ``directions`` words for a part of a place, ``compound_directions`` the same written onto its name ("Nordirak"); ``fillers``
    words between a preposition or type word and the name (articles, "the city of"); ``types`` words for kinds of place, before or
    after it (``site``: a base, a market, named after the place where it is). Written onto it: ``prefixes``, prepositions (Arabic
    bi-), those of ``prefixes_to`` meaning a destination; ``clitics``, other particles; ``article``; ``genitives``, endings.
    ``heads``: first words of names whose further words are written small ("République centrafricaine"), or that have more than one
    where there are no capitals. Without capitals: ``adjective_endings``, those of words that describe a
    place rather than name it, when they stand without the article.

    In it: ``particles``, lower-case words; ``particles_inside``, those that join two capitals in names the gazetteer lacks too.
    ``joiners`` stand between places of one enumeration, ``boundaries`` open a clause.

    Not a place of harm: ``not_places``, words that are also names of places and seldom mean them; ``indefinite``, articles that
    no place has; ``venues``, words that make a name that of a building, a street or a body, ``venue_endings`` the same written
    onto it; ``elsewhere``, phrases after which a place is not that of the event ("based in"), ``credits`` those after
    which a sentence names nothing but those who reported it ("reporting by"). ``demonyms``: beginnings of words
    for the people and things of a country (alpha-3); ``own_country``: phrases for the country of whoever the sentence names before;
    ``there``: words for the place named before; ``nearby``: adjectives right before a name by which it lies beside the place told of;
    ``abbreviations``: short forms of areas, by the area's id in the gazetteer, which count behind the name of a town only
    ("Bristol, Tenn.", "Manaus (AM)"). ``nouns_capital``: every noun has a capital.
    """

    at: list[str]
    near: list[str] = []
    of: list[str] = []
    origin: list[str] = []
    destination: list[str] = []
    fillers: list[str] = []
    directions: list[str] = []
    compound_directions: list[str] = []
    prefixes: list[str] = []
    prefixes_to: list[str] = []
    clitics: list[str] = []
    article: str = ""
    heads: list[str] = []
    adjective_endings: list[str] = []
    types: dict[Level, list[str]]
    particles: list[str] = []
    particles_inside: list[str] = []
    indefinite: list[str] = []
    venues: list[str] = []
    venue_endings: list[str] = []
    genitives: list[str] = []
    joiners: list[str]
    not_places: list[str] = []
    elsewhere: list[str] = []
    credits: list[str] = []
    nouns_capital: bool = False
    boundaries: list[str] = []
    own_country: list[str] = []
    there: list[str] = []
    nearby: list[str] = []
    demonyms: dict[str, list[str]] = Field(default_factory=dict)
    abbreviations: dict[str, list[str]] = Field(default_factory=dict)

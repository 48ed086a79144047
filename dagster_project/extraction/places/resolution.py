"""Which place of the gazetteer a name means: the one that fits the countries that the article speaks of.

Names come from :mod:`mentions`; which of them a statement is about is decided in :mod:`reader`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log10

from dagster_project.extraction.places.words import FIRM, PlaceGrammar
from dagster_project.extraction.words.document import Document
from dagster_project.gazetteer.index import Gazetteer, Place
from dagster_project.gazetteer.names import fold_name

KNOWN_BY_ITSELF = 200_000  # inhabitants from which a name needs no word around it that says it is a place
BARE = 10_000  # inhabitants from which it needs none when the article is about its country
LOCAL = 0.08  # share of an article's pointers to countries from which a country's small places are looked for
LEVELS = ("country", "part", "area", "district", "spot", "quarter")
_DISTANCE = 14  # tokens between a name and the place that its distance is told from
_BESIDE = 5  # tokens between a place and the one that is said to hold it
AREAS = frozenset({"country", "admin1", "admin2", "region", "sea"})
WIDE = frozenset({"country", "region", "sea"})

_ACROSS = 3.0  # weight of a region or sea of no one country over an area of one that has its name
_TOLD = 3  # what must speak for other countries at least before a place of theirs is doubted


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name at tokens ``first`` to ``last`` (exclusive) of a sentence. ``place`` is None when the gazetteer lacks it.

    ``role``: the preposition's, None when there is none; ``typed``: a word for a kind of place stands beside it; ``elsewhere``: named
    for something other than the event; ``dateline``: where the report was filed; ``directed``: a part of it is meant ("northern Iraq");
    ``anaphoric``: a phrase for a country that was named before ("in his country"); ``beside``: it tells where the name before it lies;
    ``distant``: a long way is told from it ("300 km from X"); ``body``: a part of the name of a body ("Park County Sheriff's Office");
    ``held``: the text says in which area the candidates lie.
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    candidates: tuple[Place, ...]
    place: Place | None
    role: str | None
    typed: str | None
    elsewhere: bool = False
    dateline: bool = False
    direct: bool = False
    directed: bool = False
    anaphoric: bool = False
    beside: bool = False
    distant: bool = False
    body: bool = False
    held: bool = False

    @property
    def area(self) -> bool:
        """Whether it is an area that holds settlements."""
        return self.place is not None and self.place.feature in AREAS


def name_of(mention: PlaceMention) -> str:
    """The gazetteer's name, else that of the text."""
    return mention.place.name if mention.place else mention.text


def key_of(mention: PlaceMention) -> str:
    """What two mentions of one place share."""
    return mention.place.place_id if mention.place else mention.text.casefold()


def depth(mention: PlaceMention) -> int:
    """Its index in ``LEVELS``: 0 country, 1 a part of one, 2 landscape or first-level area, 3 district, 4 settlement, 5 within one."""
    if mention.place is None:
        return {"admin1": 2, "quarter": 5, "camp": 5}.get(mention.typed or "", 4)  # an unknown district may be a town's
    if mention.directed and mention.place.feature == "country":
        return 1
    return {"country": 0, "sea": 2, "region": 2, "admin1": 2, "admin2": 3, "quarter": 5, "camp": 5}.get(mention.place.feature, 4)


def holds(outer: PlaceMention, inner: PlaceMention) -> bool:
    """Whether ``inner`` lies within ``outer`` (or is taken to: a name the gazetteer lacks, beside an area)."""
    unknown = inner.place is None
    if outer.place is None or depth(outer) > depth(inner) or (depth(outer) == depth(inner) and not unknown):
        return False
    between = outer.first - inner.last if outer.sentence == inner.sentence else -1
    if inner.place is None:
        return 0 <= between <= 6
    if outer.place.feature == "country":
        return inner.place.country == outer.place.country
    named = 0 <= between <= 4 and inner.place.country == outer.place.country
    if outer.place.feature == "admin1":
        return inner.place.admin1_id == outer.place.place_id or named
    return inner.place.admin2 == outer.place.name or named


def are_close(one: Place, other: Place) -> bool:
    """Whether two places lie within about a hundred kilometres of each other."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    return abs(one.latitude - other.latitude) < 1 and abs(one.longitude - other.longitude) < 1.5


class Resolver:
    """Resolves the names of one document. ``countries`` counts how much of the article points to each country."""

    def __init__(self, document: Document, grammar: PlaceGrammar, gazetteer: Gazetteer, countries: Counter[str]):
        self.document, self.grammar, self.gazetteer, self.countries = document, grammar, gazetteer, countries
        self.uncased = bool(grammar.section.prefixes)

    def resolve(self, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
        """The names that are places, each with the place it means; adds their countries to ``countries``."""
        for mention in mentions:
            best = self._likeliest(mention)
            same = best is not None and (self._placed(mention) if self.uncased else fold_name(best.name) == fold_name(mention.text))
            known = best is not None and (
                best.feature == "country" or (same and best.feature == "admin1") or best.population >= (KNOWN_BY_ITSELF if same else 10**6)
            )
            if best and best.country and known and (same or not self.uncased or best.feature == "country"):
                weight = 3.0 if best.feature == "country" and same else 1.0
                weight *= (2 if mention.sentence < 3 else 1) * (0.3 if mention.elsewhere else 1)
                self.countries[best.country] += max(1, round(weight * 2))
        areas = {m.candidates[0].place_id for m in mentions if m.candidates and m.candidates[0].feature == "admin1"}
        kinds: dict[str, Counter[str]] = {}
        for mention in mentions:
            if mention.typed:
                kinds.setdefault(mention.text, Counter())[mention.typed] += 1
        areal = {text for text, n in kinds.items() if set(n) == {"admin1"} and n["admin1"] > 1}  # "Idlib" after "Idlib province"
        found: list[PlaceMention] = []
        for mention in reversed(mentions):  # the place that holds another one stands behind it
            resolved = self._resolved(self._inside(mention, found[-1] if found else None), areas, mention.text in areal)
            if resolved is not None:
                found.append(resolved)
        return tuple(reversed(found))

    @staticmethod
    def _likeliest(mention: PlaceMention) -> Place | None:
        """The greatest place of the name; a city called so is meant rather than a greater one that has the name besides its own."""
        text = fold_name(mention.text)
        called = (p for p in mention.candidates[:4] if fold_name(p.name) == text and p.population >= KNOWN_BY_ITSELF)
        return next(called, mention.candidates[0] if mention.candidates else None)

    def _inside(self, mention: PlaceMention, holder: PlaceMention | None) -> PlaceMention:
        """A quarter or village named right before the place that holds it ("Zahra district of Homs") is one of that place's area."""
        if holder is None or holder.place is None or holder.sentence != mention.sentence or not mention.candidates:
            return mention
        if holder.role == "near" and 0 <= holder.first - mention.last <= _DISTANCE:
            close = tuple(p for p in mention.candidates if are_close(p, holder.place))
            return replace(mention, candidates=close or mention.candidates)
        beside = 0 <= holder.first - mention.last <= _BESIDE
        if not beside or mention.typed not in ("quarter", "settlement", "camp") or mention.candidates[0].feature in WIDE:
            return mention
        tokens = self.document.sentences[mention.sentence].tokens
        if not any((t.norm,) in self.grammar.roles or t.norm == "," for t in tokens[mention.last : holder.first]):
            return mention
        area = holder.place.admin1_id or holder.place.place_id
        local = tuple(p for p in mention.candidates if p.admin1_id == area or (holder.area and p.country == holder.place.country))
        return replace(mention, candidates=local)

    def _placed(self, mention: PlaceMention) -> bool:
        """Whether the words around a name say that it is a place, which no capital does here."""
        return mention.typed is not None or self._apart(mention)

    @staticmethod
    def _rivals(mention: PlaceMention) -> bool:
        """Whether a large city bears the name too (Salvador, El Salvador)."""
        return any(p.feature == "settlement" and p.population > 1_000_000 for p in mention.candidates[:3])

    def _resolved(self, mention: PlaceMention, areas: set[str], areal: bool) -> PlaceMention | None:
        """The mention with the candidate that fits the article; None when nothing speaks for a small place.

        ``areas``: first-level areas that the article names; ``areal``: the article elsewhere says that the name is that of one.
        """
        if not mention.candidates:
            return mention
        total, text = sum(self.countries.values()) or 1, fold_name(mention.text)

        def weight(place: Place) -> float:
            value = log10(place.population + 30)
            if place.feature == "country":
                value += 3.0 if fold_name(place.name) == text or not self._rivals(mention) else 0.5
            elif place.feature == "admin1":
                value += 0.3
            elif place.feature == "admin2":
                value -= 1.5
            value += 1.0 * (fold_name(place.name) == text)
            value += 7.0 * self.countries.get(place.country or "", 0) / total + (0.7 if place.country in self.countries else 0.0)
            value += 1.5 * (place.admin1_id in areas and place.feature != "admin1")
            value += 2.5 * (areal and place.feature == "admin1")
            if place.feature in ("region", "sea"):
                across = _ACROSS if place.country is None and mention.typed is None else 0.0  # "in the Sahel", and no word for an area
                value += 4.5 + across if mention.typed in (None, "region", "sea") else 1.0
            if mention.typed in ("admin1", "admin2"):
                value += 2.5 if place.feature == mention.typed else 1.5 if place.feature in ("admin1", "admin2") else 0.0
            elif mention.typed == "sea":
                value += 5.0 * (place.feature == "sea")
            elif mention.typed in ("settlement", "quarter", "camp"):
                value += 2.0 * (place.feature in ("settlement", "quarter", "camp"))
            return value

        best = max(self._of_kind(mention)[:24], key=weight)
        local = mention.held or self.countries.get(best.country or "", 0) >= max(1.0, LOCAL * total)
        placed = mention.direct and mention.role in ("at", "near") and not self.grammar.section.nouns_capital
        little = best.feature not in AREAS and best.population < BARE  # "the village of X": hardly the one abroad of that name
        firm = placed or (mention.typed is not None and (mention.role in FIRM or little))
        named = replace(mention, candidates=()) if firm else None
        if self.uncased and not local and not mention.typed and best.feature not in WIDE and self.countries and not self._apart(mention):
            return None  # a word of this language, or a particle and a word
        if (
            mention.role not in FIRM
            and not mention.typed
            and not local
            and best.feature not in WIDE
            and fold_name(best.name) != text
        ):
            return None  # a further name of some far place, and a word of this language
        if mention.typed == "sea" and best.feature != "sea":
            return None  # "the river Congo"
        if (
            mention.role not in FIRM
            and not mention.typed
            and not mention.dateline
            and not (best.feature in WIDE or best.population >= (BARE if local else KNOWN_BY_ITSELF))
        ):
            return None
        far_area = best.feature in ("admin1", "admin2") and best.country not in self.countries
        several = len({p.country for p in mention.candidates}) > 1
        told = self.uncased or total >= _TOLD or several  # else: a name of one country, and next to nothing against it
        if told and self.countries and not local and (best.population < KNOWN_BY_ITSELF or far_area) and best.feature not in WIDE:
            return named
        return replace(mention, place=best, directed=self._directed(mention))

    def _apart(self, mention: PlaceMention) -> bool:
        """Whether a preposition stands before the name as a word of its own."""
        return mention.role in FIRM and mention.start == self.document.sentences[mention.sentence].tokens[mention.first].start

    def _of_kind(self, mention: PlaceMention) -> tuple[Place, ...]:
        """The candidates that a word for a kind of area allows: "Kern County" is no town that is also called Kern."""
        if mention.typed not in ("admin1", "admin2"):
            return mention.candidates
        here = [p for p in mention.candidates if p.feature in ("admin1", "admin2") and (not self.countries or p.country in self.countries)]
        same = [p for p in here if fold_name(p.name) == fold_name(mention.text)]
        return tuple(same or here) or mention.candidates

    def _directed(self, mention: PlaceMention) -> bool:
        """Whether a word for a direction belongs to the name, written before it or onto it."""
        tokens, directions = self.document.sentences[mention.sentence].tokens, self.grammar.directions
        before = [t.norm for t in tokens[max(0, mention.first - 2) : mention.first]]
        if before and (before[-1] in directions or (len(before) == 2 and before[0] in directions and (before[1],) in self.grammar.fillers)):
            return True
        key = fold_name(mention.text)
        return not self.gazetteer.find(key) and key.startswith(self.grammar.compound_directions) and bool(self.grammar.compound_directions)

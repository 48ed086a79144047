"""Where something happened: the place of a statement.

Names are found and resolved in :mod:`place_mentions`; here the one that governs a statement is chosen: in its own clause,
else its sentence, else the sentences before, else the place of the article's main event. The country may come from
the article's context; where nothing tells, fields stay empty.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cached_property, lru_cache

from dagster_project.extraction.claims import Where
from dagster_project.extraction.document import Document, Sentence
from dagster_project.extraction.place_mentions import MentionFinder, PlaceGrammar, PlaceMention
from dagster_project.gazetteer.build import ensure_gazetteer
from dagster_project.gazetteer.index import Gazetteer, Place
from dagster_project.gazetteer.names import fold_name
from dagster_project.languages.pack import load_pack
from dagster_project.languages.sections.places import PlacesSection
from dagster_project.settings import Settings

CARRIED = 3  # sentences over which the place of an event carries
LEAD = 4  # sentences in which the article's main event is placed
CLEAR = 0.5  # share of the article's mentions of countries that makes one its country
_PRECISION = {"point": "point", "settlement": "settlement", "quarter": "point", "camp": "point"}


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of the settings, opened once a process; compiled first when absent or out of date."""
    settings = Settings()
    return ensure_gazetteer(settings.gazetteer_index, settings.gazetteer_additions)


@lru_cache(maxsize=16)
def grammar_of(language: str) -> PlaceGrammar:
    """The compiled words of place of a language's pack. Raises :class:`PackError` when there are none."""
    return PlaceGrammar(load_pack(language).section("places", PlacesSection))


def place_reader(document: Document) -> PlaceReader:
    """A reader of the document's places, with the words of its language and the configured gazetteer."""
    return PlaceReader(document, grammar_of(document.language), gazetteer())


class PlaceReader:
    """The places of one document. ``data``: a section or its compiled form."""

    def __init__(self, document: Document, data: PlacesSection | PlaceGrammar, gazetteer: Gazetteer):
        self.document = document
        self.grammar = data if isinstance(data, PlaceGrammar) else PlaceGrammar(data)
        self.gazetteer = gazetteer

    @cached_property
    def _finder(self) -> MentionFinder:
        return MentionFinder(self.document, self.grammar, self.gazetteer)

    @cached_property
    def mentions(self) -> tuple[PlaceMention, ...]:
        """All names of places, in the order of the text."""
        return self._finder.find()

    @cached_property
    def _by_sentence(self) -> dict[int, list[PlaceMention]]:
        table: dict[int, list[PlaceMention]] = {}
        for mention in self.mentions:
            table.setdefault(mention.sentence, []).append(mention)
        return table

    @cached_property
    def country(self) -> str | None:
        """The country the article is about, when its names agree on one."""
        counts: Counter[str] = Counter()
        assert self.mentions is not None
        counts.update(self._finder.countries)
        for mention in self.mentions:
            if mention.place and mention.place.country and mention.place.feature != "country":
                counts[mention.place.country] += 2
        if not counts:
            return None
        code, most = counts.most_common(1)[0]
        return code if most >= CLEAR * sum(counts.values()) else None

    @cached_property
    def main(self) -> tuple[PlaceMention, ...]:
        """Where the article's main event happened: the best placed name of the lead, else the most frequent one."""
        counts = Counter(_key(m) for m in self.mentions if not m.elsewhere and not m.dateline)
        best: PlaceMention | None = None
        best_weight = 0.0
        for mention in self.mentions:
            if mention.elsewhere or mention.sentence > LEAD + 4:
                continue
            weight = 3.0 - 0.5 * mention.sentence + 0.7 * min(4, counts[_key(mention)])
            weight += 1.5 * (mention.role is not None) - 2.5 * mention.dateline + 0.5 * (mention.typed is not None)
            weight += 3.0 * (_depth(mention) >= 3) + 1.0 * (_depth(mention) == 2) - 1.0 * (_depth(mention) == 0)
            if mention.place and self._finder.countries and mention.place.country == self.country:
                weight += 1.5
            if weight > best_weight:
                best, best_weight = mention, weight
        return (best,) if best else ()

    def where(self, start: int, end: int) -> Where:
        """The place of the statement at [start, end) of the document's norm; all fields None where the text does not tell."""
        if not self.document.sentences:
            return Where()
        sentence = self.document.sentence_at(start)
        chosen = self._in_sentence(sentence, start, end)
        main = self.main
        if len(chosen) == 1 and _depth(chosen[0]) == 0 and chosen[0].role not in ("at", "near"):
            instead = self._carried(sentence) or main
            if instead and (_holds(chosen[0], instead[0]) or chosen[0].role == "origin"):
                chosen = instead
        loose = sentence.index < LEAD or not chosen or chosen[0].role not in ("at", "near")
        if len(chosen) == 1 and main and loose and _depth(chosen[0]) <= 1 and _depth(main[0]) == 3 and self._within(chosen[0], main[0]):
            chosen = main  # the most specific place that is named for the event
        if not chosen:
            chosen = self._carried(sentence) or main
        return self._as_where(chosen)

    def _within(self, area: PlaceMention, place: PlaceMention) -> bool:
        """Whether ``place`` lies in ``area``; a name the gazetteer lacks is taken to lie in the article's country."""
        if place.place is None:
            return area.place is not None and _depth(area) == 0 and area.place.country == self.country
        return _holds(area, place) and (area.place is None or area.place.country == self.country)

    def _in_sentence(self, sentence: Sentence, start: int, end: int) -> tuple[PlaceMention, ...]:
        mentions = [m for m in self._by_sentence.get(sentence.index, ()) if not m.elsewhere and not m.dateline]
        if not mentions:
            return ()
        tokens = sentence.tokens
        first = max(0, bisect_left([t.end for t in tokens], start + 1))
        last = max(first + 1, bisect_left([t.start for t in tokens], end))
        inner = [m for m in mentions if not any(n is not m and _holds(m, n) and abs(m.first - n.last) <= 12 for n in mentions)]

        def cost(mention: PlaceMention) -> float:
            if mention.first >= last:
                between, value = tokens[last : mention.first], 0.0
            elif mention.last <= first:
                between, value = tokens[mention.last : first], 1.5
            else:
                between, value = (), 0.0
            value += 0.3 * len(between)
            for token in between:
                if token.norm in ";:\u2013" or token.norm in self.grammar.boundaries:
                    value += 2.5
                elif token.norm == ",":
                    value += 0.7
            value += {"at": 0.0, "near": 0.5, "of": 1.0, "destination": 2.0, "origin": 2.5}.get(mention.role or "", 2.5)
            value += (1.5, 0.7, 0.2, 0.0)[_depth(mention)]
            return value

        best = min(inner, key=cost)
        if best.role is None and best.typed is None and (_depth(best) == 0 or cost(best) > 6.0):
            return ()
        return self._enumeration(best, inner, sentence)

    def _enumeration(self, best: PlaceMention, mentions: list[PlaceMention], sentence: Sentence) -> tuple[PlaceMention, ...]:
        """``best`` with the places named in one row with it."""
        tokens, joiners = sentence.tokens, self.grammar.joiners | {","}
        skip = {w[0] for w in self.grammar.fillers if len(w) == 1}
        index = mentions.index(best)

        def joined(a: PlaceMention, b: PlaceMention) -> bool:
            gap = tokens[a.last : b.first]
            if _depth(a) != _depth(b) and not (_depth(a) >= 2 and _depth(b) >= 2):
                return False
            if not gap:
                return self.document.norm[tokens[b.first].start] in self.grammar.clitic_joiners and not self._finder.cased
            allowed = all(
                t.norm in joiners or t.norm in skip or t.norm in self.grammar.types or (t.norm,) in self.grammar.roles for t in gap
            )
            return allowed and any(t.norm in joiners for t in gap) and len(gap) <= 5

        low = high = index
        while low > 0 and joined(mentions[low - 1], mentions[low]):
            low -= 1
        while high + 1 < len(mentions) and joined(mentions[high], mentions[high + 1]):
            high += 1
        return (best, *(m for m in mentions[low : high + 1] if m is not best and _key(m) != _key(best)))

    def _carried(self, sentence: Sentence) -> tuple[PlaceMention, ...]:
        for back in range(1, CARRIED + 1):
            index = sentence.index - back
            if index < 0:
                break
            found = [
                m
                for m in self._by_sentence.get(index, ())
                if not m.elsewhere and not m.dateline and m.role in ("at", "near") and _depth(m) >= 1
            ]
            if found:
                inner = [m for m in found if not any(n is not m and _holds(m, n) for n in found)]
                return (max(inner, key=lambda m: (_depth(m), -m.first)),)
        return ()

    def _as_where(self, chosen: tuple[PlaceMention, ...]) -> Where:
        if not chosen:
            return Where(country=self.country, place_precision="country" if self.country else None)
        best = chosen[0]
        names = tuple(dict.fromkeys(_name(m) for m in sorted(chosen, key=lambda m: m.start))) if len(chosen) > 1 else None
        role = best.role if best.role in ("origin", "destination") else "at"
        place, text = best.place, self._written(best)
        if place is None:
            return Where(
                best.text,
                text,
                names,
                role,
                country=self.country,
                place_precision="country" if self.country else "unspecified",
                admin1=self._holder(best),
            )
        if names:
            return self._common(best, chosen, names, role)
        near = best.role == "near" and place.feature == "settlement"
        return Where(
            place.name,
            text,
            names,
            role,
            place.place_id,
            place.admin1,
            place.admin2,
            place.country or self.country,
            place.pcode,
            place.latitude,
            place.longitude,
            "near_settlement" if near else place.precision,
        )

    def _written(self, mention: PlaceMention) -> str:
        """The name with the words that narrow it: "northern Colombia", "Huila Department"."""
        tokens = self.document.sentences[mention.sentence].tokens
        first, last, grammar = mention.first, mention.last, self.grammar
        start, end = mention.start, mention.end
        if self._finder.cased and first and tokens[first - 1].norm in grammar.directions:
            start = tokens[first - 1].start
        elif (
            self._finder.cased
            and first > 1
            and tokens[first - 2].norm in grammar.directions
            and (tokens[first - 1].norm,) in grammar.fillers
        ):
            start = tokens[first - 2].start
        same = mention.place is None or fold_name(mention.place.name) == fold_name(mention.text)
        if (
            same
            and last < len(tokens)
            and tokens[last].norm in grammar.types
            and tokens[last].glue == " "
            and not grammar.section.nouns_capital
            and self._finder.cased
        ):
            end = tokens[last].end
        return self.document.clean[start:end]

    def _common(self, best: PlaceMention, chosen: tuple[PlaceMention, ...], names: tuple[str, ...], role: str) -> Where:
        """Several places: what they have in common."""
        places: list[Place] = [m.place for m in chosen if m.place is not None]
        countries, areas = {p.country for p in places}, {p.admin1 for p in places}
        country = places[0].country if len(countries) == 1 else None
        admin1 = places[0].admin1 if len(areas) == 1 and country else None
        return Where(
            _name(best),
            best.text,
            names,
            role,
            None,
            admin1,
            None,
            country,
            None,
            None,
            None,
            "admin1" if admin1 else "country" if country else "unspecified",
        )

    def _holder(self, mention: PlaceMention) -> str | None:
        """The first-level area named right behind a place the gazetteer lacks."""
        for other in self._by_sentence.get(mention.sentence, ()):
            if mention.last <= other.first <= mention.last + 4 and other.place is not None and other.place.feature == "admin1":
                return other.place.admin1
        return None


def _name(mention: PlaceMention) -> str:
    return mention.place.name if mention.place else mention.text


def _key(mention: PlaceMention) -> str:
    return mention.place.place_id if mention.place else mention.text.casefold()


def _depth(mention: PlaceMention) -> int:
    """0 country, 1 landscape or first-level area, 2 district, 3 a place within."""
    if mention.place is None:
        return 3
    return {"country": 0, "sea": 0, "region": 1, "admin1": 1, "admin2": 2}.get(mention.place.feature, 3)


def _holds(outer: PlaceMention, inner: PlaceMention) -> bool:
    """Whether ``inner`` lies within ``outer`` (or is taken to: a name the gazetteer lacks, beside an area)."""
    if outer.place is None or _depth(outer) >= _depth(inner):
        return False
    if inner.place is None:
        return 0 <= outer.first - inner.last <= 6
    if outer.place.feature == "country":
        return inner.place.country == outer.place.country
    if outer.place.feature == "admin1":
        return inner.place.admin1_id == outer.place.place_id or (
            0 <= outer.first - inner.last <= 4 and inner.place.country == outer.place.country
        )
    return inner.place.admin2 == outer.place.name or (0 <= outer.first - inner.last <= 4 and inner.place.country == outer.place.country)

"""Where something happened: the place of a statement.

Names are found and resolved in :mod:`mentions`; here the one that governs a statement is chosen: in its own clause,
else its sentence, else the sentences before, else the place of the article's main event. The country may come from
the article's context; where nothing tells, fields stay empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from dagster_project.extraction.claims import Where
from dagster_project.extraction.places.clauses import Clauses, weights
from dagster_project.extraction.places.main_place import NO_SIGNS, EventSigns, is_quarter_of, main_place
from dagster_project.extraction.places.mentions import MentionFinder
from dagster_project.extraction.places.resolution import KNOWN_BY_ITSELF, PlaceMention, are_close, depth, holds, key_of
from dagster_project.extraction.places.words import FIRM, PlaceGrammar, grammar_of
from dagster_project.extraction.places.written import PlaceWriter
from dagster_project.extraction.words.document import Document, Sentence
from dagster_project.extraction.words.grammar import grammar
from dagster_project.gazetteer.compiled import ensure_gazetteer
from dagster_project.gazetteer.index import Gazetteer
from dagster_project.languages.sections.places import PlacesSection
from dagster_project.settings import Settings

_HOST = 5  # tokens between a country and the people it takes in
_ABOUT = 3  # mentions from which an area is what the article is about
_ADJECTIVE = 0.7  # part of the weight of words like "Russian" that tells who acts rather than where
_SAID = 4  # the least that adjectives alone must count to make a country the article's: one in its first sentences counts three
_TITLED = 4  # what a country in the title counts beside those in the text
CLEAR = 0.5  # share of the article's mentions of countries that makes one its country
CLEAR_TITLED = 0.35  # the same for the only one that the title names


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of the settings, opened once a process; compiled first when absent or out of date."""
    settings = Settings()
    return ensure_gazetteer(settings.gazetteer_index, settings.gazetteer_additions)


def _is_seat(mention: PlaceMention) -> bool:
    """Whether a place is large enough that those who speak there may speak of what happened elsewhere."""
    return mention.place is not None and mention.place.feature == "settlement" and mention.place.population >= KNOWN_BY_ITSELF


def place_reader(document: Document, event: EventSigns) -> PlaceReader:
    """A reader of the document's places, with the words of its language and the configured gazetteer."""
    return PlaceReader(document, grammar_of(document.language), gazetteer(), event)


class PlaceReader:
    """The places of one document. ``data``: a section or its compiled form."""

    def __init__(
        self,
        document: Document,
        data: PlacesSection | PlaceGrammar,
        gazetteer: Gazetteer,
        event: EventSigns = NO_SIGNS,
    ):
        self.document, self.event = document, event
        self.grammar = data if isinstance(data, PlaceGrammar) else PlaceGrammar(data)
        self.gazetteer = gazetteer

    @cached_property
    def _finder(self) -> MentionFinder:
        return MentionFinder(self.document, self.grammar, self.gazetteer, self.event.victims)

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
    def _writer(self) -> PlaceWriter:
        return PlaceWriter(self.document, self.grammar, self._by_sentence)

    @cached_property
    def _clauses(self) -> Clauses:
        return Clauses(self.document, self.grammar, self.event, self._writer.cased)

    @cached_property
    def country(self) -> str | None:
        """The country the article is about, when its names agree on one."""
        counts: Counter[str] = Counter()
        assert self.mentions is not None
        counts.update({c: n - round(_ADJECTIVE * self._finder.demonyms[c]) for c, n in self._finder.countries.items()})
        counts.update(self._titled)
        for mention in self.mentions:
            if mention.place and mention.place.country and mention.place.feature != "country":
                counts[mention.place.country] += 2
        if not counts:
            return None
        code, most = counts.most_common(1)[0]
        if self._finder.demonyms[code] == self._finder.countries[code] < _SAID and not self._titled[code] and not self._holds(code):
            return None  # one adjective in passing: "French planes"
        share = CLEAR_TITLED if set(self._titled) == {code} else CLEAR
        return code if most >= share * sum(counts.values()) else None

    def _holds(self, country: str) -> bool:
        return any(m.place is not None and m.place.country == country for m in self.mentions)

    @cached_property
    def _title_mentions(self) -> tuple[PlaceMention, ...]:
        if not self.event.title:
            return ()
        document = self.document
        title = Document.of(self.event.title, document.rules, document.language)
        return MentionFinder(title, self.grammar, self.gazetteer).find()

    @property
    def _titled(self) -> Counter[str]:
        """The countries that the article's title names."""
        return Counter({m.place.country: _TITLED for m in self._title_mentions if m.place and m.place.country})

    @cached_property
    def main(self) -> tuple[PlaceMention, ...]:
        """Where the article's main event happened; empty when it names no place."""
        table = weights("main") | (weights("main_wide") if self.event.wide else {})
        named = [m for m in self.mentions if not m.anaphoric]
        found = main_place(named, self.country, self.event, table, weights("inner")) or self._in_title
        return (self._row_inside(found) or (found,)) if found else ()

    def _row_inside(self, area: PlaceMention) -> tuple[PlaceMention, ...]:
        """The places inside a country that one of the first sentences names in a row: it happened in all of them, not in the whole."""
        if depth(area) > 1 or self.event.wide:
            return ()
        for sentence in self.document.sentences[: int(weights("inner")["lead_sentences"])]:
            told = [m for m in self._by_sentence.get(sentence.index, ()) if not m.elsewhere and not m.dateline and m.role in ("at", "near")]
            inside = [m for m in told if m is not area and m.place is not None and depth(m) > 1 and holds(area, m)]
            row = self._clauses.row(inside[0], inside, sentence) if inside and not self.event.recalled(sentence.index) else ()
            if 1 < len(row) == len(inside):
                return row
        return ()

    @property
    def _in_title(self) -> PlaceMention | None:
        """The one place that a title names for what a text without places tells."""
        named = [m for m in self._title_mentions if m.place and m.role in FIRM]
        return named[0] if len(named) == 1 else None

    @cached_property
    def home(self) -> tuple[PlaceMention, ...]:
        """The article's country, where it is named as a place."""
        countries = (m for m in self.mentions if m.place and m.place.feature == "country" and not m.elsewhere)
        return tuple(islice((m for m in countries if m.place and m.place.country == self.country), 1))

    def where(self, start: int, end: int, event: str = "main", towns: bool = False, hosted: bool = False) -> Where:
        """The place of the statement at [start, end) of the document's norm; all fields None where the text does not tell.

        ``event``: ``main`` when it may be the article's main event, ``several`` for a window of events, ``other`` for an older one:
        those are not placed where the main event happened. ``towns``: it counts towns, which may be named behind it; ``hosted``: people
        whom a country takes in, which may be named as who does so.
        """
        if not self.document.sentences:
            return Where()
        sentence = self.document.sentence_at(start)
        main = self.main if event == "main" else ()
        chosen = (self._named(sentence, end) if towns else ()) or (self._host(sentence, start) if hosted else ())
        chosen = chosen or self._in_sentence(sentence, start, end, bool(main))
        if len(chosen) == 1 and depth(chosen[0]) == 0 and chosen[0].role not in ("at", "near"):
            instead = self._carried(sentence, chosen[0].role == "origin") or main
            if instead and (holds(chosen[0], instead[0]) or chosen[0].role == "origin"):
                chosen = instead
        loose = sentence.index < weights("own")["lead"] or not chosen or chosen[0].role not in ("at", "near")
        stays = (self.event.wide and depth(main[0]) <= 3) if main else True  # it reaches over the whole area
        if len(chosen) == 1 and loose and not stays and not chosen[0].anaphoric and self._within(chosen[0], main[0]):
            chosen = main  # the most specific place that is named for the event
        if not chosen:
            carried = self.home if event != "main" and self._of_nation(sentence) else self._carried(sentence)
            inside = bool(carried and main) and (holds(carried[0], main[0]) or is_quarter_of(main[0], carried[0]))
            if inside or (carried and main and self.event.wide and carried[0].role == "near"):
                carried = main
            meant = event != "several" or (carried and depth(carried[0]) <= 2) or self.grammar.there.anywhere(sentence.tokens)
            chosen = (carried if meant else ()) or main or self._area()
        return self._writer.written(tuple(map(self._by_name, chosen)), self.country)

    def own(self, start: int, end: int) -> Where | None:
        """The place that its own sentence names for the statement at [start, end); None when it names none."""
        chosen = self._in_sentence(self.document.sentence_at(start), start, end, may_be_main=False) if self.document.sentences else ()
        named = [m for m in chosen if m.role in ("at", "near") and depth(m) > 1]
        return self._writer.written(tuple(named), self.country) if named else None

    def is_main(self, where: Where) -> bool:
        """Whether a place is that of the main event, or neither is told."""
        names = {self.at(m).place_name for m in self.main}
        return where.place_name in names if names else where.place_name is None

    def _by_name(self, mention: PlaceMention) -> PlaceMention:
        """The name that a phrase like "in his country" stands for."""
        same = (m for m in self.mentions if mention.anaphoric and not m.anaphoric and key_of(m) == key_of(mention))
        return next(same, mention)

    def named_in(self, sentence: int) -> Sequence[PlaceMention]:
        """The names of places in the sentence of that index."""
        return self._by_sentence.get(sentence, ())

    def at(self, mention: PlaceMention) -> Where:
        """The place that a name stands for."""
        return self._writer.written((mention,), self.country)

    def _host(self, sentence: Sentence, start: int) -> tuple[PlaceMention, ...]:
        """The country that opens the clause of the people it takes in: "Turkey alone hosts some 3.6 million"."""
        before = [m for m in self._by_sentence.get(sentence.index, ()) if m.start < start and depth(m) == 0 and m.place is not None]
        last = before[-1] if before else None
        if last is None or last.role is not None or last.elsewhere:
            return ()
        tokens = sentence.tokens
        opens = last.first == 0 or not tokens[last.first - 1].is_word or tokens[last.first - 1].norm in self.grammar.boundaries
        gap = [t for t in tokens[last.last :] if t.start < start]
        if len(gap) > 1 and gap[0].norm == "," and gap[1].norm in grammar(self.document.language).relative:
            gap = gap[1:]  # "Turkey, which has taken in three million"
        return (last,) if opens and len(gap) <= _HOST and all(t.is_word for t in gap) else ()

    def _named(self, sentence: Sentence, end: int) -> tuple[PlaceMention, ...]:
        """The places named right behind a number of towns: "two villages, X and Y"."""
        mentions = [m for m in self._by_sentence.get(sentence.index, ()) if not m.elsewhere and m.start >= end]
        marks = [t for t in sentence.tokens if mentions and end <= t.start < mentions[0].start]
        if not marks or len(marks) > 2 or marks[0].norm not in ",:(\u2013":
            return ()
        return self._clauses.row(mentions[0], mentions, sentence)

    def together(self, start: int, end: int) -> int:
        """How many places the sentence names in one row for the statement at [start, end)."""
        return len(self._in_sentence(self.document.sentence_at(start), start, end)) if self.document.sentences else 0

    def beside(self, end: int) -> Where | None:
        """The place right behind a part in a list of parts: "300 in the capital, 154 in Florida"; None when there is none."""
        sentence = self.document.sentence_at(max(0, end - 1))
        after = [m for m in self._by_sentence.get(sentence.index, ()) if m.role == "at" and m.start >= end and not m.elsewhere]
        if not after or sum(end <= t.start < after[0].start for t in sentence.tokens) > 1:
            return None
        return self._writer.written((after[0],), self.country)

    def _is_neighbour(self, mention: PlaceMention) -> bool:
        """Whether a place is called near to where the article is: what follows did not happen there."""
        tokens = self.document.sentences[mention.sentence].tokens
        return mention.first > 0 and tokens[mention.first - 1].norm in self.grammar.section.nearby

    def _of_nation(self, sentence: Sentence) -> bool:
        """Whether the sentence speaks of the whole country's conflict: "the Syrian war", "le conflit syrien"."""
        crisis, words = grammar(self.document.language).crisis, [t.norm for t in sentence.tokens]
        pairs = [pair for a, b in pairwise(words) for pair in ((a, b), (b, a))]
        return any(noun in crisis and self.country and self.grammar.country_of(word, "") == self.country for word, noun in pairs)

    def _area(self) -> tuple[PlaceMention, ...]:
        """Where a window of events is placed that names no place: the area that the article is about, else the main event's when that is
        an area, else the country."""
        areas = Counter(key_of(m) for m in self.mentions if depth(m) in (1, 2) and not m.elsewhere and not m.dateline)
        land = sum(depth(m) == 0 and m.place is not None and m.place.country == self.country for m in self.mentions)
        for key, n in areas.most_common(1):
            if n >= max(_ABOUT, land):
                return (next(m for m in self.mentions if key_of(m) == key),)
        return self.main if self.main and depth(self.main[0]) <= 2 else self.home

    def _within(self, area: PlaceMention, place: PlaceMention) -> bool:
        """Whether ``place`` lies in (or beside) ``area``; a name the gazetteer lacks is taken to lie in the article's country."""
        beside = area.role == "near" and depth(area) > 2 and place.role != "near"
        if beside and key_of(area) != key_of(place) and depth(place) >= depth(area):
            return area.place is None or place.place is None or are_close(area.place, place.place)
        if depth(area) > 2:
            return False
        if place.place is None:
            return area.place is not None and depth(area) <= 1 and area.place.country == self.country
        return holds(area, place) and (area.place is None or area.place.country == self.country)

    def _in_sentence(self, sentence: Sentence, start: int, end: int, may_be_main: bool = True) -> tuple[PlaceMention, ...]:
        """The place that the sentence names for the statement; none that is far from it when the main event's may be meant."""
        chosen = self._clauses.nearest(sentence, self._by_sentence.get(sentence.index, ()), start, end)
        if chosen is None:
            return ()
        best, w = chosen.mention, weights("own")
        if self.main and self._clauses.is_of_speaker(best) and _is_seat(best) and key_of(best) != key_of(self.main[0]):
            return ()
        if best.role is None and best.typed is None and (depth(best) == 0 or chosen.cost > w["limit"]):
            return ()
        if chosen.cost > w["limit_main"] and may_be_main and self.main:
            return ()
        return self._clauses.row(best, chosen.inner, sentence)

    def _carried(self, sentence: Sentence, countries: bool = False) -> tuple[PlaceMention, ...]:
        """The place named before that goes on to be meant; ``countries``: a country too, where people come from another one."""
        for back in range(1, int(weights("carried")["sentences"]) + 1):
            index = sentence.index - back
            if index < 0 or sentence.paragraph - self.document.sentences[index].paragraph > weights("carried")["paragraphs"]:
                break
            found = [
                m
                for m in self._by_sentence.get(index, ())
                if not (m.elsewhere or m.dateline or m.beside or m.body)
                and (m.role in ("at", "near") or (m.typed and m.role in (None, "of")))
                and (depth(m) >= 1 or countries)
                and not self._is_neighbour(m)
                and not (self._clauses.is_of_speaker(m) and _is_seat(m))
            ]
            if found:
                inner = [m for m in found if not any(n is not m and holds(m, n) for n in found)]
                return self._clauses.row(max(inner, key=lambda m: (depth(m), -m.first)), inner, self.document.sentences[index])
        return ()

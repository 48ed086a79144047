"""How chosen places are written as the place of a claim: name, words of the text, area, precision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dagster_project.extraction.claims import Where
from dagster_project.extraction.places.resolution import PlaceMention, name_of
from dagster_project.extraction.places.words import PlaceGrammar
from dagster_project.extraction.words.document import Document
from dagster_project.gazetteer.index import Place
from dagster_project.gazetteer.names import fold_name

_SHORT = 4  # letters of a short form in capitals


class PlaceWriter:
    """Writes the places of one document; ``by_sentence``: its mentions."""

    def __init__(self, document: Document, grammar: PlaceGrammar, by_sentence: Mapping[int, Sequence[PlaceMention]]):
        self.document, self.grammar, self.by_sentence = document, grammar, by_sentence
        self.cased = not grammar.section.prefixes

    def written(self, chosen: tuple[PlaceMention, ...], country: str | None) -> Where:
        """The place of a statement that ``chosen`` name, the most telling first; ``country``: the article's."""
        if not chosen:
            return Where(country=country, place_precision="country" if country else None)
        best = chosen[0]
        names = tuple(dict.fromkeys(name_of(m) for m in sorted(chosen, key=lambda m: m.start))) if len(chosen) > 1 else None
        role = best.role if best.role in ("origin", "destination") else "at"
        place, text = best.place, self._written(best)
        if place is None:
            return Where(
                best.text,
                text,
                names,
                role,
                country=country,
                place_precision="country" if country else "unspecified",
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
            place.country or self._adjective(best) or (None if self._is_open_sea(place, country) else country),
            place.pcode,
            place.latitude,
            place.longitude,
            "near_settlement" if near else place.precision,
        )

    def _is_open_sea(self, place: Place, country: str | None) -> bool:
        """Whether a place is a sea that no country holds, nor is it called after the article's ("the Gulf of Mexico")."""
        if place.feature != "sea":
            return False
        named = (m.place for found in self.by_sentence.values() for m in found if m.place is not None and m.place.feature == "country")
        return not any(p.country == country and p.name in place.name for p in named)

    def _adjective(self, mention: PlaceMention) -> str | None:
        """The country of the word before a name: "the Turkish Aegean"."""
        if self.document.clean[mention.start : mention.end] != mention.text:
            return None
        tokens = self.document.sentences[mention.sentence].tokens
        return self.grammar.country_of(tokens[mention.first - 1].norm, "") if mention.first else None

    def _written(self, mention: PlaceMention) -> str:
        """The name with the words that narrow it: "northern Colombia", "Huila Department"."""
        if self.document.clean[mention.start : mention.end] != mention.text:
            return mention.text  # it stands in the title
        if mention.text.isupper() and len(mention.text) <= _SHORT:
            return self._in_full(mention)
        tokens = self.document.sentences[mention.sentence].tokens
        first, last, grammar = mention.first, mention.last, self.grammar
        start, end = mention.start, mention.end
        if self.cased and first and tokens[first - 1].norm in grammar.directions:
            start = tokens[first - 1].start
        elif (
            self.cased
            and first > 1
            and tokens[first - 2].norm in grammar.directions
            and (tokens[first - 1].norm,) in grammar.fillers
        ):
            start = tokens[first - 2].start
        elif self.cased and first and mention.place and mention.place.feature == "sea" and self._adjective(mention):
            start = tokens[first - 1].start  # "the Turkish Aegean"
        elif mention.place is None and mention.typed == "region" and self.cased:
            at = next((i for i in range(first - 1, max(-1, first - 4), -1) if tokens[i].norm in grammar.types), None)
            start = tokens[at].start if at is not None else start  # "forêt de Yorsala": the word belongs to the name
        same = mention.place is None or fold_name(mention.place.name) == fold_name(mention.text)
        if (
            same
            and last < len(tokens)
            and tokens[last].norm in grammar.types
            and tokens[last].glue == " "
            and not grammar.section.nouns_capital
            and self.cased
        ):
            end = tokens[last].end
        return self.document.clean[start:end]

    def _in_full(self, mention: PlaceMention) -> str:
        """The longest name that the document has for the place of a short form: "DR Congo" for "DRC"."""
        same = (m.text for found in self.by_sentence.values() for m in found if m.place is not None and m.place == mention.place)
        return max(same, key=len, default=mention.text)

    def _common(self, best: PlaceMention, chosen: tuple[PlaceMention, ...], names: tuple[str, ...], role: str) -> Where:
        """Several places: what they have in common."""
        places: list[Place] = [m.place for m in chosen if m.place is not None]
        countries, areas = {p.country for p in places}, {p.admin1 for p in places}
        country = places[0].country if len(countries) == 1 else None
        admin1 = places[0].admin1 if len(areas) == 1 and country else None
        return Where(
            name_of(best),
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
        for other in self.by_sentence.get(mention.sentence, ()):
            if mention.last <= other.first <= mention.last + 4 and other.place is not None and other.place.feature == "admin1":
                return other.place.admin1
        return None

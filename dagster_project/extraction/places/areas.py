"""The area that a name's own neighbour tells: "Bristol, Tenn.", "Masisi (Nord-Kivu)", "Pike County, Ohio".

Which word is the name of a place is told in :mod:`names`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dagster_project.extraction.places.words import PlaceGrammar
from dagster_project.extraction.words.document import Token
from dagster_project.gazetteer.index import Gazetteer, Place
from dagster_project.gazetteer.names import fold_word

AREA_MARKS = ",(/"  # stand between a town and the area that it lies in
_AREA_WORDS = 3  # in the name of that area


class AreaNames:
    """Reads the names of areas behind those of towns. ``look_up``: the places that folded words may mean."""

    def __init__(self, grammar: PlaceGrammar, gazetteer: Gazetteer, look_up: Callable[[Sequence[str]], tuple[Place, ...]]):
        self.grammar, self.gazetteer, self.look_up = grammar, gazetteer, look_up

    def short_form(self, tokens: Sequence[Token], index: int) -> Place | None:
        """The area whose short form is token ``index``: in capitals, or with a stop."""
        token, stop = tokens[index], tokens[index + 1].norm == "." if index + 1 < len(tokens) else False
        if not token.is_capital or not (stop or token.cased.isupper()):
            return None
        area = self.grammar.abbreviations.get(token.norm)
        return self.gazetteer.by_id(area) if area else None

    def behind(self, tokens: Sequence[Token], last: int) -> tuple[tuple[Place, ...], int]:
        """The areas that a name right behind the one that ends at ``last`` may mean ("X, Ohio", "X County, Ohio", "X (Nord-Kivu)"), and
        where that name ends."""
        at = last + (last < len(tokens) and tokens[last].norm in self.grammar.types)
        if at + 1 >= len(tokens) or tokens[at].norm not in AREA_MARKS or not tokens[at + 1].is_capital:
            return (), last
        short = self.short_form(tokens, at + 1)
        if short is not None:
            return (short,), at + 2
        end = at + 1
        while end < min(len(tokens), at + 1 + _AREA_WORDS) and tokens[end].is_word and (tokens[end].is_capital or tokens[end].glue == "-"):
            end += 1
        for stop in range(end, at + 1, -1):
            places = self.look_up([fold_word(t.norm) for t in tokens[at + 1 : stop]])
            areas = tuple(p for p in places[:3] if p.feature in ("country", "admin1"))
            if areas:
                return areas, stop
        return (), last


def lies_in(place: Place, area: Place) -> bool:
    """Whether a place lies in a country or first-level area, and is not it."""
    if area.feature == "country":
        return place.country == area.country and place.feature != "country"
    return place.admin1_id == area.place_id and place.place_id != area.place_id

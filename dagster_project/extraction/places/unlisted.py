"""Names of places that the gazetteer lacks: what has a form that only places have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dagster_project.extraction.places.resolution import PlaceMention
from dagster_project.extraction.words.document import Sentence, Token
from dagster_project.gazetteer.index import Place
from dagster_project.gazetteer.names import fold_word, skeleton

if TYPE_CHECKING:
    from dagster_project.extraction.places.names import NameReader

_DISTANCE = 9  # tokens between a name and the place that its distance is told from


class UnlistedNames:
    """Reads them with what ``reader`` knows of the document."""

    def __init__(self, reader: NameReader):
        self.reader = reader

    def at(
        self, sentence: Sentence, tokens: Sequence[Token], index: int, limit: int, role: str | None, level: str | None, direct: bool
    ) -> PlaceMention | None:
        """A name the gazetteer lacks, in a form that only places have: behind "the town of", or "in X," before an area."""
        grammar = self.reader.grammar
        last = index + 1
        while last < limit and (
            tokens[last].is_capital
            or tokens[last].glue == "-"
            or (tokens[last].norm in grammar.section.particles_inside and last + 1 < limit and tokens[last + 1].is_capital)
        ):
            last += 1
        parted = index > 0 and last < len(tokens) and tokens[last].norm == "," and not grammar.section.nouns_capital
        if not (role or level or parted):
            return None
        if (
            grammar.country_of(tokens[index].norm, "")
            or tokens[index].norm in grammar.stop
            or len(tokens[index].norm) < 3
            or not any(t.is_capital for t in tokens[index:last])
            or any(t.norm in grammar.venues for t in tokens[index : last + 1])
            or tokens[last - 1].norm.endswith(tuple(grammar.section.venue_endings))
            or any(self.reader.words.calamities.at(tokens, i) for i in range(index, last))
            or (last + 1 < len(tokens) and tokens[last].norm in self.reader.words.of and tokens[last + 1].is_capital)
        ):
            return None
        if (
            level
            and any(t.norm in grammar.types and t.is_capital for t in tokens[max(0, index - 3) : index])
            and not grammar.section.nouns_capital
        ):
            level = None
        typed = level or grammar.type_after(tokens, last)
        if typed in ("settlement", "quarter", "camp", "admin2", "admin1", "region", "site") and (role or level):
            return self.reader.make(sentence, index, last, (), role or "at", typed, direct)
        if not ((role and direct) or parted):
            return None
        listed = (
            last + 1 < len(tokens)
            and tokens[last].norm in ",("
            and tokens[last + 1].is_capital
            and bool(self.reader.areas.short_form(tokens, last + 1) or self.reader.look_up([fold_word(tokens[last + 1].norm)]))
        )
        following = tokens[last] if last < len(tokens) else None
        if following is not None and (following.is_number or (following.is_word and following.is_capital and following.glue != "'")):
            return None
        if index and tokens[index - 1].norm in grammar.indefinite and tokens[index - 1].glue != "'":
            return None
        bones = self._similar(tokens[index:last])
        if grammar.section.nouns_capital and not (role == "at" and direct):
            return None
        alone = (
            not grammar.section.nouns_capital
            and last - index <= 2
            and not any(t.cased.isupper() for t in tokens[index:last])
            and not any(t.norm in grammar.types for t in tokens[last - 1 : last])
        )
        if role and direct and (listed or bones or alone or self._lies_beside(tokens, last)):
            return self.reader.make(sentence, index, last, bones, role, typed, direct)
        if parted and self._lies_beside(tokens, last):
            return self.reader.make(sentence, index, last, bones, "at", typed, direct)
        return None

    def _lies_beside(self, tokens: Sequence[Token], last: int) -> bool:
        """Whether the words behind a name tell where it lies."""
        return self._beside(tokens, last) or self._in_part(tokens, last)

    def _beside(self, tokens: Sequence[Token], last: int) -> bool:
        """Whether the words behind a name tell how far it lies from another place: "X, 12 kilometers southeast of Y"."""
        stop = min(len(tokens), last + _DISTANCE)
        following = next((i for i in range(last, stop) if tokens[i].is_capital and tokens[i].is_word), None)
        if following is None or any(t.norm in ".;:" for t in tokens[last:following]):
            return False
        return self.reader.grammar.before(tokens, following)[0] == "near" and bool(self.reader.look_up([fold_word(tokens[following].norm)]))

    def _in_part(self, tokens: Sequence[Token], last: int) -> bool:
        """Whether the words behind a name tell in which part of the country it lies: "X in the north-east of"."""
        at = last + (last < len(tokens) and tokens[last].norm == ",")
        words = [t.norm for t in tokens[at : at + 4]]
        return next(
            (
                any(w in self.reader.grammar.directions for w in words[n : n + 2])
                for n in (2, 1)
                if self.reader.grammar.roles.get(tuple(words[:n])) == "at"
            ),
            False,
        )

    def _similar(self, tokens: Sequence[Token]) -> tuple[Place, ...]:
        key = " ".join(fold_word(t.norm) for t in tokens)
        bones = skeleton(key)
        if len(bones.replace(" ", "")) < 4:
            return ()
        for country, _ in self.reader.countries.most_common(2):
            places = self.reader.gazetteer.alike(country, bones)
            if places:
                return places
        return ()

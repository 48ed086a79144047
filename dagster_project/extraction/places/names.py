"""What makes a word the name of a place: the gazetteer, the words around it, its form.

In languages with capitals a name begins with one; elsewhere prepositions written onto it and words for kinds of place tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dagster_project.extraction.places.areas import AREA_MARKS, AreaNames, lies_in
from dagster_project.extraction.places.resolution import AREAS, BARE, KNOWN_BY_ITSELF, PlaceMention
from dagster_project.extraction.places.uncased import UncasedNames
from dagster_project.extraction.places.unlisted import UnlistedNames
from dagster_project.extraction.places.words import FIRM, PlaceGrammar
from dagster_project.extraction.words.document import Document, Sentence, Token
from dagster_project.extraction.words.grammar import grammar as words_of_harm
from dagster_project.gazetteer.index import Gazetteer, Place
from dagster_project.gazetteer.names import ARTICLES, fold_name, fold_word

LONGEST = 5  # words in a name
_JOINT = 3  # letters of a small word within a name
_ADJECTIVES = 2  # between a name and the word for what happened there
_SHORT_FORM = 3  # letters of a short form within a name
_CODE = 2  # letters of a short form that needs no stop


class NameReader:
    """Reads the name that begins at a token. ``countries``: how much of the document points to each country so far; ``persons``: names
    that turned out to be those of persons; ``placed``: those behind which the area stands that holds them, and what they mean in it."""

    def __init__(self, document: Document, grammar: PlaceGrammar, gazetteer: Gazetteer):
        self.document, self.grammar, self.gazetteer = document, grammar, gazetteer
        self.cased = not grammar.section.prefixes
        self.words = words_of_harm(document.language)
        self._function = self.words.auxiliaries | self.words.conjunctions | self.words.determiners | self.words.prepositions
        self.areas = AreaNames(grammar, gazetteer, self.look_up)
        self.countries: Counter[str] = Counter()
        self.persons: set[str] = set()
        self.placed: dict[str, tuple[Place, ...]] = {}

    def at(self, sentence: Sentence, tokens: Sequence[Token], index: int, found: list[PlaceMention]) -> PlaceMention | None:
        """The name at token ``index``; ``found``: those before it in the sentence."""
        if self.cased:
            return self._cased(sentence, tokens, index, found)
        return UncasedNames(self).at(sentence, tokens, index, found)

    def make(
        self,
        sentence: Sentence,
        first: int,
        last: int,
        candidates: tuple[Place, ...],
        role: str | None,
        typed: str | None,
        direct: bool,
        start: int | None = None,
    ) -> PlaceMention:
        """A mention of tokens ``first`` to ``last``; ``start``: its first character where the token holds more than the name."""
        tokens = sentence.tokens
        begin, end = (tokens[first].start if start is None else start), tokens[last - 1].end
        return PlaceMention(
            sentence.index, first, last, begin, end, self.document.clean[begin:end], candidates, None, role, typed, direct=direct
        )

    def look_up(self, words: Sequence[str]) -> tuple[Place, ...]:
        key = " ".join(words)
        places = self.gazetteer.find(key)
        if places:
            return places
        if key.endswith(tuple(self.grammar.section.genitives)) and self.grammar.section.genitives and len(key) > 4:
            places = self.gazetteer.find(key[:-1])
        if not places and len(words) == 1:
            for direction in self.grammar.compound_directions:
                if key.startswith(direction) and len(key) > len(direction) + 3:
                    rest = key[len(direction) :]
                    found = self.gazetteer.find(rest) or (self.gazetteer.find(rest[:-1]) if self.grammar.section.genitives else ())
                    return tuple(p for p in found if p.feature in ("country", "admin1", "region"))
        return places

    def _cased(self, sentence: Sentence, tokens: Sequence[Token], index: int, found: list[PlaceMention]) -> PlaceMention | None:
        grammar, first = self.grammar, tokens[index]
        article = first.norm in ARTICLES and index + 1 < len(tokens) and tokens[index + 1].glue == "-" and tokens[index + 1].is_capital
        if not first.is_capital and not article:
            return None
        if first.norm in grammar.abbreviations and (area := self._abbreviated(sentence, tokens, index, found)):
            return area
        limit, headed = index + 1, first.norm in grammar.heads  # "République centrafricaine"
        while (
            limit < len(tokens)
            and limit - index < LONGEST
            and (self._goes_on(tokens[limit]) or (headed and tokens[limit].is_word) or self._shortened(tokens, limit))
        ):
            limit += 1
        alone = self._is_no_name(first)
        if alone and limit == index + 1 and first.is_capital and not (limit < len(tokens) and tokens[limit].glue == "-"):
            return None
        role, level, begins, direct = grammar.before(tokens, index)
        of_event = role == "of" and direct and self._event_before(tokens, begins)  # "the tragedy of Brumadinho"
        for last in range(limit, index, -1):
            if not (tokens[last - 1].is_capital or headed) and not (tokens[last - 1].glue == "-" and last - index > 1):
                continue
            if last < len(tokens) and tokens[last].glue == "-" and self._joint(tokens, last):
                continue  # "Champ" of "Champ-de-Mars"
            if last == index + 1 and alone:
                if first.norm in grammar.types and limit > last and first.norm not in grammar.stop:
                    break
                return None
            words: list[str] = []
            for token in tokens[index:last]:
                if token.glue == "'" and words:
                    words[-1] += fold_word(token.norm)
                elif token.is_word:
                    words.append(fold_word(token.norm))
            places = () if self._is_longer(tokens, last) else self.look_up(words)
            if not places and last - index > 1 and words[0] in grammar.types:
                continue
            if places and last == index + 1 and places[0].feature != "country" and grammar.country_of(first.norm, ""):
                return None
            if places:
                of_event = of_event or self._event_behind(tokens, last)
                typed = level or grammar.type_after(tokens, last)
                return self._made_if_place(sentence, tokens, index, last, places, "at" if of_event else role, typed, direct, found)
        return UnlistedNames(self).at(sentence, tokens, index, limit, role or self._owned(tokens, index, found), level, direct)

    def _is_no_name(self, word: Token) -> bool:
        """Whether a word alone is no name, whatever stands in the gazetteer."""
        norm, grammar = word.norm, self.grammar
        small = len(norm) < 2 or (len(norm) < 3 and not word.cased.isupper())
        return small or norm in grammar.stop or norm in grammar.types or norm in grammar.directions or norm in self._function

    @staticmethod
    def _owned(tokens: Sequence[Token], index: int, found: list[PlaceMention]) -> str | None:
        """The role of the place whose part a name is: "in Istanbul's Vezneciler district"."""
        mark = tokens[index - 1] if index else None
        owns = mark is not None and mark.glue == "'" and not mark.is_capital and bool(found) and found[-1].last == index - 1
        return found[-1].role if owns else None

    def _goes_on(self, token: Token) -> bool:
        """Whether a word may be a further one of a name."""
        small = token.norm in self.grammar.particles or token.norm in self.grammar.section.particles_inside
        return token.is_word and (token.is_capital or small or token.glue in "-'")

    def _is_longer(self, tokens: Sequence[Token], last: int) -> bool:
        """Whether a small word of another language carries the name on: "Kisanga" of "Kisanga wa Bioni"."""
        small = last + 1 < len(tokens) and tokens[last].norm in self.grammar.section.particles_inside
        return small and tokens[last].norm not in self._function and tokens[last + 1].is_capital

    @staticmethod
    def _shortened(tokens: Sequence[Token], index: int) -> bool:
        """Whether the stop at ``index`` ends a short form within a name: "St. Paul"."""
        following = index + 1
        stop = tokens[index].norm == "." and tokens[index].glue == "" and len(tokens[index - 1].norm) <= _SHORT_FORM
        return stop and following < len(tokens) and tokens[following].is_word and tokens[following].is_capital

    def _joint(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a small word between hyphens joins what stands before it to a longer name ("Gulshan-e-Iqbal")."""
        goes_on = index + 1 < len(tokens) and tokens[index + 1].glue == "-" and len(tokens[index].norm) <= _JOINT
        return goes_on or tokens[index].norm in self.grammar.particles | self._function

    def _abbreviated(self, sentence: Sentence, tokens: Sequence[Token], index: int, found: list[PlaceMention]) -> PlaceMention | None:
        """The area that a short form stands for, behind the name of a town or a preposition: "Bristol, Tenn.", "Manaus (AM)", "no AC"."""
        area = self.areas.short_form(tokens, index)
        before = tokens[index - 1] if index else None
        if area is None or before is None:
            return None
        town = before if tokens[index].glue == "-" else tokens[index - 2] if index > 1 and before.norm in AREA_MARKS else None
        if town is not None and town.is_capital:
            role = found[-1].role if found and found[-1].last >= index - 1 else None
            return self.make(sentence, index, index + 1, (area,), role, None, False)
        role, _, _, direct = self.grammar.before(tokens, index)
        written = tokens[index].cased.isupper() and len(tokens[index].cased) == _CODE
        if role == "at" and direct and written and area.country in self.countries:
            return self.make(sentence, index, index + 1, (area,), role, None, True)
        return None

    def _event_before(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a word for what happened ends at ``index``; adjectives may stand between where they follow their noun."""
        far = _ADJECTIVES if self.words.syntax.adjective_after_noun else 0
        for at in range(index - 1, max(-1, index - 2 - far), -1):
            if self.words.events.at(tokens, at):
                return True
            if not tokens[at].is_word or tokens[at].norm in self._function:
                return False
        return False

    def _event_behind(self, tokens: Sequence[Token], last: int) -> bool:
        """Whether a possessive makes the name that of a word for what happened: "Nepal's devastating earthquake"."""
        if last >= len(tokens) or tokens[last].glue != "'" or len(tokens[last].norm) > 1:
            return False
        return any(self.words.events.at(tokens, i) for i in range(last + 1, min(len(tokens), last + 2 + _ADJECTIVES)))

    def _made_if_place(
        self,
        sentence: Sentence,
        tokens: Sequence[Token],
        first: int,
        last: int,
        places: tuple[Place, ...],
        role: str | None,
        typed: str | None,
        direct: bool,
        found: list[PlaceMention],
    ) -> PlaceMention | None:
        grammar = self.grammar
        nouns = grammar.section.nouns_capital
        best = places[0]
        size = best.population if best.feature not in AREAS else 10**9
        previous = tokens[first - 1] if first else None
        enumerated = bool(found) and found[-1].last >= first - 2 and previous is not None and previous.norm in grammar.joiners
        small = size < BARE  # larger ones need no word that says that they are places
        if small and role is None and typed is None and first > 1 and previous is not None and previous.norm in ",:(":
            typed = grammar.types.get(tokens[first - 2].norm)  # "two villages, X and Y"
        if role is None and typed is None and enumerated:
            role, typed = found[-1].role, found[-1].typed if small and is_small_kind(found[-1].typed) else None
        compound = role == "of" and last - first > 1 and best.country in self.countries  # "the attack against Khan Sheikhun"
        line = first == 0 and last < len(tokens) and tokens[last].norm in "\u2013(" and all(t.cased.isupper() for t in tokens[first:last])
        areas, end = self.areas.behind(tokens, last)
        held = tuple(p for p in places if any(lies_in(p, area) for area in areas))
        named = role in FIRM or typed is not None or compound or line or bool(held)
        if (
            previous is not None
            and previous.is_word
            and previous.is_capital
            and not nouns
            and not named
            and previous.glue != "'"
            and (
                previous.norm not in grammar.types
                and not (found and found[-1].last == first)
                and first > 1
                and grammar.country_of(previous.norm, "") is None
            )
        ):
            if previous.norm not in self._function:  # "The Bristol Herald" names nobody
                self.persons.add(self.document.clean[tokens[first].start : tokens[last - 1].end])
            return None  # the last name of a person, a part of a title
        following = tokens[last] if last < len(tokens) else None
        goes_on = following is not None and following.is_capital
        if goes_on and typed is None and best.feature != "country" and self._is_titled(tokens, first):
            return None  # "the singer Florence Olsen"
        if held:
            self.placed.setdefault(self.document.clean[tokens[first].start : tokens[last - 1].end], held)
            return self.make(sentence, first, last, held, role, typed, direct)
        if areas and (role in FIRM or typed) and size < KNOWN_BY_ITSELF and not self._may_be_row(tokens, places, end):
            return self.make(sentence, first, last, (), role, typed, direct)  # a namesake of places that lie elsewhere
        numbered = following is not None and following.is_number and last + 1 < len(tokens) and tokens[last + 1].is_capital
        if numbered and size < BARE and not nouns:
            return None  # "the Century 16 Theater"
        if (
            following is not None
            and following.is_word
            and following.is_capital
            and following.glue != "'"
            and not nouns
            and not (following.norm in grammar.types or (role and direct) or size >= 10**9)
        ):
            return None
        if not named and size < (KNOWN_BY_ITSELF if nouns or first == 0 else BARE):
            return None
        modifies = previous is not None and previous.norm in grammar.indefinite and previous.glue != "'"
        if modifies and typed is None and size < KNOWN_BY_ITSELF and following is not None and following.is_word:
            return None  # a firm or a make: "a Pemex facility"
        attribute = (
            role == "of" and not direct and typed is None and self.words.capitals_name and not self.words.syntax.adjective_after_noun
        )
        if attribute and best.country not in self.countries and best.feature != "country" and self._qualifies(following, tokens, last):
            return None  # "the premiere of the Batman film"
        further = fold_name(best.name) != fold_name(self.document.clean[tokens[first].start : tokens[last - 1].end])
        if nouns and not named and last - first == 1 and size < (1_000_000 if further else 500_000):
            return None
        if tokens[first].cased.isupper() and len(tokens[first].norm) <= 4 and not typed and size < 10**9 and last - first == 1:
            return None
        return self.make(sentence, first, last, places, role, typed, direct)

    def _is_titled(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether a noun for one person, or a title, stands right before a name."""
        if not first or tokens[first - 1].is_capital or not self.words.capitals_name:
            return False
        noun = self.words.groups.at(tokens, first - 1)
        person = noun is not None and noun.value.kind == "person" and noun.value.singular and not noun.value.collective
        adjective = person and noun is not None and noun.value.person is not None and noun.value.person.adjective
        return (person and not adjective) or self.words.titles.at(tokens, first - 1) is not None

    def _qualifies(self, following: Token | None, tokens: Sequence[Token], last: int) -> bool:
        """Whether a name in front of a noun says which of them is meant, unless that noun tells what happened or who lives there."""
        plain = following is not None and following.is_word and not following.is_capital and following.glue == " "
        told = plain and (self.words.events.at(tokens, last) or self.words.groups.at(tokens, last))
        return plain and tokens[last].norm not in self._function and not told

    def _may_be_row(self, tokens: Sequence[Token], places: tuple[Place, ...], end: int) -> bool:
        """Whether a name that may be an area's stands in a row with others rather than inside the next: "in Idlib, Homs and Hama"."""
        following = tokens[end].norm if end < len(tokens) else "."
        return any(p.feature in AREAS for p in places[:3]) or (following != "," and following in self.grammar.joiners)


def is_small_kind(kind: str | None) -> bool:
    """Whether a kind of place is that of a settlement or of a part of one."""
    return kind in ("settlement", "quarter", "camp")

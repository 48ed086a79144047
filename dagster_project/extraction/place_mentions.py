"""Names of places in a document: found in the gazetteer, told apart from other words, and resolved to one place each.

Which of them a statement happened at is decided in :mod:`places`; the words around names are data
(``languages/<iso>/places.toml``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log10

from dagster_project.extraction.document import Document, Sentence, Token
from dagster_project.extraction.lexicon import Lexicon, words_of
from dagster_project.gazetteer.index import Gazetteer, Place
from dagster_project.gazetteer.names import ARTICLES, fold_name, fold_word, skeleton
from dagster_project.languages.sections.places import PlacesSection

LONGEST = 5  # words in a name
KNOWN_BY_ITSELF = 200_000  # inhabitants from which a name needs no word around it that says it is a place
KNOWN_IN_ARABIC = 400_000
BARE = 10_000  # inhabitants from which it needs none when the article is about its country
AREAS = frozenset({"country", "admin1", "admin2", "region", "sea"})
ROLES = ("at", "near", "origin", "destination", "of")
FIRM = frozenset(ROLES) - {"of"}


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name at tokens ``first`` to ``last`` (exclusive) of a sentence. ``place`` is None when the gazetteer lacks it.

    ``role``: the preposition's, None when there is none; ``typed``: a word for a kind of place stands beside it; ``elsewhere``: named
    for something other than the event; ``dateline``: where the report was filed.
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

    @property
    def area(self) -> bool:
        """Whether it is an area that holds settlements."""
        return self.place is not None and self.place.feature in AREAS


class PlaceGrammar:
    """The compiled words of a section."""

    def __init__(self, section: PlacesSection):
        self.section = section
        self.roles: dict[tuple[str, ...], str] = {}
        for role in ROLES:
            for phrase in getattr(section, role):
                self.roles.setdefault(words_of(phrase), role)
        self.fillers = frozenset(map(words_of, section.fillers))
        self.types = {words_of(w)[0]: level for level, words in section.types.items() for w in words if len(words_of(w)) == 1}
        self.stop = frozenset(w for phrase in section.not_places for w in words_of(phrase))
        self.elsewhere = Lexicon(dict.fromkeys(section.elsewhere, True))
        self.directions = frozenset(section.directions)
        self.joiners = frozenset(words_of(j)[0] for j in section.joiners)
        self.clitic_joiners = frozenset(section.clitics)
        self.boundaries = frozenset(words_of(b)[0] for b in section.boundaries)
        self.particles = frozenset(section.particles) | ARTICLES
        self.prefixes = tuple(sorted(section.prefixes, key=len, reverse=True))
        stems: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for country, words in section.demonyms.items():
            for stem in words:
                parts = words_of(stem)
                stems.setdefault(parts[0][:3], []).append((parts, country))
        self._stems = stems
        self.country_of = lru_cache(maxsize=1 << 14)(self._country_of)

    def _country_of(self, word: str, following: str) -> str | None:
        for parts, country in self._stems.get(word[:3], ()):
            last = word if len(parts) == 1 else following
            if (len(parts) == 1 or word == parts[0]) and last.startswith(parts[-1]) and len(last) - len(parts[-1]) <= 4:
                return country
        return None

    def before(self, tokens: Sequence[Token], index: int) -> tuple[str | None, str | None, int, bool]:
        """What stands before token ``index``: role, level of a type word, where the preposition begins, whether nothing is between."""
        at, level = index, None
        skips = 0 if self.section.nouns_capital or self.section.prefixes else 1
        for _ in range(6):
            for size in (4, 3, 2, 1):
                if at - size < 0:
                    continue
                words = tuple(t.norm for t in tokens[at - size : at] if t.norm not in "-'")
                role = self.roles.get(words)
                if role is not None and not (words in self.fillers and self._role_ends(tokens, at - size)):
                    return role, level, at - size, at == index
            taken = next((size for size in (3, 2, 1) if at >= size and tuple(t.norm for t in tokens[at - size : at]) in self.fillers), 0)
            word = tokens[at - 1].norm if at else ""
            if word in self.types:
                level, taken = level or self.types[word], max(taken, 1)
            elif taken and any(t.norm in self.types for t in tokens[at - taken : at]):
                level = level or next(self.types[t.norm] for t in tokens[at - taken : at] if t.norm in self.types)
            if (
                not taken
                and skips
                and at > 1
                and tokens[at - 1].is_word
                and not tokens[at - 1].is_capital
                and ((tokens[at - 2].norm,) in self.fillers or (tokens[at - 2].norm,) in self.roles)
            ):
                skips, taken = 0, 1  # one adjective
            if not taken:
                return None, level, at, False
            at -= taken
        return None, level, at, False

    def _role_ends(self, tokens: Sequence[Token], at: int) -> bool:
        if at <= 0:
            return False
        words = (tokens[at - 1].norm,)
        return words in self.roles or words in self.fillers or words[0] in self.types

    def type_after(self, tokens: Sequence[Token], last: int) -> str | None:
        """The level of a type word right behind a name, past the genitive's s."""
        if last < len(tokens) and tokens[last].norm == "s" and tokens[last].glue == "'":
            last += 1
        return self.types.get(tokens[last].norm) if last < len(tokens) and not self.section.prefixes else None


class MentionFinder:
    """Finds and resolves the names of one document."""

    def __init__(self, document: Document, grammar: PlaceGrammar, gazetteer: Gazetteer):
        self.document, self.grammar, self.gazetteer = document, grammar, gazetteer
        self.cased = not grammar.section.prefixes
        self.countries: Counter[str] = Counter()
        self.persons: set[str] = set()

    def find(self) -> tuple[PlaceMention, ...]:
        """All mentions in the order of the text, resolved; fills ``countries``."""
        raw = [m for sentence in self.document.sentences for m in self._in_sentence(sentence)]
        raw = [
            m
            for m in raw
            if m.typed or m.role == "near" or m.text not in self.persons or (m.candidates and m.candidates[0].feature == "country")
        ]
        raw = self._without_strangers(raw)
        for m in raw:
            best = m.candidates[0] if m.candidates else None
            if best and best.country and (best.feature in ("country", "admin1") or best.population >= KNOWN_BY_ITSELF):
                weight = 3.0 if best.feature == "country" and fold_name(best.name) in (fold_name(m.text), "") else 1.0
                weight *= (2 if m.sentence < 3 else 1) * (0.3 if m.elsewhere else 1)
                self.countries[best.country] += max(1, round(weight * 2))
        areas = {m.candidates[0].place_id for m in raw if m.candidates and m.candidates[0].feature == "admin1"}
        found = [self._resolved(m, areas) for m in raw]
        return tuple(m for m in found if m is not None)

    def _without_strangers(self, mentions: list[PlaceMention]) -> list[PlaceMention]:
        """Names the gazetteer lacks stay only when they never stand without a preposition, and more than once behind a mere "of"."""
        seen = Counter(m.text for m in mentions if not m.candidates)
        placed = {m.text for m in mentions if m.role in ("at", "near")}
        clean = self.document.clean
        return [
            m
            for m in mentions
            if m.candidates or m.typed or (clean.count(m.text) <= seen[m.text] and (m.text in placed or seen[m.text] > 1))
        ]

    def _in_sentence(self, sentence: Sentence) -> list[PlaceMention]:
        tokens, grammar = sentence.tokens, self.grammar
        others = [(h.first, h.last) for h in grammar.elsewhere.scan(tokens)] if len(grammar.elsewhere) else []
        found: list[PlaceMention] = []
        index = 0
        while index < len(tokens):
            if not tokens[index].is_word:
                index += 1
                continue
            hit = self._at(sentence, tokens, index, found)
            if hit is None:
                following = tokens[index + 1].norm if index + 1 < len(tokens) else ""
                country = grammar.country_of(tokens[index].norm, following)
                if country is None and not self.cased:
                    country = grammar.country_of(tokens[index].norm.removeprefix("و").removeprefix("ال").removeprefix("لل"), following)
                if country:
                    self.countries[country] += 3 if sentence.index < 3 else 1
                index += 1
                continue
            begins = grammar.before(tokens, hit.first)[2]
            speaker = (
                self.cased
                and not grammar.section.nouns_capital
                and hit.role == "at"
                and hit.direct
                and begins > 1
                and tokens[begins - 1].is_capital
                and tokens[begins - 1].is_word
                and tokens[begins - 2].is_capital
                and not any(o.last == begins for o in found)
            )
            hit = replace(hit, elsewhere=speaker or any(a <= hit.first and begins <= b <= hit.first for a, b in others))
            if sentence.index == 0 or sentence.start - self.document.sentences[0].start < 200:
                hit = replace(hit, dateline=self._is_dateline(tokens, sentence.index, hit, found))
            found.append(hit)
            index = hit.last
        return found

    def _is_dateline(self, tokens: Sequence[Token], sentence_index: int, hit: PlaceMention, before: list[PlaceMention]) -> bool:
        if (
            self.cased
            and sentence_index == 0
            and hit.text.isupper()
            and all(m.dateline for m in before)
            and hit.first <= 3
            and not hit.role
        ):
            return True
        if (
            hit.first > 6
            or hit.role
            or (
                hit.first > 0
                and not all(t.norm in ",." or any(m.first <= i < m.last for m in before) for i, t in enumerate(tokens[: hit.first]))
            )
        ):
            return False
        depth = 0
        for token in tokens[hit.last : hit.last + 14]:
            if token.norm == "(":
                depth += 1
            elif token.norm == ")":
                depth -= 1
            elif token.norm == "\u2013" or (token.norm in "-:" and token.glue == " "):
                return True
            elif not (depth or token.norm in ",./" or token.is_capital or token.is_number):
                return False
        return False

    def _at(self, sentence: Sentence, tokens: Sequence[Token], index: int, found: list[PlaceMention]) -> PlaceMention | None:
        if self.cased:
            return self._cased(sentence, tokens, index, found)
        return self._uncased(sentence, tokens, index, found)

    def _make(
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
        tokens = sentence.tokens
        begin, end = (tokens[first].start if start is None else start), tokens[last - 1].end
        return PlaceMention(
            sentence.index, first, last, begin, end, self.document.clean[begin:end], candidates, None, role, typed, direct=direct
        )

    def _look_up(self, words: Sequence[str]) -> tuple[Place, ...]:
        key = " ".join(words)
        places = self.gazetteer.find(key)
        if not places and key.endswith(tuple(self.grammar.section.genitives)) and self.grammar.section.genitives and len(key) > 4:
            places = self.gazetteer.find(key[:-1])
        return places

    def _cased(self, sentence: Sentence, tokens: Sequence[Token], index: int, found: list[PlaceMention]) -> PlaceMention | None:
        grammar, first = self.grammar, tokens[index]
        article = first.norm in ARTICLES and index + 1 < len(tokens) and tokens[index + 1].glue == "-" and tokens[index + 1].is_capital
        if not first.is_capital and not article:
            return None
        limit = index + 1
        while (
            limit < len(tokens)
            and limit - index < LONGEST
            and tokens[limit].is_word
            and (tokens[limit].is_capital or tokens[limit].norm in grammar.particles or tokens[limit].glue in "-'")
        ):
            limit += 1
        role, level, _, direct = grammar.before(tokens, index)
        for last in range(limit, index, -1):
            if not tokens[last - 1].is_capital and not (tokens[last - 1].glue == "-" and last - index > 1):
                continue
            if last == index + 1 and (
                first.norm in grammar.stop
                or first.norm in grammar.types
                or len(first.norm) < 2
                or (len(first.norm) < 3 and not first.cased.isupper())
            ):
                if first.norm in grammar.types and limit > last and first.norm not in grammar.stop:
                    break
                return None
            words: list[str] = []
            for token in tokens[index:last]:
                if token.glue == "'" and words:
                    words[-1] += fold_word(token.norm)
                else:
                    words.append(fold_word(token.norm))
            places = self._look_up(words)
            if not places and last - index > 1 and words[0] in grammar.types:
                continue
            if places and last == index + 1 and places[0].feature != "country" and grammar.country_of(first.norm, ""):
                return None
            if places:
                typed = level or grammar.type_after(tokens, last)
                return self._made_if_place(sentence, tokens, index, last, places, role, typed, direct, found)
        return self._unknown(sentence, tokens, index, limit, role, level, direct)

    def _unknown(
        self, sentence: Sentence, tokens: Sequence[Token], index: int, limit: int, role: str | None, level: str | None, direct: bool
    ) -> PlaceMention | None:
        """A name the gazetteer lacks, in a form that only places have: behind "the town of", or "in X," before an area."""
        grammar = self.grammar
        last = index + 1
        while last < limit and (tokens[last].is_capital or tokens[last].glue == "-"):
            last += 1
        if (
            grammar.country_of(tokens[index].norm, "")
            or tokens[index].norm in grammar.stop
            or len(tokens[index].norm) < 3
            or not any(t.is_capital for t in tokens[index:last])
        ):
            return None
        if (
            level
            and any(t.norm in grammar.types and t.is_capital for t in tokens[max(0, index - 3) : index])
            and not grammar.section.nouns_capital
        ):
            level = None
        typed = level or grammar.type_after(tokens, last)
        if typed in ("settlement", "quarter", "camp", "admin2", "admin1") and (role or level):
            return self._make(sentence, index, last, (), role or "at", typed, direct)
        listed = (
            last + 1 < len(tokens)
            and tokens[last].norm == ","
            and tokens[last + 1].is_capital
            and bool(self._look_up([fold_word(tokens[last + 1].norm)]))
        )
        if grammar.section.nouns_capital:
            return None
        bones = self._similar(tokens[index:last])
        beside = last < len(tokens) and (
            grammar.before(tokens, last + 1)[0] == "near" or grammar.before(tokens, min(len(tokens), last + 2))[0] == "near"
        )
        alone = (
            last - index <= 2
            and not any(t.cased.isupper() or t.norm in grammar.stop for t in tokens[index:last])
            and not any(t.norm in grammar.types for t in tokens[last - 1 : last])
        )
        if role and direct and (listed or bones or beside or alone):
            return self._make(sentence, index, last, bones, role, typed, direct)
        return None

    def _similar(self, tokens: Sequence[Token]) -> tuple[Place, ...]:
        key = " ".join(fold_word(t.norm) for t in tokens)
        bones = skeleton(key)
        if len(bones.replace(" ", "")) < 4:
            return ()
        for country, _ in self.countries.most_common(2):
            places = self.gazetteer.alike(country, bones)
            if places:
                return places
        return ()

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
        size = best.population if best.feature not in ("country", "admin1") else 10**9
        previous = tokens[first - 1] if first else None
        enumerated = bool(found) and found[-1].last >= first - 2 and previous is not None and previous.norm in grammar.joiners
        if role is None and typed is None and enumerated:
            role = found[-1].role
        named = role in FIRM or typed is not None
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
            self.persons.add(self.document.clean[tokens[first].start : tokens[last - 1].end])
            return None  # the last name of a person, a part of a title
        following = tokens[last] if last < len(tokens) else None
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
        if nouns and not named and last - first == 1 and size < 10**9 and size < 500_000:
            return None
        if tokens[first].cased.isupper() and len(tokens[first].norm) <= 4 and not typed and size < 10**9 and last - first == 1:
            return None
        return self._make(sentence, first, last, places, role, typed, direct)

    def _uncased(self, sentence: Sentence, tokens: Sequence[Token], index: int, found: list[PlaceMention]) -> PlaceMention | None:
        grammar, section = self.grammar, self.grammar.section
        word = tokens[index].norm
        role, level, _, direct = grammar.before(tokens, index)
        forms: list[tuple[str, str | None, int]] = [(word, role, 0)]
        for clitic in section.clitics:
            if word.startswith(clitic) and len(word) > 3:
                forms.append(
                    (word[len(clitic) :], role or (found[-1].role if found and found[-1].last >= index - 1 else None), len(clitic))
                )
        for prefix in grammar.prefixes:
            for form, _, cut in list(forms):
                if form.startswith(prefix) and len(form) - len(prefix) >= 3:
                    rest = form[len(prefix) :]
                    forms.append((rest, "at" if "ل" not in prefix else "destination", cut + len(prefix)))
                    if prefix == "ل" and rest.startswith("ل"):
                        forms.append(("ا" + rest, "of", cut + 1))
        if word in grammar.stop or word in grammar.types or word in grammar.directions:
            return None
        for form, own_role, cut in forms:
            if form in grammar.stop or form in grammar.types or form in grammar.directions:
                continue
            for last in range(min(index + 4, len(tokens)), index, -1):
                if not all(t.is_word for t in tokens[index:last]) or (last == index + 1 and len(form) < 3):
                    continue
                places = self.gazetteer.find(" ".join([fold_word(form), *(fold_word(t.norm) for t in tokens[index + 1 : last])]))
                if not places:
                    continue
                best = places[0]
                big = best.feature == "country" or (best.population >= KNOWN_IN_ARABIC and best.feature != "admin2")
                curated = last - index > 1 and best.population >= 10_000
                near = any(p.country in self.countries for p in places[:6])
                enumerated = bool(found) and found[-1].last >= index - 1
                if big or curated or level or (own_role in FIRM and (near or best.population >= 100_000)) or (enumerated and near):
                    role_here = None if own_role == "of" else own_role
                    return self._make(sentence, index, last, places, role_here, level, direct or cut > 0, tokens[index].start + cut)
        return None

    @staticmethod
    def _rivals(mention: PlaceMention) -> bool:
        """Whether a large city bears the name too (Salvador, El Salvador)."""
        return any(p.feature == "settlement" and p.population > 1_000_000 for p in mention.candidates[:3])

    def _resolved(self, mention: PlaceMention, areas: set[str]) -> PlaceMention | None:
        """The mention with the candidate that fits the article; None when nothing speaks for a small place."""
        if not mention.candidates:
            return mention
        total = sum(self.countries.values()) or 1

        def weight(place: Place) -> float:
            value = log10(place.population + 30)
            if place.feature == "country":
                value += 3.0 if fold_name(place.name) == fold_name(mention.text) or not self._rivals(mention) else 0.5
            elif place.feature == "admin1":
                value += 0.3
            elif place.feature == "admin2":
                value -= 1.5
            value += 7.0 * self.countries.get(place.country or "", 0) / total + (0.7 if place.country in self.countries else 0.0)
            value += 1.5 * (place.admin1_id in areas and place.feature != "admin1")
            if place.place_id.startswith("hl:"):
                value += 1.0
            if mention.typed in ("admin1", "admin2"):
                value += 2.5 if place.feature == mention.typed else 1.5 if place.feature in ("admin1", "admin2") else 0.0
            elif mention.typed in ("settlement", "quarter", "camp"):
                value += 2.0 * (place.feature in ("settlement", "quarter", "camp"))
            return value

        best = max(mention.candidates[:24], key=weight)
        named = replace(mention, candidates=()) if mention.typed and mention.role in FIRM else None
        local = best.country in self.countries
        if (
            mention.role not in FIRM
            and not mention.typed
            and not (best.feature in ("country", "sea") or best.population >= (BARE if local else KNOWN_BY_ITSELF))
        ):
            return None
        if self.countries and not local and best.population < KNOWN_BY_ITSELF and best.feature != "country":
            return named
        return replace(mention, place=best)

"""The names of places of a document, in the order of the text, with what stands around them.

What makes a word a name is told in :mod:`names`, which place a name means in :mod:`resolution`, at which of them a statement happened
in :mod:`reader`; the words around names are data (``languages/<iso>/places.toml``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dagster_project.extraction.places.names import NameReader
from dagster_project.extraction.places.resolution import AREAS, KNOWN_BY_ITSELF, PlaceMention, Resolver
from dagster_project.extraction.places.words import FIRM, PlaceGrammar
from dagster_project.extraction.words.document import Document, Sentence, Token, norms_of
from dagster_project.gazetteer.index import Gazetteer, Place

BESIDE = 8  # tokens at most between a place and the words that tell how far it lies from another
TOLD = 5  # tokens at most between a distance and the words that tell from where it counts
FAR = 50  # kilometres or miles from which a place is not beside the one from which they are told
LAND = 4  # tokens at most between a country's adjective and the name of a place that it goes with
ALONE = 4  # times that a small place's name may stand for each time that words of place stand with it


def _is_small(mention: PlaceMention) -> bool:
    best = mention.candidates[0]
    return best.feature not in AREAS and best.population < KNOWN_BY_ITSELF


def _is_far(word: str) -> bool:
    return word.isdecimal() and len(word) <= 3 and int(word) > FAR


class MentionFinder:
    """Finds the names of one document; ``people``: characters of its norm that are the names of people."""

    def __init__(self, document: Document, grammar: PlaceGrammar, gazetteer: Gazetteer, people: Sequence[tuple[int, int]] = ()):
        self.document, self.grammar, self.gazetteer, self.people = document, grammar, gazetteer, people
        self.names = NameReader(document, grammar, gazetteer)
        self.countries = self.names.countries
        self.demonyms: Counter[str] = Counter()

    def find(self) -> tuple[PlaceMention, ...]:
        """All names of places in the order of the text, resolved; fills ``countries``."""
        raw = [m for sentence in self.document.sentences for m in self._in_sentence(sentence) if not self._is_somebody(m)]
        typed = {m.text for m in raw if m.typed}
        kept = [
            m
            for m in raw
            if m.text in typed
            or m.role == "near"
            or m.text not in self.names.persons
            or m.text in self.names.placed
            or (m.candidates and m.candidates[0].feature == "country")
        ]
        told = [self._held(m) for m in self._without_strangers(kept)]
        return Resolver(self.document, self.grammar, self.gazetteer, self.countries).resolve(told)

    def _is_somebody(self, mention: PlaceMention) -> bool:
        return any(start <= mention.start and mention.end <= end for start, end in self.people)

    def _held(self, mention: PlaceMention) -> PlaceMention:
        """The mention with the places that its name means where the text once says in which area it lies."""
        inside = self.names.placed.get(mention.text)
        if not inside or not mention.candidates:
            return mention
        return replace(mention, candidates=mention.candidates if set(mention.candidates) <= set(inside) else inside, held=True)

    def _without_strangers(self, mentions: list[PlaceMention]) -> list[PlaceMention]:
        """Names the gazetteer lacks stay only when they never stand without a preposition, and more than once behind a mere "of".

        A small place stays unless its name mostly stands alone, as a firm's does: "Pemex said", once "at Pemex".
        """
        seen = Counter(m.text for m in mentions if not m.candidates)
        said = Counter(m.text for m in mentions if m.typed or m.role in FIRM)
        placed = {m.text for m in mentions if m.role in ("at", "near")}
        clean = self.document.clean
        return [
            m
            for m in mentions
            if (m.candidates and (m.typed or m.dateline or not _is_small(m) or clean.count(m.text) < ALONE * said[m.text]))
            or (m.candidates and m.text in self.names.placed)
            or (m.typed and not m.candidates)
            or (not m.candidates and clean.count(m.text) <= 2 * seen[m.text] and (m.text in placed or seen[m.text] > 1))
        ]

    def _in_sentence(self, sentence: Sentence) -> list[PlaceMention]:
        tokens, grammar = sentence.tokens, self.grammar
        others = [(h.first, h.last) for h in grammar.elsewhere.scan(tokens)] if len(grammar.elsewhere) else []
        credit = min((h.last for h in grammar.credits.scan(tokens)), default=len(tokens)) if len(grammar.credits) else len(tokens)
        found: list[PlaceMention] = []
        told: str | None = None  # the country that the sentence named last
        free = 0
        for index in self._openings(tokens):
            if index < free:
                continue
            own = grammar.own_country.at(tokens, index) if told else None
            if own is not None and (country_itself := self.gazetteer.by_id(told or "")):
                mention = self.names.make(sentence, index, own.last, (country_itself,), "at", None, True)
                found.append(replace(mention, anaphoric=True))
                free = own.last
                continue
            hit = self.names.at(sentence, tokens, index, found)
            if hit is None:
                following = tokens[index + 1].norm if index + 1 < len(tokens) else ""
                country = grammar.country_of(tokens[index].norm, following)
                if country is None and not self.names.cased:
                    country = grammar.country_of(grammar.bare(tokens[index].norm), following)
                if country:
                    told = country
                    weight = 3 if sentence.index < 3 else 1
                    self.countries[country] += weight
                    self.demonyms[country] += weight
                continue
            begins = grammar.before(tokens, hit.first)[2]
            apart = any(a <= hit.first and begins <= b <= hit.first for a, b in others) or self._in_row(tokens, found, hit)
            apart = apart or hit.first >= credit
            far = hit.role == "near" and any(_is_far(t.norm) for t in tokens[max(0, begins - TOLD) : begins])
            beside, body = self._is_beside(tokens, found, hit, begins), self._names_body(tokens, hit)
            hit = replace(hit, elsewhere=apart, beside=beside, distant=far, body=body)
            if within := self._in_land(tokens, hit):
                self.names.placed.setdefault(hit.text, within)
            if sentence.index == 0 or sentence.start - self.document.sentences[0].start < 200:
                hit = replace(hit, dateline=self._is_dateline(tokens, sentence.index, hit, found))
            if hit.typed and grammar.type_after(tokens, hit.last):
                self._type_row(tokens, found, hit)
            if hit.candidates and hit.candidates[0].feature == "country":
                told = hit.candidates[0].country
            found.append(hit)
            free = hit.last
        return found

    def _openings(self, tokens: Sequence[Token]) -> list[int]:
        """The words that may be or begin a name, a demonym or "his country"; with capitals most words are none of these."""
        if not self.names.cased:
            return [index for index, token in enumerate(tokens) if token.is_word]
        capitals = [index for index, token in enumerate(tokens) if token.cased[0].isupper()]
        return [index for index in sorted({*capitals, *self.grammar.small.told(norms_of(tokens))}) if tokens[index].is_word]

    def _in_land(self, tokens: Sequence[Token], hit: PlaceMention) -> tuple[Place, ...]:
        """The places that the name means in the country whose adjective goes with it: "im griechischen Piräus", "the Greek port of X"."""
        grammar = self.grammar
        for at in range(hit.first - 1, max(-1, hit.first - 1 - LAND), -1):
            if country := grammar.country_of(tokens[at].norm, ""):
                return tuple(p for p in hit.candidates if p.country == country)
            word = (tokens[at].norm,)
            if not (tokens[at].norm in grammar.types or word in grammar.fillers or grammar.roles.get(word) == "of"):
                break
        return ()

    def _names_body(self, tokens: Sequence[Token], hit: PlaceMention) -> bool:
        """Whether the name with its kind goes on to that of a body: "Park County Sheriff's Office"."""
        if hit.role is not None or not self.names.cased or self.grammar.section.nouns_capital:
            return False
        if not self.grammar.type_after(tokens, hit.last):
            return False
        at = hit.last + 1
        return at < len(tokens) and tokens[at].is_word and tokens[at].is_capital and tokens[at].glue == " " and tokens[at - 1].is_capital

    def _is_beside(self, tokens: Sequence[Token], found: list[PlaceMention], hit: PlaceMention, begins: int) -> bool:
        """Whether the name only tells where the place named before it lies: "X, Georgia, some 20 miles north of Y"."""
        if hit.role != "near":
            return False
        following = begins
        for mention in reversed(found):
            gap = tokens[mention.last : following]
            if len(gap) > BESIDE or any(t.norm in ";:" or t.norm in self.grammar.boundaries for t in gap) or mention.elsewhere:
                return False
            if not (mention.candidates and mention.candidates[0].feature in AREAS):
                return mention.role in ("at", "near") or mention.typed is not None or not mention.candidates
            following = mention.first  # the area that holds both
        return False

    def _in_row(self, tokens: Sequence[Token], found: list[PlaceMention], hit: PlaceMention) -> bool:
        """Whether the name goes on with a row of those that are not where it happened: "brokered by Russia and Turkey"."""
        gap = [t.norm for t in tokens[found[-1].last : hit.first]] if found and found[-1].elsewhere else []
        return len(gap) == 1 and gap[0] in self.grammar.joiners

    def _type_row(self, tokens: Sequence[Token], found: list[PlaceMention], last: PlaceMention) -> None:
        """Give the names of a row the kind that is told once behind it: "Idlib and Hama provinces"."""
        following = last
        for index in range(len(found) - 1, -1, -1):
            gap = [t.norm for t in tokens[found[index].last : following.first]]
            if found[index].typed or not 1 <= len(gap) <= 2 or not all(w == "," or w in self.grammar.joiners for w in gap):
                return
            following = found[index] = replace(found[index], typed=last.typed, role=found[index].role or last.role)

    def _is_whole(self, tokens: Sequence[Token], hit: PlaceMention, before: list[PlaceMention]) -> bool:
        """Whether the sentence is nothing but the names of places: "Bagdad." """
        rest = [t for i, t in enumerate(tokens) if not any(m.first <= i < m.last for m in (*before, hit))]
        short = self.grammar.abbreviations
        return len(tokens) > 1 and self.names.cased and all(not t.is_word or t.norm in short for t in rest)

    def _is_dateline(self, tokens: Sequence[Token], sentence_index: int, hit: PlaceMention, before: list[PlaceMention]) -> bool:
        if (
            self.names.cased
            and sentence_index == 0
            and hit.text.isupper()
            and all(m.dateline for m in before)
            and hit.first <= 3
            and not hit.role
        ):
            return True
        if sentence_index == 0 and self._is_whole(tokens, hit, before):
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

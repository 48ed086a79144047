"""What a speaker's noun phrase is: whom it names, what kind of speaker that is, whether it stands for an earlier one.

Where such a phrase begins and ends beside a reporting word lives in ``before`` and ``after``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dagster_project.extraction.speakers.registry import Entity, RegisterInDocument
from dagster_project.extraction.speakers.speech import Speech
from dagster_project.extraction.words.document import Token
from dagster_project.languages.sections.attribution import SpeakerNouns

VERBS = frozenset(("say", "tell", "report", "clause", "saying", "quote", "separable"))
MEDIA = frozenset(("wire_agency", "national_media", "state_media", "local_media"))
_CUES = VERBS | {"before", "attaching", "relay", "relayed_by"}
_STATES = frozenset(("state_belligerent", "state_third", "state_authority"))
_OFFICES = frozenset(("state_authority", "rescue_service"))  # an army or a ministry of defence is one of several parties
_FOR_OTHERS = frozenset(("", "anonymous_official"))  # types of the nouns for those who speak for a body: "spokeswoman", "official"
_NOBODY = frozenset(("witness", "resident_or_relative", "health_facility_or_morgue"))
ABBREVIATION = 4  # letters of a word whose dot does not end a name
NAME_TOKENS = 6  # of a quoted or bracketed name at most


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first`` to ``last`` (exclusive) with what they tell: ``kind`` and ``type`` as in ``SpeakerNouns``.

    ``anaphor``: person, body or any when the phrase stands for an earlier speaker. ``likely``: it looks like somebody; ``headed``:
    and it begins with what does.
    """

    first: int
    last: int
    kind: str = ""
    type: str = ""
    unnamed: bool = False
    named: bool = False
    anaphor: str = ""
    entity: Entity | None = None
    likely: bool = False
    headed: bool = False


def _adjacent(names: Sequence[Token]) -> bool:
    """Whether two of the words stand side by side: where every noun has a capital, only that makes a name of them."""
    return any(b.start - a.end <= 1 for a, b in pairwise(names))


def elided(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is the beginning of a name that an apostrophe parts: the "N" of "N'Djamena"."""
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    return tokens[index].is_capital and behind is not None and behind.glue == "'" and behind.is_capital and index > 0


class PhraseReader:
    """Describes phrases of one document's sentences in one language."""

    def __init__(self, speech: Speech, register: RegisterInDocument):
        self.speech, self.register = speech, register
        w = speech.words
        self.edges = w.connectors | w.coordinators | w.time | w.between | w.openers
        self.strippable = self.edges - w.determiners
        self.inner = w.determiners | w.connectors | w.coordinators

    def describe(self, tokens: Sequence[Token], first: int, last: int) -> Phrase:
        """What the phrase in ``tokens[first:last]`` is."""
        w = self.speech.words
        anaphor = self._anaphor(tuple(t.norm for t in tokens[first:last] if t.is_word))
        begin = first
        while begin < last - 1 and tokens[begin].norm in w.determiners:
            begin += 1
        hits = self._outside_names(tokens, begin, last, list(self.noun_hits(tokens, begin, last)))
        stop = next((i for i in range(begin, last) if tokens[i].norm in w.connectors or tokens[i].norm == ","), last)
        kind = next((g.kind for at, g in hits if g.kind == "person" and at < stop), hits[0][1].kind if hits else "")
        unnamed = next((g for _, g in hits if g.unnamed), None)
        kind_type = unnamed.type if unnamed else next((g.type for _, g in hits if g.type), "")
        nouns_at = {at for at, _ in hits}
        names = [
            t for i, t in enumerate(tokens[begin:last], begin)
            if t.is_capital and t.is_word and t.norm not in self.inner and i not in nouns_at and (i > 0 or not hits)
        ]
        entity = self._entity(tokens, begin, last, unnamed.type if unnamed else "")
        named = entity is not None or (bool(names) and (not self.speech.grammar.noun_capitals or len(names) > 1 or not hits))
        if not kind and entity is None and len(names) >= 2 and (not self.speech.grammar.noun_capitals or _adjacent(names)):
            kind = "person"
        if entity is not None:
            kind, kind_type = kind or "body", entity.type
        own = any(t.norm in w.own for t in tokens[first:last])
        likely = not own and bool(hits or names or entity or anaphor)
        begins = bool(anaphor or entity) or any(i <= begin + 1 for i in nouns_at) or any(t.is_capital for t in tokens[begin : begin + 2])
        nobody = unnamed is not None and (entity is None or entity.generic)
        return Phrase(first, last, kind, kind_type, nobody, named, anaphor, entity, likely, likely and begins)

    def _outside_names(
        self, tokens: Sequence[Token], first: int, last: int, hits: list[tuple[int, SpeakerNouns]]
    ) -> list[tuple[int, SpeakerNouns]]:
        """The nouns without those for nobody in particular that belong to a body's name: the "refugees" of "UN agency for refugees"."""
        if not any(noun.unnamed for _, noun in hits):
            return hits
        names = [f for f in self.register.find(tokens, first, last) if not f.entity.generic and f.last - f.first > 1]
        return [(at, noun) for at, noun in hits if not (noun.unnamed and any(f.first <= at < f.last for f in names))]

    def _anaphor(self, words: tuple[str, ...]) -> str:
        whole = self.speech.anaphors.get(words, "")
        agreeing = tuple(self.speech.section.anaphors.agreeing)
        if whole or not agreeing or len(words) < 2:
            return whole
        head = self.speech.anaphors.get(words[:1], "")
        return head if head == "person" and all(w.startswith(agreeing) for w in words[1:]) else ""

    def _entity(self, tokens: Sequence[Token], begin: int, last: int, unnamed: str) -> Entity | None:
        if unnamed in _NOBODY:
            return None
        # "a security source told X's correspondent": the medium hears it.
        heard = MEDIA if unnamed and unnamed not in MEDIA else frozenset()
        found = [f for f in self.register.find(tokens, begin, last) if f.entity.type not in heard]
        whole = [f for f in found if f.last - f.first == last - begin or f.entity.type not in _STATES or f.last - f.first > 1]
        return max(whole, key=lambda f: f.last - f.first).entity if whole else self._office(tokens, begin, last)

    def _office(self, tokens: Sequence[Token], begin: int, last: int) -> Entity | None:
        """The office that a phrase names with no more than whose it is and who speaks for it: "Egypt's health ministry"."""
        kept = [tokens[i] for i in range(begin, last) if not self._qualifies(tokens, i)]
        found = [f for f in self.register.register.find(kept, filling=False) if f.entity.generic and f.entity.type in _OFFICES]
        if len({f.entity.id for f in found}) != 1:
            return None
        beside = [i for i in range(len(kept)) if not any(f.first <= i < f.last for f in found)]
        return found[0].entity if all(self._names(kept, i) for i in beside) else None

    def _qualifies(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a word says of which country an office is, or that somebody speaks for it."""
        noun, places = self.speech.nouns.at(tokens, index), self.speech.places
        if noun is not None:
            return noun.last == index + 1 and noun.value.kind == "person" and noun.value.type in _FOR_OTHERS
        following = tokens[index + 1].norm if index + 1 < len(tokens) else ""
        return places.country_of(places.bare(tokens[index].norm), following) is not None

    def _names(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a word beside an office is (of) a name."""
        token = tokens[index]
        if token.norm in self.inner or not token.is_word or (token.glue == "'" and len(token.norm) <= 2):
            return True
        return token.is_capital and not self.speech.grammar.noun_capitals and not self.speech.nouns.at(tokens, index)

    def noun_hits(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, SpeakerNouns]]:
        """The nouns that speak in a range, each with its place."""
        index = first
        while index < last:
            hit = self.speech.nouns.at(tokens, index)
            if hit and hit.last <= last:
                yield index, hit.value
                index = hit.last
            else:
                index += 1

    def is_verb(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a cue of attribution begins at a token, so that no phrase goes on there."""
        hit = self.speech.cues.at(tokens, index)
        return hit is not None and hit.value.role in _CUES and not tokens[index].is_capital

    def strip(self, tokens: Sequence[Token], first: int, end: int) -> int:
        """``first`` moved past words that stand before a phrase rather than in it."""
        while first < end and tokens[first].norm in self.strippable:
            first += 1
        return first

    def name_in(self, tokens: Sequence[Token]) -> bool:
        """Whether the tokens between quotation marks or brackets are a name."""
        return bool(tokens) and all(t.is_word for t in tokens) and not tokens[0].cased[0].islower()

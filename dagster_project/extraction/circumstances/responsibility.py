"""Who is said to have done it: accusations, admissions, claims of responsibility, findings and denials without a number.

Who speaks comes from ``speakers``, the words from ``attribution.toml``; places and dates are joined by the caller. Whether a
counted claim is asserted lives in ``modality``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dagster_project.extraction.speakers.after import PhraseAfter
from dagster_project.extraction.speakers.antecedents import Voice
from dagster_project.extraction.speakers.before import PhraseBefore
from dagster_project.extraction.speakers.phrases import Phrase, PhraseReader
from dagster_project.extraction.speakers.reader import SpeakerReader
from dagster_project.extraction.speakers.registry import Found, Register, RegisterInDocument
from dagster_project.extraction.speakers.scene import Attribution
from dagster_project.extraction.speakers.speech import Speech
from dagster_project.extraction.words.document import Document, Sentence, Token
from dagster_project.extraction.words.lexicon import Hit
from dagster_project.languages.sections.attribution import Stance

_ACT = 30  # tokens of an act's description at most
_NEAR = 14  # tokens from a denial to what is denied
_FIGHTERS = frozenset(("state_belligerent", "nsag"))
_ENDS = frozenset(".;:?!\u2013")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement about who did it. Positions are those of ``document.norm``.

    ``accused``: actor id, else the words; ``accused_text``: the words; both None when only the event is denied and nobody
    is named. ``speaker``: None when the article speaks itself.
    """

    start: int
    end: int
    sentence_start: int
    sentence_end: int
    stance: str
    accused: str | None
    accused_text: str | None
    act: str | None
    weapons: tuple[str, ...]
    speaker: Voice | None
    rule_id: str


def no_weapons(start: int, end: int) -> tuple[str, ...]:
    """The weapons of a span, for callers that read none."""
    return ()


def find_responsibility(
    document: Document,
    reader: SpeakerReader,
    actors: Register,
    weapons: Callable[[int, int], tuple[str, ...]] = no_weapons,
    sentences: Sequence[Sentence] | None = None,
) -> list[Statement]:
    """All statements about who did it, in the order of the text.

    ``reader``: the document's speakers; ``actors``: the register of actors; ``weapons``: the weapon codes named in a span;
    ``sentences``: those to look at, where the others are known to hold no word of a stance.
    """
    return list(_Finder(document, reader, actors, weapons).find(document.sentences if sentences is None else sentences))


def may_state(sentence: Sentence, speech: Speech) -> bool:
    """Whether a word of a stance stands in a sentence together with one of an act: asked before anything is made ready to read it."""
    tokens = sentence.tokens
    return bool(speech.stances.scan(tokens)) and (speech.acts.anywhere(tokens) or speech.charges.anywhere(tokens))


class _Finder:
    def __init__(self, document: Document, reader: SpeakerReader, actors: Register, weapons: Callable[[int, int], tuple[str, ...]]):
        self.document, self.reader, self.weapons = document, reader, weapons
        self.data: Speech = reader.data
        self.register = RegisterInDocument(actors, document)
        self.actors = actors
        phrases = PhraseReader(self.data, self.register)
        self.describe, self.before, self.after = phrases.describe, PhraseBefore(phrases), PhraseAfter(phrases)
        self.inner = phrases.inner
        section = self.data.section.responsibility
        self.of = frozenset(section.of)
        self.closing = frozenset(word for stance in section.stances for word in stance.needs)

    def find(self, sentences: Sequence[Sentence]) -> Iterator[Statement]:
        for sentence in sentences:
            for hit in self.data.stances.scan(sentence.tokens) if may_state(sentence, self.data) else ():
                if not hit.value.needs or any(t.norm in hit.value.needs for t in sentence.tokens[hit.last :]):
                    yield from getattr(self, "_" + hit.value.pattern)(sentence, hit)

    # --- patterns --------------------------------------------------------------------------------------------------
    def _subject_accuses_object(self, sentence: Sentence, hit: Hit[Stance]) -> Iterator[Statement]:
        """"X accused Y of Z"; passive "Y was accused of Z"."""
        tokens = sentence.tokens
        if hit.first and tokens[hit.first - 1].norm in self.data.auxiliaries:
            phrase = self.before.find(tokens, hit.first)
            by = self.after.find(tokens, hit.last + 1) if hit.last < len(tokens) and tokens[hit.last].norm in self.data.agents else None
            speaker = self._voice(sentence, by) if by else self.reader.speaker(tokens[hit.first].start, tokens[hit.last - 1].end)
            if phrase is not None and self._accused(tokens, phrase):
                yield from self._state(sentence, hit, hit.value.code, phrase, speaker, hit.last)
            return
        phrase = self._accused_after(tokens, self._past_preposition(tokens, hit.last))
        accuser = self._accuser(sentence, hit)
        if phrase is None or accuser is None or not self._acts(tokens, hit.last):
            return
        by_authorities = hit.value.code == "accused" and accuser.source_type == "state_authority"
        stance = "accused_by_authorities" if by_authorities else hit.value.code
        if any(t.norm in hit.value.needs for t in tokens[phrase.last : phrase.last + 1]):
            yield from self._state(sentence, hit, stance, phrase, accuser, None, self._clause(tokens, hit.last, phrase.first))
        else:
            yield from self._state(sentence, hit, stance, phrase, accuser, phrase.last)

    def _object_blamed_on(self, sentence: Sentence, hit: Hit[Stance]) -> Iterator[Statement]:
        """"an attack claimed by X", "a charge denied by X", "blamed on X"."""
        tokens = sentence.tokens
        phrase = self._before_act(tokens, self.after.find(tokens, hit.last))
        if phrase is None or not self._accused(tokens, phrase):
            return
        own = hit.value.code in ("claimed", "admitted", "denied")
        speaker = self._voice(sentence, phrase) if own else self.reader.speaker(tokens[hit.first].start, tokens[hit.last - 1].end)
        subject = self.before.find(tokens, hit.first) if self._attribution(sentence, hit) is None else None
        act = (subject.first, subject.last) if subject else (hit.first, hit.first)
        yield from self._state(sentence, hit, hit.value.code, phrase, speaker, None, act)

    def _subject_admits(self, sentence: Sentence, hit: Hit[Stance]) -> Iterator[Statement]:
        """"X claimed responsibility for Z"."""
        subject = self._subject(sentence, hit)
        if subject is not None and self._accused(sentence.tokens, subject) and self._acts(sentence.tokens, hit.first):
            yield from self._state(sentence, hit, hit.value.code, subject, self._voice(sentence, subject), hit.last)

    def _subject_denies(self, sentence: Sentence, hit: Hit[Stance]) -> Iterator[Statement]:
        """"X denied using Z": the one who denies is the one accused."""
        tokens = sentence.tokens
        subject = self._subject(sentence, hit)
        window = tokens[hit.first : hit.last + _NEAR]
        if subject is None or not self._accused(tokens, subject) or not (self.data.acts.scan(window) or self.data.charges.scan(window)):
            return
        yield from self._state(sentence, hit, hit.value.code, subject, self._voice(sentence, subject), hit.last)

    def _staged(self, sentence: Sentence, hit: Hit[Stance]) -> Iterator[Statement]:
        """"says the footage was staged": the event itself is denied."""
        start, end = sentence.tokens[hit.first].start, sentence.tokens[hit.last - 1].end
        speaker = self.reader.speaker(start, end)
        if speaker is None:
            return
        accused = speaker.source_id if speaker.source_id is not None and speaker.source_id in self.actors else None
        text = speaker.source_text if accused else None
        act = self.document.clean[sentence.tokens[max(0, hit.first - 3)].start : end]
        weapons = self.weapons(sentence.start, sentence.end)
        yield Statement(start, end, sentence.start, sentence.end, hit.value.code, accused, text, act, weapons, speaker, self._rule(hit))

    def _finding(self, sentence: Sentence, hit: Hit[Stance]) -> Iterator[Statement]:
        """"the commission concluded that X carried out Z"."""
        tokens = sentence.tokens
        inquiry = self._attribution(sentence, hit)
        if inquiry is None or not self._inquires(inquiry.speaker, tokens[: hit.first]):
            return
        begin = hit.last + (hit.last < len(tokens) and tokens[hit.last].norm in self.data.words.complementizers)
        phrase = self._accused_after(tokens, begin)
        if phrase is not None and self.data.acts.scan(tokens[phrase.last :]):
            yield from self._state(sentence, hit, "blamed_by_inquiry", phrase, inquiry.speaker, phrase.last)

    # --- parts -----------------------------------------------------------------------------------------------------
    def _state(
        self, sentence: Sentence, hit: Hit[Stance], stance: str, accused: Phrase, speaker: Voice | None, act_from: int | None,
        act: tuple[int, int] = (0, 0),
    ) -> Iterator[Statement]:
        """One statement for each actor that ``accused`` names; its act is the rest of the clause from ``act_from`` on, or ``act``."""
        tokens = sentence.tokens
        first, last = self._clause(tokens, act_from) if act_from is not None else act
        words = self.document.clean[tokens[first].start : tokens[last - 1].end] if last > first else None
        start = min(tokens[hit.first].start, tokens[accused.first].start)
        attribution = self._attribution(sentence, hit)
        start = min(start, attribution.start) if attribution is not None else start
        end = max(tokens[hit.last - 1].end, tokens[accused.last - 1].end)
        weapons = self.weapons(tokens[first].start, tokens[last - 1].end) if last > first else ()
        found = self.register.find(tokens, accused.first, accused.last)
        named = [(f.entity.id, tokens[f.first].start, tokens[f.last - 1].end) for f in found]
        whole = (tokens[accused.first].start, tokens[accused.last - 1].end)
        seen: set[str] = set()
        for actor, begin, stop in named or [(self.document.clean[whole[0] : whole[1]], *whole)]:
            if actor not in seen:
                seen.add(actor)
                text = self.reader.words(*whole) if len(named) < 2 else self.reader.words(begin, stop)
                yield Statement(
                    start, end, sentence.start, sentence.end, stance, actor, text, words, weapons, speaker, self._rule(hit)
                )

    def _rule(self, hit: Hit[Stance]) -> str:
        return f"responsibility.{hit.value.pattern}"

    def _clause(self, tokens: Sequence[Token], begin: int, limit: int | None = None) -> tuple[int, int]:
        """The rest of the clause from ``begin`` on, without the preposition that opens it and the word that closes a stance."""
        stop = min(len(tokens) if limit is None else limit, begin + _ACT)
        end = next((i for i in range(begin, stop) if tokens[i].norm in _ENDS), stop)
        opening = self.of | self.data.words.between
        while begin < end and (tokens[begin].norm in opening or not tokens[begin].is_word):
            begin += 1
        while begin < end and (tokens[end - 1].norm in self.closing or tokens[end - 1].norm in self.inner or not tokens[end - 1].is_word):
            end -= 1
        return begin, end

    def _past_preposition(self, tokens: Sequence[Token], index: int) -> int:
        """Past the preposition of a person as object (Spanish "acusó a …")."""
        return index + (index < len(tokens) and tokens[index].norm in self.data.words.hearers)

    def _attribution(self, sentence: Sentence, hit: Hit[Stance]) -> Attribution | None:
        """The attribution whose cue is the stance's verb."""
        start = sentence.tokens[hit.first].start
        return next((a for a in self.reader.by_sentence.get(sentence.index, []) if a.start <= start < a.end), None)

    def _accuser(self, sentence: Sentence, hit: Hit[Stance]) -> Voice | None:
        """Who accuses: the speaker of the verb's attribution, else its subject."""
        attribution = self._attribution(sentence, hit)
        if attribution is not None:
            return attribution.speaker
        subject = self._subject(sentence, hit)
        return self._voice(sentence, subject) if subject is not None and subject.likely else None

    def _subject(self, sentence: Sentence, hit: Hit[Stance]) -> Phrase | None:
        tokens = sentence.tokens
        left = self.before.find(tokens, hit.first)
        right = self.after.find(tokens, hit.last) if self.data.grammar.subject == "after" or left is None else None
        return right if right is not None and right.likely else left

    def _voice(self, sentence: Sentence, phrase: Phrase) -> Voice:
        """``phrase`` as a speaker."""
        return self.reader.voice(sentence, phrase.first, phrase.last)

    def _accused(self, tokens: Sequence[Token], phrase: Phrase) -> bool:
        """Whether a phrase names somebody who can be accused: an actor of the register, or fighters."""
        return bool(self.register.find(tokens, phrase.first, phrase.last)) or phrase.type in _FIGHTERS

    def _accused_after(self, tokens: Sequence[Token], begin: int) -> Phrase | None:
        """The accused from token ``begin`` on: the phrase there, else the first actor of the clause."""
        phrase = self._before_act(tokens, self.after.find(tokens, begin))
        if phrase is not None and self._accused(tokens, phrase):
            return phrase
        found = self._first_actor(tokens, begin)
        return self.describe(tokens, found.first, found.last) if found else None

    def _before_act(self, tokens: Sequence[Token], phrase: Phrase | None) -> Phrase | None:
        """``phrase`` without the act that a walk over nouns took for a part of it ("the army carried", "the regime of using")."""
        if phrase is None:
            return None
        for index in range(phrase.first + 1, phrase.last):
            act = self.data.acts.at(tokens, index) or (self.data.charges.at(tokens, index) if tokens[index - 1].norm in self.of else None)
            name = tokens[index].is_capital and not self.data.grammar.noun_capitals
            if act is not None and not name:
                last = index - 1 if tokens[index - 1].norm in self.of and index - 1 > phrase.first else index
                while last > phrase.first + 1 and tokens[last - 1].norm in self.inner:
                    last -= 1
                return self.describe(tokens, phrase.first, last)
        return phrase

    def _first_actor(self, tokens: Sequence[Token], begin: int) -> Found | None:
        end = next((i for i in range(begin, len(tokens)) if tokens[i].norm in _ENDS), len(tokens))
        return next(iter(self.register.find(tokens, begin, end)), None)

    def _acts(self, tokens: Sequence[Token], begin: int) -> bool:
        return bool(self.data.acts.scan(tokens[begin:]) or self.data.acts.scan(tokens[:begin]))

    def _inquires(self, speaker: Voice, tokens: Sequence[Token]) -> bool:
        return speaker.source_type in ("un_mission_or_coi", "opcw_or_treaty_body") or bool(self.data.inquiry.scan(tokens))

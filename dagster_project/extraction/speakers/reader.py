"""Who says it: the speaker of any stretch of a document.

How attributions are read off a sentence lives in ``attributions``; here it is decided which of them reaches a claim: the
governing one, the one at the sentence's end, the one beside an unbroken quotation, or the last one that plainly goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from dagster_project.extraction.speakers.antecedents import Voice
from dagster_project.extraction.speakers.attributions import AttributionReader
from dagster_project.extraction.speakers.phrases import MEDIA, VERBS
from dagster_project.extraction.speakers.registry import Register, RegisterInDocument
from dagster_project.extraction.speakers.scene import Attribution
from dagster_project.extraction.speakers.speech import Speech
from dagster_project.extraction.words.document import Document, Sentence
from dagster_project.extraction.words.quotes import MARK, quotations

_SPEECH = 20  # characters from which quoted words are speech rather than a name or a term
_BACK = 3  # sentences over which marked reported speech goes on
_PARAGRAPHS = 2  # paragraphs over which an unattributed quotation goes on


class SpeakerReader:
    """Reads the attributions of one document once and answers for any span of it."""

    def __init__(self, document: Document, data: Speech, register: Register):
        """``data``: the language's words (:func:`~dagster_project.extraction.speakers.speech.speech_of`); ``register``: the sources."""
        self.document, self.data = document, data
        self.reader = AttributionReader(document, data, RegisterInDocument(register, document))

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """All attributions in the order of the text."""
        return tuple(self.reader.read())

    @cached_property
    def by_sentence(self) -> dict[int, list[Attribution]]:
        """The attributions by the index of their sentence."""
        grouped: dict[int, list[Attribution]] = {}
        for attribution in self.attributions:
            grouped.setdefault(attribution.sentence, []).append(attribution)
        return grouped

    def speaker(self, start: int, end: int) -> Voice | None:
        """The speaker of ``document.norm[start:end]``; None when the article speaks itself."""
        sentence = self.document.sentence_at(start)
        here = self.by_sentence.get(sentence.index, [])
        quote = next((q for q in self._quotes if q[0] <= start + 1 and end - 1 <= q[1]), None)
        if quote is not None:
            inside = [a for a in here if a.start >= quote[0] and a.end <= quote[1] + 1]
            voice = self._choose(sentence, inside, start, end) or self._quote_speaker(quote)
            if voice is not None:
                return voice
        return self._choose(sentence, here, start, end) or self._said_after(sentence) or self._gone_on(sentence)

    def spans(self, sentence: int) -> list[tuple[int, int]]:
        """Where the sentence of that index names its speakers, with what follows directly ("spokesman X in Y")."""
        return [(a.speaker.start, a.speaker.end + 4) for a in self.by_sentence.get(sentence, ()) if a.speaker.end > a.speaker.start]

    def voice(self, sentence: Sentence, first: int, last: int) -> Voice:
        """The speaker whom tokens ``first`` to ``last`` (exclusive) of a sentence name."""
        earlier = [(a.sentence, a.speaker) for a in self.attributions if a.end <= sentence.tokens[first].start]
        phrase = self.reader.describe(sentence.tokens, first, last)
        return self.reader.antecedents.resolve(sentence.tokens, phrase, sentence.index, earlier)

    def words(self, start: int, end: int) -> str:
        """The article's own words at a span of ``norm``."""
        return self.reader.antecedents.words(start, end)

    def _paragraph(self, attribution: Attribution) -> int:
        return self.document.sentences[attribution.sentence].paragraph

    def _choose(self, sentence: Sentence, here: Sequence[Attribution], start: int, end: int) -> Voice | None:
        """The attribution of the sentence that reaches the span: a governing one, else the next one behind it."""
        for attribution in here:
            if attribution.start < end and start < attribution.end and attribution.rule in VERBS:
                return attribution.speaker
        behind = next((a for a in here if a.backward and a.start >= start), None)
        ahead = [a for a in here if a.forward and a.end <= start]
        if not ahead:
            return behind.speaker if behind is not None else None
        governing = ahead[-1]
        if behind is not None and behind.speaker.source_type not in MEDIA and self._parted(sentence, governing.end, start):
            return behind.speaker
        relay = behind
        if len(ahead) > 1 and governing.rule in VERBS and governing.start - ahead[-2].end < len(" , "):
            relay = ahead[-2]  # "The agency said the ministry reported": the outer one passes the inner one on
        if relay is None or governing.speaker.via_text or relay.speaker.source_text == governing.speaker.source_text:
            return governing.speaker
        return governing.speaker.via(relay.speaker.source_text)

    def _parted(self, sentence: Sentence, left: int, right: int) -> bool:
        """Whether a contrast, a semicolon or a new main clause stands between two positions of a sentence."""
        words = self.data.words
        between = [t.norm for t in sentence.tokens if left <= t.start and t.end <= right]
        if any(word == ";" or word in words.contrasts for word in between):
            return True
        return any(a == "," and b in words.coordinators for a, b in pairwise(between))

    def _said_after(self, sentence: Sentence) -> Voice | None:
        """The speaker of a following sentence that says no more than who said this one ("This the ministry said.")."""
        following = self.by_sentence.get(sentence.index + 1, [])
        if len(following) != 1 or following[0].rule not in VERBS:
            return None
        only, next_one = following[0], self.document.sentences[sentence.index + 1]
        rest = [t for t in next_one.tokens if t.is_word and not only.start <= t.start < only.end and t.norm not in self._empty]
        return only.speaker if not rest and next_one.paragraph == sentence.paragraph else None

    @cached_property
    def _empty(self) -> frozenset[str]:
        w = self.data.words
        particles = frozenset(p for options in self.data.section.verbs.separable.values() for p in options)
        return w.determiners | w.between | w.time | w.connectors | w.openers | particles

    def _gone_on(self, sentence: Sentence) -> Voice | None:
        """The paragraph's last speaker when the sentence is marked as reported speech without naming one again."""
        phrases = self.data.section.phrases
        marked = any(t.norm in self.data.moods for t in sentence.tokens) or (
            bool(phrases.resume) and any(h.value.role == "resume" for h in self.data.cues.scan(sentence.tokens))
        )
        if not marked:
            return None
        for index in range(sentence.index - 1, max(-1, sentence.index - _BACK - 1), -1):
            if self.document.sentences[index].paragraph == sentence.paragraph and index in self.by_sentence:
                return self.by_sentence[index][-1].speaker
        return None

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        return quotations(self.document, self.data.dash_opens_speech, _SPEECH)

    def _quote_speaker(self, quote: tuple[int, int]) -> Voice | None:
        """Who speaks in a quotation: the attribution beside it, else the last speaker when it opens a sentence."""
        start, end = quote
        first, last = self.document.sentence_at(start), self.document.sentence_at(max(start, end - 1))
        near = [a for index in range(first.index, last.index + 2) for a in self.by_sentence.get(index, [])]
        if self.data.dash_opens_speech and self.document.norm[start - 1] != MARK:
            after = [a for a in near if a.sentence <= last.index and a.backward]
        else:
            after = [a for a in near if a.start >= end - 1 and (a.backward or a.start - end <= len('" ,')) and self._unbroken(end, a.start)]
        if after:
            return after[0].speaker
        before = [a for a in near if a.end <= start and a.forward and self._unbroken(a.end, start)]
        if before:
            return before[-1].speaker
        if first.paragraph == last.paragraph and start - first.start <= len('" '):
            earlier = [a for a in self.attributions if a.end <= start and first.paragraph - self._paragraph(a) <= _PARAGRAPHS]
            return earlier[-1].speaker if earlier else None
        return None

    def _unbroken(self, left: int, right: int) -> bool:
        """Whether no sentence ends between the two positions, a closing quotation mark aside."""
        return not any(mark in self.document.norm[left + 2 : right] for mark in (". ", "\n"))

"""One section of an article with what its readers tell: where everything that is asked of more than one claim is made once.

Each reader is made when it is first asked, since most articles say nothing that would have to be dated, placed or attributed. What
becomes a claim or a statement is decided in :mod:`claiming` and :mod:`stating`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from dagster_project.extraction.circumstances.attackers import AttackerReader
from dagster_project.extraction.circumstances.context import ContextReader
from dagster_project.extraction.circumstances.modality import ModalityReader
from dagster_project.extraction.circumstances.responsibility import Statement, find_responsibility, may_state
from dagster_project.extraction.circumstances.scope import ScopeReader
from dagster_project.extraction.circumstances.weapons import WeaponReader
from dagster_project.extraction.claims import ArticleText, Claim, Span, Speaker
from dagster_project.extraction.claims import When as ClaimWhen
from dagster_project.extraction.dates.periods import DAY, MONTH
from dagster_project.extraction.dates.reader import DateReader
from dagster_project.extraction.dates.reader import When as DateWhen
from dagster_project.extraction.gate import gate, sentences_with
from dagster_project.extraction.harm.reads import Read
from dagster_project.extraction.numbers.names import KnownNames
from dagster_project.extraction.places.main_place import EventSigns
from dagster_project.extraction.places.reader import PlaceReader, place_reader
from dagster_project.extraction.speakers.antecedents import Voice
from dagster_project.extraction.speakers.reader import SpeakerReader
from dagster_project.extraction.speakers.registry import Register, RegisterInDocument, actors, sources
from dagster_project.extraction.speakers.speech import Speech, speech_of
from dagster_project.extraction.words.document import Document, Sentence
from dagster_project.extraction.words.grammar import Grammar, grammar
from dagster_project.languages.sections.dates import DatesSection

_CHRONICLE = 3  # days with events of their own from which an article tells one after the other


class Section:
    """A section of an article; ``name`` is ``title`` or ``body``. ``reads``: what its sentences say, once they are read."""

    def __init__(self, article: ArticleText, name: str, text: str):
        self.article = article
        self.grammar: Grammar = grammar(article.language)
        self.document = Document.of(text, self.grammar.rules, article.language, article.published_at, article.publisher, name)
        self.reads: list[Read] = []

    @cached_property
    def known_names(self) -> KnownNames:
        """The names of its people."""
        return KnownNames(self.document, self.grammar)

    @cached_property
    def dates(self) -> DateReader:
        """The section's dates."""
        words = self.grammar.pack.section("dates", DatesSection)
        return DateReader(self.document, words, self.article.published_at, lambda: [(r.start, r.end) for r in self.reads])

    @cached_property
    def speech(self) -> Speech:
        """The language's words of speech."""
        return speech_of(self.article.language)

    @cached_property
    def speakers(self) -> SpeakerReader:
        """Who says what."""
        return SpeakerReader(self.document, self.speech, sources(self.speech.affixes))

    @cached_property
    def actors(self) -> Register:
        """The register of armed and political actors."""
        return actors(self.speech.affixes)

    @cached_property
    def modality(self) -> ModalityReader:
        """What is asserted, feared, denied."""
        return ModalityReader(self.document, self.speech)

    @cached_property
    def named_actors(self) -> RegisterInDocument:
        """The register of actors as this document uses their names."""
        return RegisterInDocument(self.actors, self.document)

    @cached_property
    def weapons(self) -> WeaponReader:
        """Weapons."""
        return WeaponReader(self.document)

    @cached_property
    def attackers(self) -> AttackerReader:
        """Who is said to have done it."""
        return AttackerReader(self.document, self.named_actors, self.weapons)

    @cached_property
    def accusations(self) -> list[Statement]:
        """Who admits or is accused of what, in sentences that hold a word of a stance."""
        stances = gate(self.article.language).stances
        stated = sentences_with(self.document, stances.positions(self.document.norm))
        sentences = [s for i in sorted(stated) if may_state(s := self.document.sentences[i], self.speech)]
        if not sentences:
            return []
        return find_responsibility(self.document, self.speakers, self.actors, self.weapons.in_span, sentences)

    @cached_property
    def context(self) -> ContextReader:
        """News or recall, and which calamity."""
        return ContextReader(self.document)

    @cached_property
    def scopes(self) -> ScopeReader:
        """One event, several, or a running total; asked in the order of the text."""
        return ScopeReader(self.document, self.context)

    @cached_property
    def places(self) -> PlaceReader:
        """The section's places."""
        named = [(r.sentence.tokens, r.link.counted) for r in self.reads if r.link.counted.evidence in ("named", "known")]
        victims = [(tokens[c.first].start, tokens[c.last - 1].end) for tokens, c in named]
        signs = EventSigns(self.dates.recalls, self.speakers.spans, self.context.wide, self.article.title or "", victims)
        return place_reader(self.document, signs)

    @cached_property
    def chronicle(self) -> int | None:
        """Where the first of several events is told that follow each other, each with its day; those share no place."""
        told = [
            (when.event_start, r.start) for r in self.reads if (when := self.dates.when(r.start, r.end, r.told_when)).basis == "sentence"
        ]
        days = {day for day, _ in told} - {None}
        return min(start for day, start in told if day) if len(days) >= _CHRONICLE else None

    def event(self, scope: str, when: DateWhen, start: int) -> str:
        """Which happening a claim at ``start`` tells of, as far as it decides where that was."""
        if when.background:
            return "other"
        of_main = self.dates.main is not None and when.event_start == self.dates.main.period.start
        own = (when.basis == "sentence" and not of_main) or when.basis is None
        one_of_several = self.chronicle is not None and start >= self.chronicle and own
        return "several" if scope != "incident" or one_of_several else "main"

    def when(self, when: DateWhen, scope: str, parent: Claim | None = None) -> ClaimWhen:
        """The dates of a claim of that scope; a part without its own has those of its whole."""
        reported = self.article.published_at
        if scope == "cumulative" and (when.event_start is None or when.basis == "lead" or when.read_by("lasting")) and self.dates.onset:
            when = replace(self.dates.onset, event_end=when.event_end if when.basis == "sentence" else None, basis="sentence")
        if scope == "stock" or (scope == "cumulative" and when.basis == "lead"):
            return ClaimWhen(as_of_date=when.event_end or when.event_start or reported, reported_at=reported)
        as_of = (when.event_end or reported) if scope in ("period", "cumulative") else None
        if scope == "incident" and when.event_start and when.event_start == when.event_end and len(when.event_start) == MONTH:
            when = self.dates.on_the_day(when)
        day = when.event_start if when.event_start == when.event_end and len(when.event_start or "") == DAY else None
        if scope == "incident" and when.basis in ("lead", "carried") and day and self.context.goes_on:
            when = replace(when, event_end=None)
        if when.event_start is None and when.event_end is None and parent is not None:
            return replace(parent.when, as_of_date=as_of)
        return ClaimWhen(when.event_start, when.event_end, when.date_precision, when.date_rule, when.anchor_date, as_of, reported)

    def span(self, start: int, end: int, sentence: Sentence) -> Span:
        """The characters of the article that [start, end) of the document's norm stand for, and those of its sentence."""
        text = self.document.text
        left, right = text.raw_span(start, end)
        return Span(self.document.section, left, right, text.raw[left:right], *text.raw_span(sentence.start, sentence.end))


def speaker_of(voice: Voice | None) -> Speaker:
    """A voice as a claim tells it; empty when the article speaks itself."""
    if voice is None:
        return Speaker()
    return Speaker(voice.source_id, voice.source_name, voice.source_text, voice.source_type, voice.via_text)

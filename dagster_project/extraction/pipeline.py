"""From an article to its claims and statements: the only place where the readers are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from dagster_project.extraction.circumstances.context import ContextReader
from dagster_project.extraction.circumstances.modality import ModalityReader
from dagster_project.extraction.circumstances.responsibility import Statement, find_responsibility
from dagster_project.extraction.circumstances.scope import Said, ScopeReader
from dagster_project.extraction.circumstances.weapons import WeaponReader
from dagster_project.extraction.claims import (
    ArticleText,
    Claim,
    Extraction,
    Reading,
    ReadSentence,
    Responsibility,
    Span,
    Speaker,
    Value,
    WeaponUse,
    Where,
    stable_id,
)
from dagster_project.extraction.claims import When as ClaimWhen
from dagster_project.extraction.confidence import Evidence, calibration, evidence_of
from dagster_project.extraction.dates.mentions import read_mentions
from dagster_project.extraction.dates.reader import DateReader
from dagster_project.extraction.dates.reader import When as DateWhen
from dagster_project.extraction.dates.reader import grammar_of as date_grammar
from dagster_project.extraction.gate import gate, sentences_with
from dagster_project.extraction.harm.components import with_components
from dagster_project.extraction.harm.reading import read_sentence
from dagster_project.extraction.harm.reads import Read
from dagster_project.extraction.harm.victims import victims_of
from dagster_project.extraction.places.main_place import EventSigns
from dagster_project.extraction.places.reader import place_reader
from dagster_project.extraction.speakers.antecedents import Voice
from dagster_project.extraction.speakers.reader import SpeakerReader
from dagster_project.extraction.speakers.registry import actors, sources
from dagster_project.extraction.speakers.speech import speech_of
from dagster_project.extraction.words.document import Document, Sentence
from dagster_project.extraction.words.grammar import Grammar, grammar
from dagster_project.languages.pack import complete_languages
from dagster_project.languages.sections.dates import DatesSection

__all__ = ["ArticleText", "Extraction", "extract", "supported_languages"]

_EXPLOSION = "explosion"  # a weapon only where somebody is said to attack: a plant may blow up too
_CHRONICLE = 3  # days with events of their own from which an article tells one after the other
_UNITS = {"household": "household", "facility": "facility", "settlement": "settlement"}


def supported_languages() -> frozenset[str]:
    """Languages that have a complete pack."""
    return frozenset(complete_languages())


def extract(article: ArticleText, judge: Callable[[Evidence], float] | None = None) -> Extraction:
    """Read an article. Raises PackError when its language has no pack; offsets count in its title and its body.

    ``judge`` turns what is known of a reading into its confidence; by default the fitted calibration does.
    """
    sections = (("title", article.title), ("body", article.body))
    parts = [_SectionReader(article, section, text, judge or calibration()).read() for section, text in sections if text]
    return Extraction(
        claims=tuple(c for p in parts for c in p.claims),
        weapon_uses=tuple(w for p in parts for w in p.weapon_uses),
        responsibility=tuple(r for p in parts for r in p.responsibility),
        territorial_control=tuple(t for p in parts for t in p.territorial_control),
        sentences=tuple(s for p in parts for s in p.sentences),
        n_sentences=sum(p.n_sentences for p in parts),
    )


class _SectionReader:
    """Reads one section; everything that more than one claim needs is made once."""

    def __init__(self, article: ArticleText, section: str, text: str, judge: Callable[[Evidence], float]):
        self.article, self.judge = article, judge
        self.grammar: Grammar = grammar(article.language)
        self.document = Document.of(text, self.grammar.rules, article.language, article.published_at, article.publisher, section)
        self._dated: dict[int, list[tuple[int, int]]] = {}

    def read(self) -> Extraction:
        """The section's claims and statements; an ordinary article ends at the gate."""
        document, words = self.document, gate(self.article.language)
        harm, weapons, stances = (w.positions(document.norm) for w in (words.harm, words.weapons, words.stances))
        if not (harm or weapons or stances):
            return Extraction()
        reads, sentences = self._reads(sentences_with(document, harm)) if harm else ([], [])
        self._prepare()
        claims = self._claims(reads)
        return Extraction(
            claims,
            tuple(self._weapon_uses(claims, sentences_with(document, weapons))) if weapons else (),
            tuple(self._responsibility(sentences_with(document, stances))) if stances else (),
            (),
            tuple(sentences),
            len(document.sentences),
        )

    def _reads(self, harmed: frozenset[int]) -> tuple[list[Read], list[ReadSentence]]:
        """What the sentences ``harmed`` and the parts of their numbers in later ones say."""
        document, article, parts = self.document, self.article, gate(self.article.language).parts
        reads: list[Read] = []
        sentences: list[ReadSentence] = []
        for sentence in document.sentences:
            goes_on = bool(reads) and reads[-1].sentence.index >= sentence.index - 1
            opens = sentence.index in harmed or (goes_on and bool(parts.positions(sentence.norm)))
            follows = bool(reads) and reads[-1].sentence.index == sentence.index - 1  # it may say who the number told are
            if not (opens or follows) or _is_heading(sentence):
                continue
            found = read_sentence(sentence, self.grammar, reads, self._masked)
            if not opens and not found.reads:
                continue
            reads.extend(found.reads)
            start, end = document.text.raw_span(sentence.start, sentence.end)
            sentences.append(
                ReadSentence(
                    article.article_id,
                    article.article_version,
                    document.section,
                    sentence.index,
                    start,
                    end,
                    len(found.reads),
                    "unread" if found.unread else "read",
                )
            )
        return with_components(reads), sentences

    @cached_property
    def dates(self) -> DateReader:
        """The section's dates, read when something is there to be dated."""
        return DateReader(self.document, self.grammar.pack.section("dates", DatesSection), self.article.published_at)

    def _masked(self, start: int, end: int) -> bool:
        """Whether characters belong to a date; only their own sentence is looked at, since most articles end here."""
        sentence = self.document.sentence_at(start)
        spans = self._dated.get(sentence.index)
        if spans is None:
            mentions = read_mentions(sentence, date_grammar(self.grammar.pack.section("dates", DatesSection)))[0]
            spans = self._dated[sentence.index] = [(m.start, m.end) for m in mentions]
        return any(a <= start and end <= b for a, b in spans)

    def _prepare(self) -> None:
        speech = speech_of(self.article.language)
        self.speakers = SpeakerReader(self.document, speech, sources(speech.affixes))
        self.actors = actors(speech.affixes)
        self.modality = ModalityReader(self.document, speech)
        self.weapons = WeaponReader(self.document, self.actors)
        self.context = ContextReader(self.document)
        self.scopes = ScopeReader(self.document)
        signs = EventSigns(self.dates.recalls, self.speakers.spans, self.context.wide, self.article.title or "")
        self.places = place_reader(self.document, signs)

    def _claims(self, reads: list[Read]) -> tuple[Claim, ...]:
        made: list[Claim] = []
        days = {when.event_start for r in reads if (when := self.dates.when(r.start, r.end, r.told_when)).basis == "sentence"} - {None}
        self._chronicle = len(days) >= _CHRONICLE
        ordinals: dict[tuple[int, str, str], int] = {}
        order = sorted(range(len(reads)), key=lambda i: (reads[i].start, reads[i].end))
        by_position: dict[int, Claim] = {}
        pending = list(order)
        while pending:  # parents first, whatever stands first in the text
            rest = [i for i in pending if reads[i].parent is not None and reads[i].parent in pending and reads[i].parent != i]
            for i in [i for i in pending if i not in rest]:
                parent = reads[i].parent
                by_position[i] = self._claim(reads[i], by_position.get(parent) if parent is not None else None, ordinals)
            if len(rest) == len(pending):
                break
            pending = rest
        made = [by_position[i] for i in order if i in by_position]
        return tuple(made)

    def _claim(self, read: Read, parent: Claim | None, ordinals: dict[tuple[int, str, str], int]) -> Claim:
        document, article, link = self.document, self.article, read.link
        counted, quantity, frame = link.counted, link.counted.quantity, link.frame
        core = read.sentence.tokens[quantity.core_first].start
        key = (core, frame.kind, frame.measure)
        ordinals[key] = ordinals.get(key, -1) + 1
        origin = document.text.raw_span(core, core + 1)[0]
        when = self.dates.when(read.start, read.end, read.told_when)
        facility = next((g.facility_type for g in counted.groups if g.facility_type), None)
        said = Said(
            frame.measure,
            quantity.stated,
            counted.implicit,
            link.first,
            when,
            frame.trigger.stock,
            facility == "settlement" and frame.measure == "attacked",
            self.places.together(read.start, read.end),
        )
        scope = (parent.scope if parent is not None else None) or self.scopes.scope(read.sentence, said)
        voice = self._without_count(self.speakers.speaker(read.start, read.end), read)
        modality = self.modality.modality_of(read.start, read.end)
        weapons = self._weapons(read, parent, when, scope)
        cause, hazard = (parent.cause, parent.hazard) if parent else self.context.cause(read.sentence, weapons)
        active = frame.slot in ("object", "result")
        attackers = (
            ()
            if frame.kind not in ("casualty", "facility", "control")
            else self.weapons.attackers(read.sentence, link.first, active, (voice.start, voice.end) if voice else None)
        )
        return Claim(
            claim_id=stable_id(article.article_id, document.section, origin, frame.kind, frame.measure, ordinals[key]),
            article_id=article.article_id,
            article_version=article.article_version,
            span=self._span(read.start, read.end, read.sentence),
            kind=frame.kind,
            measure=frame.measure,
            value=Value.of(quantity, _UNITS.get(counted.kind, "person")),
            victims=victims_of(counted, document, read.sentence, frame.kind),
            reading=Reading(
                modality,
                self.context.role(read.sentence, when),
                self.judge(evidence_of(read, modality)),
                frame.rule,
                article.language,
            ),
            speaker=_speaker(voice),
            when=self._when(when, scope, parent),
            where=self._where(read, parent, scope, when),
            relation_cue=read.relation_cue,
            parent_claim_id=parent.claim_id if parent else None,
            scope=scope,
            cause=cause,
            hazard=hazard,
            weapons=weapons,
            actors=attackers or (parent.actors if parent else ()),
            facility_type=facility if frame.kind == "facility" else None,
            displacement_term=frame.trigger.term if frame.kind == "displacement" else None,
        )

    def _where(self, read: Read, parent: Claim | None, scope: str, when: DateWhen) -> Where:
        """A part happened where its whole did, unless its own place stands right behind its number."""
        if parent is not None and parent.where.place_name:
            return self.places.beside(read.end) or parent.where
        towns = any(g.facility_type == "settlement" for g in read.link.counted.groups)
        return self.places.where(read.start, read.end, self._event(scope, when), towns)

    def _event(self, scope: str, when: DateWhen) -> str:
        """Which happening a claim tells of, as far as it decides where that was; a chronicle's events share no place."""
        if when.background:
            return "other"
        of_main = self.dates.main is not None and when.event_start == self.dates.main.period.start
        own = (when.basis == "sentence" and not of_main) or when.basis is None
        return "several" if scope != "incident" or (self._chronicle and own) else "main"

    def _without_count(self, voice: Voice | None, read: Read) -> Voice | None:
        """The speaker's words without the figure that may stand between them and their verb: "hatte die Polizei neun Tote gemeldet"."""
        start = read.sentence.tokens[read.link.counted.first].start
        if voice is None or not voice.start < start < voice.end:
            return voice
        words = self.document.clean[voice.start : start].rstrip(" ,")
        return replace(voice, source_text=words, end=voice.start + len(words)) if words else voice

    def _weapons(self, read: Read, parent: Claim | None, when: DateWhen, scope: str) -> tuple[str, ...]:
        """Weapons of the verb, of the sentence, else of what was just told when the claim goes on with it."""
        if read.link.frame.kind not in ("casualty", "facility"):
            return ()
        if parent is not None and parent.weapons:
            return parent.weapons
        if read.link.frame.measure in ("missing", "infected", "detained", "abducted", "closed"):
            return ()
        implied, own = read.link.frame.trigger.weapons, self.weapons.around(read.sentence, (read.link.first, read.link.last))
        if implied or own:
            meant = self.context.armed(read.sentence) and (set(own or implied) != {_EXPLOSION} or self.context.attacked(read.sentence))
            return tuple(own or implied) if meant else ()
        if scope != "incident" or when.background or not self.context.armed(read.sentence) or self.weapons.other_event(read.sentence):
            return ()
        nearby = self.weapons.before(read.sentence) if when.basis != "sentence" else ()
        main = self.dates.main
        of_main = when.basis in ("lead", "carried") or (main is not None and when.event_start == main.period.start)
        found = nearby or (self.weapons.of_lead if of_main else ())
        return () if set(found) == {_EXPLOSION} and not self.context.attacked(read.sentence) else found

    def _when(self, when: DateWhen, scope: str, parent: Claim | None) -> ClaimWhen:
        reported = self.article.published_at
        if scope == "stock" or (scope == "cumulative" and when.basis == "lead"):
            return ClaimWhen(as_of_date=when.event_end or when.event_start or reported, reported_at=reported)
        as_of = (when.event_end or reported) if scope in ("period", "cumulative") else None
        if when.event_start is None and when.event_end is None and parent is not None:
            return replace(parent.when, as_of_date=as_of)
        return ClaimWhen(when.event_start, when.event_end, when.date_precision, when.date_rule, when.anchor_date, as_of, reported)

    def _span(self, start: int, end: int, sentence: Sentence) -> Span:
        text = self.document.text
        left, right = text.raw_span(start, end)
        return Span(self.document.section, left, right, text.raw[left:right], *text.raw_span(sentence.start, sentence.end))

    def _responsibility(self, stated: frozenset[int]) -> Iterator[Responsibility]:
        article = self.article
        sentences = [self.document.sentences[i] for i in sorted(stated)]
        statements = find_responsibility(self.document, self.speakers, self.actors, self.weapons.in_span, sentences)
        for s in statements:
            when = self.dates.when(s.start, s.end)
            span = self._span(s.start, s.end, self.document.sentence_at(s.start))
            yield Responsibility(
                statement_id=stable_id(article.article_id, self.document.section, span.char_start, span.char_end, s.stance, s.accused),
                article_id=article.article_id,
                article_version=article.article_version,
                span=span,
                stance=s.stance,
                reading=Reading("asserted", "background" if when.background else "main", None, s.rule_id, article.language),
                accused=s.accused,
                accused_text=s.accused_text,
                act=s.act,
                weapons=s.weapons or self._weapons_near(s),
                speaker=_speaker(s.speaker),
                when=self._when(when, "incident", None),
                where=self._place_of_act(s, statements),
            )

    def _place_of_act(self, statement: Statement, statements: Sequence[Statement]) -> Where:
        """The place that the act's own words name: "a charge denied by Damascus" tells who speaks, not where it happened."""
        where = self.places.where(statement.start, statement.end)
        named = where.place_text is not None and where.place_text in (statement.act or "")
        voices = [s.speaker.source_text or "" for s in statements if s.speaker and s.sentence_start == statement.sentence_start]
        speaks = any(where.place_text in words for words in voices) if where.place_text else False
        return where if named and not speaks else Where(country=where.country)

    def _weapons_near(self, statement: Statement) -> tuple[str, ...]:
        return self.weapons.around(self.document.sentence_at(statement.start))

    def _weapon_uses(self, claims: tuple[Claim, ...], armed: frozenset[int]) -> Iterator[WeaponUse]:
        """A weapon's use told without a number of victims in the same sentence."""
        article, document = self.article, self.document
        counted = {c.span.sentence_start for c in claims if c.kind == "casualty"}
        for index in sorted(armed):
            sentence = document.sentences[index]
            hits, at = self.weapons.hits(sentence), document.text.raw_span(sentence.start, sentence.end)[0]
            if not hits or at in counted or not self.weapons.used(sentence):
                continue
            special = set(self.weapons.around(sentence))
            for hit in hits:
                if hit.value not in special:
                    continue
                special.discard(hit.value)
                start, end = sentence.tokens[hit.first].start, sentence.tokens[hit.last - 1].end
                told = next((c for c in claims if c.span.sentence_start == at and c.kind == "facility"), None)
                when, span = self.dates.when(start, end), self._span(start, end, sentence)
                voice = self.speakers.speaker(start, end)
                modality = self.modality.modality_of(start, end)
                yield WeaponUse(
                    statement_id=stable_id(article.article_id, document.section, span.char_start, span.char_end, hit.value),
                    article_id=article.article_id,
                    article_version=article.article_version,
                    span=span,
                    weapon=hit.value,
                    stance=_stance(modality, voice),
                    actors=self.weapons.attackers(sentence, hit.first, True, (voice.start, voice.end) if voice else None),
                    reading=Reading(modality, self.context.role(sentence, when), None, f"weapons.{hit.value}", article.language),
                    speaker=_speaker(voice),
                    when=told.when if told else self._when(when, "incident", None),
                    where=told.where if told else self.places.where(start, end, self._event("incident", when)),
                )


def _is_heading(sentence: Sentence) -> bool:
    """A line between dashes is a crosshead: it says again, shorter, what the text says."""
    return len(sentence.norm) > 2 and sentence.norm[0] in "-\u2013" and sentence.norm[-1] in "-\u2013"


def _stance(modality: str, voice: Voice | None) -> str:
    return "denied" if modality == "denied" else "accused" if voice is not None else "reported_as_fact"


def _speaker(voice: Voice | None) -> Speaker:
    if voice is None:
        return Speaker()
    return Speaker(voice.source_id, voice.source_name, voice.source_text, voice.source_type, voice.via_text)

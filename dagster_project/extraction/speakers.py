"""Who says it: the attributions of a document and the speaker of any stretch of it.

Attributions are read from the words of a language's ``attribution.toml``; who stands behind an earlier name, a pronoun
or an unbroken quotation is resolved here. What is claimed does not live here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dagster_project.extraction.document import Document, Sentence, Token
from dagster_project.extraction.lexicon import Hit
from dagster_project.extraction.quotes import MARK, quotations
from dagster_project.extraction.registry import Register, RegisterInDocument
from dagster_project.extraction.speaker_phrases import MEDIA, VERBS, Phrase, PhraseFinder
from dagster_project.extraction.speech import Cue, Speech

_LONGEST = 118  # characters of a speaker's words
_SPEECH = 20  # characters from which quoted words are speech rather than a name or a term
_SUBJECT = 8  # tokens of a subject that stands on the less usual side of its verb
_MEMORY = 12  # sentences over which a pronoun finds its speaker
_BODIES = ("ingo", "local_ngo", "igo", "monitor", "un_agency", "un_mission_or_coi", "opcw_or_treaty_body", "academic", "rescue_service")
_INQUIRERS = ("un_mission_or_coi", "opcw_or_treaty_body", "monitor", "academic")
_MARKS = ",\u2013;:" + MARK


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it. ``start`` and ``end`` are the place of ``source_text`` in ``document.norm``."""

    source_id: str | None
    source_name: str | None
    source_text: str
    source_type: str | None
    via_text: str | None = None
    start: int = 0
    end: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: ``start`` to ``end`` cover speaker and cue, ``cue`` its words, ``rule`` how it was read.

    ``forward`` and ``backward``: on which sides in its sentence the reported content stands; ``scope`` covers it.
    """

    sentence: int
    start: int
    end: int
    cue: str
    rule: str
    speaker: Speaker
    forward: bool
    backward: bool
    scope: tuple[int, int]


class SpeakerReader:
    """Reads the attributions of one document once and answers for any span of it."""

    def __init__(self, document: Document, data: Speech, registry: Register):
        """``data``: the language's words (:func:`~dagster_project.extraction.speech.speech_of`); ``registry``: sources."""
        self.document, self.data = document, data
        self.finder = PhraseFinder(data, RegisterInDocument(registry, document))

    # --- public ----------------------------------------------------------------------------------------------------
    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """All attributions in the order of the text."""
        found: list[Attribution] = []
        for sentence in self.document.sentences:
            found += self._read(sentence, found)
        return tuple(found)

    def speaker(self, start: int, end: int) -> Speaker | None:
        """The speaker of ``document.norm[start:end]``; None when the article speaks itself."""
        sentence = self.document.sentence_at(start)
        here = self._by_sentence.get(sentence.index, [])
        quote = self._quote_at(start, end)
        if quote is not None:
            inside = [a for a in here if a.start >= quote[0] and a.end <= quote[1] + 1]
            nested = self._choose(sentence, inside, start, end)
            if nested is not None:
                return nested
            speaker = self._quote_speaker(quote)
            if speaker is not None:
                return speaker
        speaker = self._choose(sentence, here, start, end) or self._said_after(sentence)
        if speaker is None and self._goes_on(sentence):
            before = [a for a in self.attributions if sentence.index - 3 <= a.sentence < sentence.index and self._paragraph(a) == sentence.paragraph]
            speaker = before[-1].speaker if before else None
        return speaker

    # --- choosing --------------------------------------------------------------------------------------------------
    @cached_property
    def _by_sentence(self) -> dict[int, list[Attribution]]:
        grouped: dict[int, list[Attribution]] = {}
        for attribution in self.attributions:
            grouped.setdefault(attribution.sentence, []).append(attribution)
        return grouped

    def _paragraph(self, attribution: Attribution) -> int:
        return self.document.sentences[attribution.sentence].paragraph

    def _choose(self, sentence: Sentence, here: Sequence[Attribution], start: int, end: int) -> Speaker | None:
        """The attribution of the sentence that reaches the span: a governing one, else the next one behind it."""
        for attribution in here:
            if attribution.start < end and start < attribution.end and attribution.rule in VERBS:
                return attribution.speaker
        behind = next((a for a in here if a.backward and a.start >= start), None)
        ahead = [a for a in here if a.forward and a.end <= start]
        governing = ahead[-1] if ahead else None
        relayed = behind is not None and behind.speaker.source_type in MEDIA
        if governing is not None and (behind is None or relayed or not self._parted(sentence, governing.end, start)):
            if len(ahead) > 1 and not governing.speaker.via_text and governing.rule in VERBS and not self._parted(sentence, ahead[-2].end, governing.start):
                outer = ahead[-2].speaker
                if outer.source_text != governing.speaker.source_text and governing.start - ahead[-2].end < 3:
                    return replace(governing.speaker, via_text=outer.source_text)
            if behind is not None and behind is not governing and behind.speaker.source_text != governing.speaker.source_text:
                return replace(governing.speaker, via_text=governing.speaker.via_text or behind.speaker.source_text)
            return governing.speaker
        return behind.speaker if behind is not None else None

    def _parted(self, sentence: Sentence, left: int, right: int) -> bool:
        """Whether a contrast or a semicolon stands between two positions of a sentence."""
        words = self.data.words
        between = [t for t in sentence.tokens if left <= t.start and t.end <= right]
        return any(t.norm == ";" or t.norm in words.contrasts for t in between) or any(
            a.norm == "," and b.norm in words.coordinators for a, b in zip(between, between[1:], strict=False)
        )

    def _said_after(self, sentence: Sentence) -> Speaker | None:
        """The speaker of a following sentence that says no more than who said this one ("This the ministry said.")."""
        following = self._by_sentence.get(sentence.index + 1, [])
        if len(following) != 1:
            return None
        only, next_one = following[0], self.document.sentences[sentence.index + 1]
        words = self.data.words
        empty = words.determiners | words.between | words.time | words.connectors | words.openers
        rest = [t for t in next_one.tokens if t.is_word and not only.start <= t.start < only.end and t.norm not in empty]
        particles = {p for options in self.data.section.verbs.separable.values() for p in options}
        alone = all(t.norm in particles for t in rest) and only.rule in VERBS and next_one.paragraph == sentence.paragraph
        return only.speaker if alone else None

    def _goes_on(self, sentence: Sentence) -> bool:
        """Whether the sentence is marked as reported speech without naming the speaker again."""
        phrases = self.data.section.phrases
        if not phrases.mood and not phrases.resume:
            return False
        return any(t.norm in self._moods for t in sentence.tokens) or any(h.value.role == "resume" for h in self.data.cues.scan(sentence.tokens))

    @cached_property
    def _moods(self) -> frozenset[str]:
        return frozenset(self.data.section.phrases.mood)

    # --- quotations ------------------------------------------------------------------------------------------------
    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        return quotations(self.document, self.data.dash_opens_speech, _SPEECH)

    def _quote_at(self, start: int, end: int) -> tuple[int, int] | None:
        return next((q for q in self._quotes if q[0] <= start + 1 and end - 1 <= q[1]), None)

    def _quote_speaker(self, quote: tuple[int, int]) -> Speaker | None:
        """Who speaks in a quotation: the attribution beside it, else the last speaker when it opens a sentence."""
        first, last = self.document.sentence_at(quote[0]), self.document.sentence_at(max(quote[0], quote[1] - 1))
        inner = [a for a in self.attributions if first.index <= a.sentence <= last.index + 1]
        dash = self.data.dash_opens_speech and self.document.norm[quote[0] - 1] != MARK
        outside = [a for a in inner if a.start >= quote[1] - 1 or a.end <= quote[0] or dash]
        after = [a for a in outside if a.start >= quote[1] - 1 and (a.backward or a.start - quote[1] <= 3) and self._near(quote[1], a.start)]
        before = [a for a in outside if a.end <= quote[0] and a.forward and self._near(a.end, quote[0])]
        if dash:
            after = [a for a in outside if a.sentence <= last.index and a.backward]
        if after or before:
            return after[0].speaker if after else before[-1].speaker
        if first.paragraph == last.paragraph and quote[0] - first.start <= 2:
            earlier = [a for a in self.attributions if a.end <= quote[0] and first.paragraph - self._paragraph(a) <= 2]
            return earlier[-1].speaker if earlier else None
        return None

    def _near(self, left: int, right: int) -> bool:
        """Whether no sentence ends between the two positions, a closing quotation mark aside."""
        return not any(mark in self.document.norm[left + 2 : right] for mark in (". ", "\n"))

    # --- reading ---------------------------------------------------------------------------------------------------
    def _read(self, sentence: Sentence, earlier: Sequence[Attribution]) -> list[Attribution]:
        tokens = sentence.tokens
        hits = self.data.cues.scan(tokens)
        found: list[Attribution] = []
        floor = 0
        for hit in hits:
            attribution = self._attribution(sentence, tokens, hit, floor, [*earlier, *found])
            if attribution is None:
                continue
            if hit.value.role not in ("relay", "relayed_by") or not self._relay(hit.value.role, attribution, found):
                original = found.pop() if len(found) == 1 and found[0].rule == "relay" else None
                if original is not None and not original.speaker.kind.endswith("?"):
                    attribution = replace(attribution, speaker=replace(original.speaker, via_text=attribution.speaker.source_text))
                found.append(attribution)
            floor = next((i for i, t in enumerate(tokens) if t.start >= attribution.end), len(tokens))
        if not found:
            found += self._colon(sentence, tokens, earlier)
        return found

    def _relay(self, role: str, new: Attribution, found: list[Attribution]) -> bool:
        """Join "citing X" or "quoted by X" to the attribution before it. True when it needs no entry of its own."""
        if not found:
            return role == "relayed_by"
        last = found[-1]
        if role == "relayed_by":
            found[-1] = replace(last, speaker=replace(last.speaker, via_text=new.speaker.source_text))
        elif not new.speaker.kind.endswith("?"):
            found[-1] = replace(last, speaker=replace(new.speaker, via_text=last.speaker.source_text))
        return True

    def _attribution(self, sentence: Sentence, tokens: Sequence[Token], hit: Hit[Cue], floor: int, earlier: Sequence[Attribution]) -> Attribution | None:
        role = hit.value.role
        if role in ("say", "tell", "report", "clause", "separable"):
            return self._verb(sentence, tokens, hit, floor, earlier)
        if role == "saying":
            return self._saying(sentence, tokens, hit, earlier)
        if role == "quote":
            return self._quoting(sentence, tokens, hit, floor, earlier)
        phrase: Phrase | None = None
        if role in ("before", "relay", "relayed_by"):
            inner = self.data.cues.at(tokens, hit.last) if hit.last < len(tokens) else None
            phrase = self.finder.after(tokens, inner.last if inner and inner.value.role in VERBS | {"relayed_by"} and not tokens[hit.last].is_capital else hit.last)
            first, last = hit.first, phrase.last if phrase else 0
        elif role == "after":
            phrase = self.finder.before(tokens, hit.first, floor)
            first, last = phrase.first if phrase else 0, hit.last
        elif role == "opens":
            close = next((h for h in self.data.cues.scan(tokens[hit.last : hit.last + 7]) if h.value.role == "closes"), None)
            if close is None or not all(t.is_word for t in tokens[hit.last : hit.last + close.first]):
                return None
            after = hit.last + close.last
            phrase = self.finder.describe(tokens, hit.last, after)
            if after < len(tokens) and tokens[after].norm in self.data.words.connectors:
                phrase = self.finder.after(tokens, after) or phrase
            first, last = hit.first, max(after, phrase.last)
        if phrase is None or not phrase.likely:
            return None
        return self._make(sentence, tokens, role, phrase, first, last, earlier, hit)

    def _verb(self, sentence: Sentence, tokens: Sequence[Token], hit: Hit[Cue], floor: int, earlier: Sequence[Attribution]) -> Attribution | None:
        if self._no_cue(tokens, hit):
            return None
        role, last = hit.value.role, hit.last
        left = self._subject_before(tokens, hit.first, floor)
        if left is not None and self.data.grammar.subject == "after" and (not left.headed or left.last - left.first > _SUBJECT):
            left = None
        phrase = left
        told = self.finder.hearer(tokens, hit.last)
        begin = told.last if told else hit.last
        if role != "tell" and self._may_invert(tokens, hit.first, left, floor):
            inverted = self.finder.after(tokens, begin)
            if inverted is not None and self._speaks(tokens, inverted, role) and (left is None or not left.likely or told or inverted.first == begin):
                phrase, last = inverted, inverted.last
        if self.data.grammar.drops_subject and (phrase is None or not phrase.likely and phrase is left) and self._bare(tokens, hit, begin):
            return self._saying(sentence, tokens, hit, earlier)
        if phrase is None or (role in ("report", "clause") and not phrase.likely) or any(t.norm in self.data.words.own for t in tokens[phrase.first : phrase.last]):
            return None
        if phrase is left and role == "tell":
            told = self.finder.after(tokens, last)
        if phrase is left and told:
            last = told.last
        made = self._make(sentence, tokens, role, phrase, min(phrase.first, hit.first), last, earlier, hit)
        inquires = phrase.kind == "document" or phrase.type in _INQUIRERS or bool(self.data.inquiry.scan(tokens[phrase.first : phrase.last]))
        if role == "clause" and not inquires and not self._has_clause(tokens, hit, made):
            return None
        if told and told.type in MEDIA:
            text = self.document.clean[tokens[told.first].start : tokens[told.last - 1].end]
            made = replace(made, speaker=replace(made.speaker, via_text=text))
        return made

    def _may_invert(self, tokens: Sequence[Token], verb: int, left: Phrase | None, floor: int) -> bool:
        """Whether the subject may stand behind the verb."""
        grammar = self.data.grammar
        if left is None and not grammar.inverts and grammar.subject == "before":
            return verb <= floor or not tokens[verb - 1].is_word or tokens[verb - 1].norm in self.data.words.openers
        return left is None or grammar.subject == "after" or (grammar.inverts and self._adverbial(tokens, left, floor))

    def _speaks(self, tokens: Sequence[Token], phrase: Phrase, role: str) -> bool:
        """Whether an inverted phrase is a speaker; a bare name counts where names have no capitals and a clause follows."""
        if phrase.likely:
            return phrase.headed
        caseless = tokens[phrase.first].cased.upper() == tokens[phrase.first].cased.lower()
        follows = phrase.last < len(tokens) and tokens[phrase.last].norm in self.data.words.complementizers
        return caseless and role == "say" and follows and phrase.last - phrase.first <= 6

    def _bare(self, tokens: Sequence[Token], hit: Hit[Cue], last: int) -> bool:
        """Whether a verb without a subject stands where one reports: before its clause, or behind what was said."""
        following = tokens[last].norm if last < len(tokens) else "."
        before = tokens[hit.first - 1].norm if hit.first else ""
        return following in self.data.words.complementizers or (before in _MARKS and following in _MARKS + ".")

    def _no_cue(self, tokens: Sequence[Token], hit: Hit[Cue]) -> bool:
        """A passive, a name, or a separable verb without its particle."""
        before, after = tokens[hit.first - 1].norm if hit.first else "", tokens[hit.last].norm if hit.last < len(tokens) else ""
        agent = after in self.data.agents and hit.value.role in ("report", "clause")
        if before in self.data.auxiliaries or before in self.data.words.negations or agent or (hit.first and tokens[hit.first].is_capital and before not in _MARKS):
            return True
        return bool(hit.value.particles) and not any(t.norm in hit.value.particles for t in tokens[hit.last :])

    def _subject_before(self, tokens: Sequence[Token], verb: int, floor: int) -> Phrase | None:
        left = self.finder.before(tokens, verb, floor)
        relative = verb - 1
        while relative > floor and tokens[relative].norm in self.data.words.between:
            relative -= 1
        if left is None and relative > floor and tokens[relative].norm in self.data.words.relatives:
            left = self.finder.before(tokens, relative - (tokens[relative - 1].norm == ","), floor)
        return left

    def _adverbial(self, tokens: Sequence[Token], left: Phrase, floor: int) -> bool:
        """Whether the phrase before the verb is an adverbial, so that the subject follows (verb-second languages)."""
        words = self.data.words
        opened = left.first > floor and tokens[left.first - 1].norm in words.connectors
        return opened or not left.likely

    def _has_clause(self, tokens: Sequence[Token], hit: Hit[Cue], made: Attribution) -> bool:
        following = tokens[hit.last].norm if hit.last < len(tokens) else ""
        return following in self.data.words.complementizers or following in (":", MARK) or (made.backward and not made.forward)

    def _saying(self, sentence: Sentence, tokens: Sequence[Token], hit: Hit[Cue], earlier: Sequence[Attribution]) -> Attribution | None:
        """A form without a subject of its own: the last speaker goes on, else the sentence's first phrase speaks."""
        finite = hit.value.role != "saying"
        near = [a for a in earlier if sentence.index - a.sentence <= (_MEMORY if finite else 0)]
        start, end = tokens[hit.first].start, tokens[hit.last - 1].end
        if near:
            speaker = replace(near[-1].speaker, via_text=None)
        elif finite:
            return None
        else:
            phrase = self.finder.after(tokens, 0, hit.first)
            if phrase is None or not (phrase.anaphor or phrase.kind or phrase.entity) or phrase.first > 2:
                return None
            speaker = self._resolve(tokens, phrase, earlier, sentence)
        forward = hit.last < len(tokens) and any(t.is_word for t in tokens[hit.last :])
        backward = finite and not forward
        scope = (sentence.start if backward else end, sentence.end if forward else start)
        return Attribution(sentence.index, start, end, self.document.clean[start:end], "saying", speaker, forward, backward, scope)

    def _quoting(self, sentence: Sentence, tokens: Sequence[Token], hit: Hit[Cue], floor: int, earlier: Sequence[Attribution]) -> Attribution | None:
        """"NTV quoted the ministry as saying": the ministry speaks, NTV passes it on."""
        relay = self.finder.before(tokens, hit.first, floor) if self.data.grammar.subject == "before" else None
        at, markers = hit.last, self.data.section.verbs.quote_marker
        if markers:
            marked = next((i for i in range(hit.last, min(len(tokens), hit.last + 9)) if tokens[i].norm in markers), None)
            if marked is None:
                return None
            at = marked + 1
            relay = relay or (self.finder.describe(tokens, hit.last, marked) if marked > hit.last else None)
        phrase = self.finder.after(tokens, at)
        if phrase is None or not phrase.likely:
            return None
        made = self._make(sentence, tokens, "quote", phrase, min(hit.first, relay.first if relay else hit.first), phrase.last, earlier, hit)
        if relay is None or not relay.likely:
            return made
        outer = self._resolve(tokens, relay, earlier, sentence)
        inner = replace(made.speaker, via_text=outer.source_text)
        return replace(made, speaker=outer if phrase.unnamed and not relay.unnamed else inner)

    def _colon(self, sentence: Sentence, tokens: Sequence[Token], earlier: Sequence[Attribution]) -> list[Attribution]:
        """"Police: five dead" and "Five dead: police", in a sentence without another attribution."""
        colons = [i for i, t in enumerate(tokens) if t.norm == ":"]
        if len(colons) != 1:
            return []
        at = colons[0]
        for first, last, forward in ((0, at, True), (at + 1, len(tokens), False)):
            if not forward and self.document.section != "title" and tokens[-1].norm == ".":
                continue
            head = next((i for i in range(first, last) if tokens[i].norm in self.data.words.connectors), last)
            if not (first < head and last - first <= 8 and all(t.is_word for t in tokens[first:last])):
                continue
            phrase, core = self.finder.describe(tokens, first, last), self.finder.describe(tokens, first, head)
            if core.entity or core.kind and phrase.type:
                return [self._make(sentence, tokens, "colon", phrase, first, last, earlier, None)]
        return []

    def _make(self, sentence: Sentence, tokens: Sequence[Token], role: str, phrase: Phrase, first: int, last: int,
              earlier: Sequence[Attribution], hit: Hit[Cue] | None) -> Attribution:
        words = self.data.words
        start, end = tokens[first].start, tokens[last - 1].end
        lead = first
        while lead and tokens[lead - 1].norm in words.openers | words.between | words.connectors | words.time | words.determiners | words.coordinators:
            lead -= 1
        before, after = lead > 0, last < len(tokens) and any(t.is_word or t.is_number for t in tokens[last:])
        prev = tokens[lead - 1].norm if before else ""
        following = self._following(tokens, last)
        parted = prev in _MARKS if prev else False
        adjunct = following in words.connectors | words.time | words.between | words.openers or following in _MARKS + "." or not after
        says_on = following in words.complementizers or (hit is not None and last == hit.last and not adjunct)
        if role in VERBS or role == "colon":
            forward = not before or not parted or not adjunct or following == "," or following in words.complementizers or following == ":"
            inverted = hit is not None and phrase.first >= hit.last
            backward = before and (parted or (inverted and not after)) and (adjunct or not says_on) and following not in words.complementizers - words.connectors
            forward = forward and not (inverted and not after)
        else:
            fresh = prev in ":;" or any(t.norm in words.openers | words.coordinators for t in tokens[lead:first]) if before else True
            forward = after and (fresh or not parted or following == "," or self.data.grammar.verb_second)
            backward = before and not fresh
        if role == "report" and forward and not after:
            forward = False
        speaker = self._resolve(tokens, phrase, earlier, sentence)
        cue = self.document.clean[tokens[hit.first].start : tokens[hit.last - 1].end] if hit else ":"
        scope = (sentence.start if backward else end, sentence.end if forward else start)
        return Attribution(sentence.index, start, end, cue, role, speaker, forward, backward, scope)

    def _following(self, tokens: Sequence[Token], last: int) -> str:
        """The word behind an attribution; behind time, place and paper ("on Monday in a statement") when a clause opens there."""
        words = self.data.words
        light = words.connectors | words.determiners | words.time | words.between
        for index in range(last, min(len(tokens), last + 9)):
            token = tokens[index]
            if token.norm in words.complementizers:
                return token.norm
            noun = self.data.nouns.at(tokens, index)
            if not (token.norm in light or token.is_number or token.is_capital or (noun is not None and noun.value.kind == "document")):
                break
        return tokens[last].norm if last < len(tokens) else ""

    # --- who it is -------------------------------------------------------------------------------------------------
    def _resolve(self, tokens: Sequence[Token], phrase: Phrase, earlier: Sequence[Attribution], sentence: Sentence) -> Speaker:
        """The speaker that a phrase stands for: itself, an earlier fuller name, or what a pronoun goes back to."""
        start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
        if end - start > _LONGEST:
            cut = next((t.start for t in tokens[phrase.first : phrase.last] if t.norm == "," and t.start - start <= _LONGEST), start + _LONGEST)
            end = start + len(self.document.clean[start:cut].rstrip())
        text = " ".join(self.document.clean[start:end].split())
        kind = phrase.kind + ("?" if phrase.unnamed else "")
        entity = phrase.entity
        speaker = Speaker(entity.id if entity else None, entity.name if entity else None, text, phrase.type or None, None, start, end, kind)
        if phrase.anaphor:
            recent = [a.speaker for a in earlier if sentence.index - a.sentence <= _MEMORY]
            return self._mentioned(phrase, earlier, sentence) or self._antecedent(phrase, text, recent) or speaker
        if phrase.entity is None and phrase.kind in ("person", "") and not phrase.unnamed:
            caseless = not any(t.cased.lower() != t.cased.upper() for t in tokens[phrase.first : phrase.last])
            words = {t.norm for t in tokens[phrase.first : phrase.last] if (t.is_capital or caseless) and len(t.norm) > 2}
            for other in (a.speaker for a in reversed(earlier)):
                if other.kind.startswith("person") and len(other.source_text) > len(text) and words and words <= set(_split(other.source_text)):
                    return replace(other, via_text=None)
        return speaker

    def _mentioned(self, phrase: Phrase, earlier: Sequence[Attribution], sentence: Sentence) -> Speaker | None:
        """For "the organisation": a body named in the sentences just before, after the last attribution to a body."""
        if phrase.anaphor != "body" or phrase.kind != "body" or phrase.type:
            return None
        since = max((a.sentence for a in earlier if a.speaker.kind.rstrip("?") == "body"), default=-1)
        for index in range(sentence.index - 1, max(since, sentence.index - 4), -1):
            tokens = self.document.sentences[index].tokens
            for found in reversed(self.finder.register.find(tokens)):
                if found.entity.type in _BODIES and not found.entity.generic:
                    start, end = tokens[found.first].start, tokens[found.last - 1].end
                    return Speaker(found.entity.id, found.entity.name, self.document.clean[start:end], found.entity.type, None, start, end, "body")
        return None

    def _antecedent(self, phrase: Phrase, text: str, recent: Sequence[Speaker]) -> Speaker | None:
        """The speaker that a pronoun or a definite phrase goes back to."""
        heads = [w for w in _split(text) if len(w) > 2]
        if len(heads) > 1 or (phrase.kind and heads):
            for other in reversed(recent):
                if any(w == heads[-1] or (len(w) > len(heads[-1]) + 2 and w.endswith(heads[-1])) for w in _split(other.source_text)):
                    return replace(other, via_text=None)
        wanted = {"person": ("person",), "body": ("body", "document")}.get(phrase.anaphor or "body", ("person", "body", "document", ""))
        for kinds in (wanted, ("",)):
            for other in reversed(recent):
                strange = other.kind.endswith("?") and phrase.type and other.source_type != phrase.type
                if other.kind.rstrip("?") in kinds and not strange:
                    return replace(other, via_text=None)
        return None


def _split(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.lower()).split()

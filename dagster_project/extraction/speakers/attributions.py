"""Reading attributions off sentences: which words say that somebody says something, who that is, on which side the content stands.

Who is the speaker of a given claim lives in ``reader``; how a speaker's phrase is delimited, in ``before`` and
``after``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dagster_project.extraction.speakers.after import PhraseAfter
from dagster_project.extraction.speakers.antecedents import Antecedents, Voice
from dagster_project.extraction.speakers.before import PhraseBefore
from dagster_project.extraction.speakers.phrases import MEDIA, VERBS, Phrase, PhraseReader
from dagster_project.extraction.speakers.registry import RegisterInDocument
from dagster_project.extraction.speakers.speech import Cue, Speech
from dagster_project.extraction.words.document import Document, Sentence, Token
from dagster_project.extraction.words.lexicon import Hit
from dagster_project.extraction.words.quotes import MARK

_SUBJECT = 8  # tokens of a subject that stands on the less usual side of its verb
_BARE_NAME = 6  # tokens of a name in a script without capitals
_AHEAD = 9  # tokens over which a clause or a marker may follow
_ISSUED = 6  # tokens between a document and who issued it
_PARTICLE = 5  # tokens from a verb to its particle: "spoke last month of"; in verb-second languages it closes the clause
_MEMORY = 12  # sentences over which a verb without a subject goes on with a speaker
_INQUIRERS = frozenset(("un_mission_or_coi", "opcw_or_treaty_body", "monitor", "academic"))
_MARKS = ",\u2013;:" + MARK


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: ``start`` to ``end`` cover speaker and cue, ``cue`` is its words, ``rule`` how it was read.

    ``forward`` and ``backward``: on which sides in its sentence the reported content stands; ``scope`` covers it. All
    positions are those of ``document.norm``.
    """

    sentence: int
    start: int
    end: int
    cue: str
    rule: str
    speaker: Voice
    forward: bool
    backward: bool
    scope: tuple[int, int]


@dataclass
class _Scene:
    """The sentence being read: ``floor`` is the token behind the last attribution; ``earlier``: those before it."""

    sentence: Sentence
    tokens: Sequence[Token]
    earlier: list[Attribution]
    floor: int = 0
    found: list[Attribution] = field(default_factory=list)

    @property
    def voices(self) -> list[tuple[int, Voice]]:
        return [(a.sentence, a.speaker) for a in (*self.earlier, *self.found)]

    def norm(self, index: int) -> str:
        return self.tokens[index].norm if 0 <= index < len(self.tokens) else ""


class AttributionReader:
    """Reads the attributions of one document, sentence after sentence."""

    def __init__(self, document: Document, data: Speech, register: RegisterInDocument):
        self.document, self.data = document, data
        reader = PhraseReader(data, register)
        self.describe = reader.describe
        self.before, self.after = PhraseBefore(reader), PhraseAfter(reader)
        self.antecedents = Antecedents(document, register, data.same)
        w = data.words
        self._lead = w.openers | w.between | w.connectors | w.time | w.determiners | w.coordinators
        self._light = w.connectors | w.determiners | w.time | w.between
        self._adjuncts = w.connectors | w.time | w.between | w.openers | frozenset(_MARKS + ".")
        self._leads_to_issuer = self._light | w.complementizers
        self._joints = w.openers | w.coordinators
        self._clauses = w.complementizers - w.connectors
        self._finite = data.auxiliaries - w.connectors - w.determiners

    def read(self) -> list[Attribution]:
        """All attributions in the order of the text."""
        found: list[Attribution] = []
        for sentence in self.document.sentences:
            found += self._sentence(sentence, found)
        return found

    def _sentence(self, sentence: Sentence, earlier: list[Attribution]) -> list[Attribution]:
        scene = _Scene(sentence, sentence.tokens, earlier)
        for hit in self.data.cues.scan(scene.tokens):
            new = self._attribution(scene, hit)
            if new is None:
                continue
            if hit.value.role not in ("relay", "relayed_by") or not self._relay(hit.value.role, new, scene.found):
                original = scene.found.pop() if len(scene.found) == 1 and scene.found[0].rule == "relay" else None
                if original is not None and not original.speaker.unnamed:
                    new = replace(new, speaker=original.speaker.via(new.speaker.source_text))
                scene.found.append(new)
            scene.floor = next((i for i, t in enumerate(scene.tokens) if t.start >= new.end), len(scene.tokens))
        if not scene.found:
            self._colon(scene)
        return scene.found

    @staticmethod
    def _relay(role: str, new: Attribution, found: list[Attribution]) -> bool:
        """Join "citing X" or "quoted by X" to the attribution before it. True when it needs no entry of its own."""
        if not found:
            return role == "relayed_by"
        last = found[-1]
        if role == "relayed_by":
            found[-1] = replace(last, speaker=last.speaker.via(new.speaker.source_text))
        elif not new.speaker.unnamed:
            found[-1] = replace(last, speaker=new.speaker.via(last.speaker.source_text))
        return True

    def _attribution(self, scene: _Scene, hit: Hit[Cue]) -> Attribution | None:
        role, tokens = hit.value.role, scene.tokens
        if role == "saying":
            return self._saying(scene, hit)
        if role == "quote":
            return self._quoting(scene, hit)
        if role in VERBS:
            return self._verb(scene, hit)
        if role in ("closes", "resume", "participle"):
            return None
        if role == "opens":
            return self._around(scene, hit)
        if role == "after":
            phrase = self.before.find(tokens, hit.first, scene.floor)
            bounds = (phrase.first if phrase else 0, hit.last)
        else:
            inner = self.data.cues.at(tokens, hit.last) if hit.last < len(tokens) and not tokens[hit.last].is_capital else None
            begin = inner.last if inner and (inner.value.role in VERBS or inner.value.role == "relayed_by") else hit.last
            phrase = self.after.find(tokens, begin)
            phrase = self._issuer(scene, phrase) or phrase
            bounds = (hit.first, phrase.last if phrase else 0)
        return self._make(scene, role, phrase, *bounds, hit) if phrase is not None and phrase.likely else None

    def _issuer(self, scene: _Scene, phrase: Phrase | None) -> Phrase | None:
        """Who issued a document: "according to a provisional toll released on Wednesday by the Red Cross"."""
        if phrase is None or phrase.kind != "document" or phrase.entity is not None:
            return None
        for index in range(phrase.first + 1, min(len(scene.tokens), phrase.last + _ISSUED)):
            if not (scene.tokens[index].is_word or scene.tokens[index].is_number):
                return None
            if scene.norm(index) in self.data.agents | self.data.issued:
                begin = index + 1
                while scene.norm(index) in self.data.issued and scene.norm(begin) in self._leads_to_issuer:
                    begin += 1  # "issued today by"
                issuer = self.after.find(scene.tokens, begin)
                return issuer if issuer is not None and issuer.headed and (issuer.entity or issuer.kind) else None
        return None

    def _around(self, scene: _Scene, hit: Hit[Cue]) -> Attribution | None:
        """A cue that stands around its speaker, or before it: "nach palästinensischen Angaben", "nach Angaben der …"."""
        tokens = scene.tokens
        hits = self.data.cues.scan(tokens[hit.last : hit.last + _AHEAD - 2])
        close = next((h for h in hits if h.value.role == "closes" or scene.norm(hit.last + h.first) in self.data.closes), None)
        if close is None or not all(t.is_word for t in tokens[hit.last : hit.last + close.first]):
            return None
        end = hit.last + close.last
        named = end - 1 if tokens[end - 1].glue == "-" and end - 1 > hit.last else end  # "nach UN-Angaben"
        phrase = self.describe(tokens, hit.last, named)
        if scene.norm(end) in self.data.words.connectors:
            phrase = self.after.find(tokens, end) or phrase
        return self._make(scene, "opens", phrase, hit.first, max(end, phrase.last), hit) if phrase.likely else None

    def _verb(self, scene: _Scene, hit: Hit[Cue]) -> Attribution | None:
        tokens, role, grammar = scene.tokens, hit.value.role, self.data.grammar
        if self._no_cue(scene, hit):
            return None
        left = self._subject_of_last(scene, hit.first) or self._subject_before(scene, hit.first)
        if left is not None and grammar.subject == "after" and (not left.headed or left.last - left.first > _SUBJECT):
            left = None
        told = self.after.hearer(tokens, hit.last)
        begin = told.last if told else hit.last
        if left is not None and told is None and self._fronted(scene, hit, left):
            left = None
        phrase = left
        if role != "tell" and self._may_invert(scene, hit.first, left):
            inverted = self.after.find(tokens, begin)
            adjoins = left is None or not left.likely or told is not None or (inverted is not None and inverted.first == begin)
            if inverted is not None and adjoins and self._speaks(scene, inverted, role):
                phrase = inverted
        if grammar.drops_subject and (phrase is None or (phrase is left and not phrase.likely)) and self._bare(scene, hit, begin):
            return self._saying(scene, hit)
        if phrase is None or (role in ("report", "clause") and not phrase.likely):
            return None
        if any(t.norm in self.data.words.own for t in tokens[phrase.first : phrase.last]):
            return None
        if phrase is left:
            told = self.after.find(tokens, hit.last) if role == "tell" else told
            last = told.last if told else hit.last
        else:
            last = phrase.last
        made = self._make(scene, role, phrase, min(phrase.first, hit.first), last, hit)
        if role == "clause" and not self._inquires(tokens, phrase) and not self._has_clause(scene, hit, made):
            return None
        if told and told.type in MEDIA:
            made = replace(made, speaker=made.speaker.via(self.antecedents.words(tokens[told.first].start, tokens[told.last - 1].end)))
        return made

    def _inquires(self, tokens: Sequence[Token], phrase: Phrase) -> bool:
        """Whether the subject is one whose findings are statements: a report, a commission, a monitor."""
        return phrase.kind == "document" or phrase.type in _INQUIRERS or bool(self.data.inquiry.scan(tokens[phrase.first : phrase.last]))

    def _no_cue(self, scene: _Scene, hit: Hit[Cue]) -> bool:
        """A passive, a denial, a name, or a separable verb without its particle."""
        before = scene.norm(hit.first - 1)
        if before in self.data.auxiliaries or before in self.data.words.negations:
            return True
        if hit.value.role in ("report", "clause") and scene.norm(hit.last) in self.data.agents | self.data.reflexives:
            return True
        if hit.first and scene.tokens[hit.first].is_capital and before not in _MARKS:
            return True
        far = None if self.data.grammar.verb_second else hit.last + _PARTICLE
        return bool(hit.value.particles) and not any(t.norm in hit.value.particles for t in scene.tokens[hit.last : far])

    def _subject_of_last(self, scene: _Scene, verb: int) -> Phrase | None:
        """The subject of a participle that closes its clause, beside the clause's auxiliary: "zunächst hatte sie 79 Tote gemeldet"."""
        tokens = scene.tokens
        if not self.data.grammar.verb_second:
            return None
        for index in range(verb - 2, scene.floor, -1):
            if not (tokens[index].is_word or tokens[index].is_number):
                return None
            if tokens[index].norm in self.data.active:
                behind = self.after.find(tokens, index + 1, verb)
                told = behind is not None and behind.first == index + 1 and (behind.anaphor or behind.kind or behind.entity)
                return behind if behind is not None and told and behind.headed else self.before.find(tokens, index, scene.floor)
        return None

    def _subject_before(self, scene: _Scene, verb: int) -> Phrase | None:
        left = self.before.find(scene.tokens, verb, scene.floor)
        if left is not None:
            return left
        relative = verb - 1
        while relative > scene.floor and scene.norm(relative) in self.data.words.between:
            relative -= 1
        if relative > scene.floor and scene.norm(relative) in self.data.words.relatives:
            return self.before.find(scene.tokens, relative - (scene.norm(relative - 1) == ","), scene.floor)
        return None

    def _may_invert(self, scene: _Scene, verb: int, left: Phrase | None) -> bool:
        """Whether the subject may stand behind the verb."""
        grammar, words = self.data.grammar, self.data.words
        if grammar.subject == "after":
            return True
        if left is None:
            return grammar.inverts or verb <= scene.floor or not scene.tokens[verb - 1].is_word or scene.norm(verb - 1) in words.openers
        adverbial = not left.likely or (left.first > scene.floor and scene.norm(left.first - 1) in words.connectors)
        return grammar.inverts and adverbial

    def _fronted(self, scene: _Scene, hit: Hit[Cue], left: Phrase) -> bool:
        """Whether what stands before the verb is what was said or to whom ("…, berichtete DHA", "dem Blatt sagte sie"): the subject, a
        plain speaker, stands right behind the verb."""
        tokens = scene.tokens
        parted = tokens[hit.first - 1].norm == ","
        if not self.data.grammar.inverts or not (parted or self.after.hearer(tokens, left.first)):
            return False
        behind = self.after.find(tokens, hit.last)
        return behind is not None and behind.first == hit.last and behind.headed and bool(behind.entity or behind.kind or behind.named)

    def _speaks(self, scene: _Scene, phrase: Phrase, role: str) -> bool:
        """Whether an inverted phrase is a speaker; a bare name counts where names have no capitals and a clause follows."""
        if phrase.likely:
            return phrase.headed
        name = scene.tokens[phrase.first].cased
        caseless = name.upper() == name.lower() and phrase.last - phrase.first <= _BARE_NAME
        return caseless and role == "say" and scene.norm(phrase.last) in self.data.words.complementizers

    def _bare(self, scene: _Scene, hit: Hit[Cue], last: int) -> bool:
        """Whether a verb without a subject stands where one reports: before its clause, or behind what was said."""
        following = scene.norm(last) or "."
        before = scene.norm(hit.first - 1)
        return following in self.data.words.complementizers or (before in _MARKS and following in _MARKS + ".")

    def _has_clause(self, scene: _Scene, hit: Hit[Cue], made: Attribution) -> bool:
        following = scene.norm(hit.last)
        return following in self.data.words.complementizers or following in (":", MARK) or (made.backward and not made.forward)

    def _saying(self, scene: _Scene, hit: Hit[Cue]) -> Attribution | None:
        """A form without a subject of its own: the last speaker goes on, else the sentence's first phrase speaks."""
        finite, sentence, tokens = hit.value.role != "saying", scene.sentence, scene.tokens
        voices = scene.voices
        near = [voice for at, voice in voices[-1:] if sentence.index - at <= (_MEMORY if finite else 0)]
        if near:
            speaker = near[0].via(None)
        elif finite:
            return None
        else:
            phrase = self.after.find(tokens, 0, hit.first)
            if phrase is None or not (phrase.anaphor or phrase.kind or phrase.entity) or phrase.first > 2:
                return None
            speaker = self.antecedents.resolve(tokens, phrase, sentence.index, voices)
        start, end = tokens[hit.first].start, tokens[hit.last - 1].end
        forward = any(t.is_word for t in tokens[hit.last :])
        backward = finite and not forward
        scope = (sentence.start if backward else end, sentence.end if forward else start)
        return Attribution(sentence.index, start, end, self.document.clean[start:end], "saying", speaker, forward, backward, scope)

    def _quoting(self, scene: _Scene, hit: Hit[Cue]) -> Attribution | None:
        """"NTV quoted the ministry as saying": the ministry speaks, NTV passes it on."""
        tokens = scene.tokens
        relay = self.before.find(tokens, hit.first, scene.floor) if self.data.grammar.subject == "before" else None
        begin, markers = hit.last, self.data.section.verbs.quote_marker
        if markers:
            marked = next((i for i in range(hit.last, hit.last + _AHEAD) if scene.norm(i) in markers), None)
            if marked is None:
                return None
            begin = marked + 1
            relay = relay or (self.describe(tokens, hit.last, marked) if marked > hit.last else None)
        phrase = self.after.find(tokens, begin)
        if phrase is None or not phrase.likely:
            return None
        made = self._make(scene, "quote", phrase, min(hit.first, relay.first if relay else hit.first), phrase.last, hit)
        if relay is None or not relay.likely:
            return made
        outer = self.antecedents.resolve(tokens, relay, scene.sentence.index, scene.voices)
        return replace(made, speaker=outer if phrase.unnamed and not relay.unnamed else made.speaker.via(outer.source_text))

    def _colon(self, scene: _Scene) -> None:
        """"Police: five dead" and "Five dead: police", in a sentence without another attribution."""
        tokens, size = scene.tokens, len(scene.tokens)
        colons = [i for i, t in enumerate(tokens) if t.norm == ":"]
        if len(colons) != 1:
            return
        for first, last in ((0, colons[0]), (colons[0] + 1, size)):
            if first and self.document.section != "title" and tokens[-1].norm == ".":
                continue
            head = next((i for i in range(first, last) if tokens[i].norm in self.data.words.connectors), last)
            words = tokens[first:last]
            if not (first < head and len(words) <= _SUBJECT and all(t.is_word and t.norm not in self._finite for t in words)):
                continue
            phrase, core = self.describe(tokens, first, last), self.describe(tokens, first, head)
            if core.entity or (core.kind and phrase.type):
                scene.found.append(self._make(scene, "colon", phrase, first, last, None))
                return

    def _make(self, scene: _Scene, role: str, phrase: Phrase, first: int, last: int, hit: Hit[Cue] | None) -> Attribution:
        """The attribution in tokens ``first`` to ``last``: resolves its speaker and decides on which sides its content stands."""
        tokens, sentence, words = scene.tokens, scene.sentence, self.data.words
        lead = first
        while lead and tokens[lead - 1].norm in self._lead:
            lead -= 1
        before, after = lead > 0, any(t.is_word or t.is_number for t in tokens[last:])
        previous, following = scene.norm(lead - 1) if before else "", self._following(scene, last)
        parted = bool(previous) and previous in _MARKS
        if role in VERBS or role == "colon":
            particle = hit is not None and following in hit.value.particles
            adjunct = not after or self._relays(tokens, last) or (following in self._adjuncts and not particle)
            inverted_end = hit is not None and phrase.first >= hit.last and not after
            clause = following in words.complementizers
            content = clause or (hit is not None and last == hit.last and not adjunct)
            forward = not inverted_end and (not before or not parted or not adjunct or clause or following in (",", ":"))
            forward = forward and (clause or following == ":" or not (parted and self._own_words(scene, lead, last)))
            backward = before and (parted or inverted_end) and (adjunct or not content) and following not in self._clauses
            forward = forward and (after or role != "report")
        else:
            fresh = not before or previous in ":;" or any(t.norm in self._joints for t in tokens[lead:first])
            forward = after and (fresh or not parted or following == "," or self.data.grammar.verb_second)
            backward = before and not fresh
        start, end = tokens[first].start, tokens[last - 1].end
        speaker = self.antecedents.resolve(tokens, phrase, sentence.index, scene.voices)
        if role == "attaching" and speaker.start == tokens[phrase.first].start:
            speaker = self._detached(speaker, tokens[phrase.first])
        cue = self.document.clean[tokens[hit.first].start : tokens[hit.last - 1].end] if hit else ":"
        scope = (sentence.start if backward else end, sentence.end if forward else start)
        return Attribution(sentence.index, start, end, cue, role, speaker, forward, backward, scope)

    def _relays(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether "citing" or the like stands at ``index``."""
        hit = self.data.cues.at(tokens, index)
        return hit is not None and hit.value.role == "relay"

    def _own_words(self, scene: _Scene, lead: int, last: int) -> bool:
        """Whether the article speaks itself behind an attribution that follows what was said: behind a quotation, or in a clause that
        tells what else went on ("…, officials said, as crews fought a second fire")."""
        quoted = MARK in (scene.norm(lead - 1), scene.norm(lead - 2) if scene.norm(lead - 1) == "," else "")
        if quoted and all(t.norm != MARK for t in scene.tokens[last:]):
            return True
        return scene.norm(last) == "," and scene.norm(last + 1) in self.data.words.contrasts

    def _detached(self, speaker: Voice, first: Token) -> Voice:
        """The speaker without a preposition that is written onto its first word; a contracted article keeps it."""
        for letter in self.data.words.hearers:
            if first.norm.startswith(letter) and not first.norm.startswith(letter * 2):
                begin = speaker.start + len(letter)
                return replace(speaker, start=begin, source_text=self.antecedents.words(begin, speaker.end))
        return speaker

    def _following(self, scene: _Scene, last: int) -> str:
        """The word behind an attribution; behind time, place and paper ("on Monday in a statement") when a clause opens there."""
        for index in range(last, min(len(scene.tokens), last + _AHEAD)):
            token = scene.tokens[index]
            if token.norm in self.data.words.complementizers:
                return token.norm
            if token.norm in self._light or token.is_number or token.is_capital:
                continue
            noun = self.data.nouns.at(scene.tokens, index)
            if noun is None or noun.value.kind != "document":
                break
        return scene.norm(last)

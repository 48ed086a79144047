"""Reading attributions off sentences: which words say that somebody says something, who that is, on which side the content stands.

Who is the speaker of a given claim lives in ``reader``; how a speaker's phrase is delimited, in ``before`` and
``after``; which is the subject of a verb, in ``subjects``; on which side the content stands, in ``reach``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dagster_project.extraction.speakers.after import PhraseAfter
from dagster_project.extraction.speakers.antecedents import Antecedents, Voice
from dagster_project.extraction.speakers.before import PhraseBefore
from dagster_project.extraction.speakers.phrases import MEDIA, VERBS, Phrase, PhraseReader
from dagster_project.extraction.speakers.reach import Reach
from dagster_project.extraction.speakers.registry import RegisterInDocument
from dagster_project.extraction.speakers.scene import AHEAD, MARKS, Attribution, Scene
from dagster_project.extraction.speakers.speech import Cue, Speech
from dagster_project.extraction.speakers.subjects import Subjects
from dagster_project.extraction.words.document import Document, Sentence, Token
from dagster_project.extraction.words.lexicon import Hit
from dagster_project.extraction.words.quotes import MARK

_SUBJECT = 8  # tokens of a subject that stands on the less usual side of its verb
_ISSUED = 6  # tokens between a document and who issued it
_PARTICLE = 5  # tokens from a verb to its particle: "spoke last month of"; in verb-second languages it closes the clause
_MEMORY = 12  # sentences over which a verb without a subject goes on with a speaker
_INQUIRERS = frozenset(("un_mission_or_coi", "opcw_or_treaty_body", "monitor", "academic"))


class AttributionReader:
    """Reads the attributions of one document, sentence after sentence."""

    def __init__(self, document: Document, data: Speech, register: RegisterInDocument):
        self.document, self.data = document, data
        reader = PhraseReader(data, register)
        self.describe = reader.describe
        self.before, self.after = PhraseBefore(reader), PhraseAfter(reader)
        self.subjects, self.reach = Subjects(data, self.before, self.after), Reach(data)
        self.antecedents = Antecedents(document, register, data.same)
        w = data.words
        self._leads_to_issuer = w.connectors | w.determiners | w.time | w.between | w.complementizers
        self._finite = data.auxiliaries - w.connectors - w.determiners

    def read(self) -> list[Attribution]:
        """All attributions in the order of the text."""
        found: list[Attribution] = []
        for sentence in self.document.sentences:
            found += self._sentence(sentence, found)
        return found

    def _sentence(self, sentence: Sentence, earlier: list[Attribution]) -> list[Attribution]:
        scene = Scene(sentence, sentence.tokens, earlier)
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

    def _attribution(self, scene: Scene, hit: Hit[Cue]) -> Attribution | None:
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

    def _issuer(self, scene: Scene, phrase: Phrase | None) -> Phrase | None:
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

    def _around(self, scene: Scene, hit: Hit[Cue]) -> Attribution | None:
        """A cue that stands around its speaker, or before it: "nach palästinensischen Angaben", "nach Angaben der …"."""
        tokens = scene.tokens
        hits = self.data.cues.scan(tokens[hit.last : hit.last + AHEAD - 2])
        close = next((h for h in hits if h.value.role == "closes" or scene.norm(hit.last + h.first) in self.data.closes), None)
        if close is None or not all(t.is_word for t in tokens[hit.last : hit.last + close.first]):
            return None
        end = hit.last + close.last
        named = end - 1 if tokens[end - 1].glue == "-" and end - 1 > hit.last else end  # "nach UN-Angaben"
        phrase = self.describe(tokens, hit.last, named)
        if scene.norm(end) in self.data.words.connectors:
            phrase = self.after.find(tokens, end) or phrase
        return self._make(scene, "opens", phrase, hit.first, max(end, phrase.last), hit) if phrase.likely else None

    def _verb(self, scene: Scene, hit: Hit[Cue]) -> Attribution | None:
        tokens, role, grammar = scene.tokens, hit.value.role, self.data.grammar
        if self._no_cue(scene, hit):
            return None
        left = self.subjects.of_last(scene, hit.first) or self.subjects.before_verb(scene, hit.first)
        if left is not None and grammar.subject == "after" and (not left.headed or left.last - left.first > _SUBJECT):
            left = None
        told = self.after.hearer(tokens, hit.last)
        begin = told.last if told else hit.last
        if left is not None and told is None and self.subjects.fronted(scene, hit, left):
            left = None
        phrase = left
        if role != "tell" and self.subjects.may_invert(scene, hit.first, left):
            inverted = self.after.find(tokens, begin)
            adjoins = left is None or not left.likely or told is not None or (inverted is not None and inverted.first == begin)
            if inverted is not None and adjoins and self.subjects.speaks(scene, inverted, role):
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

    def _no_cue(self, scene: Scene, hit: Hit[Cue]) -> bool:
        """A passive, a denial, a name, or a separable verb without its particle."""
        before = scene.norm(hit.first - 1)
        if before in self.data.auxiliaries or before in self.data.words.negations:
            return True
        if hit.value.role in ("report", "clause") and scene.norm(hit.last) in self.data.agents | self.data.reflexives:
            return True
        if hit.first and scene.tokens[hit.first].is_capital and before not in MARKS:
            return True
        far = None if self.data.grammar.verb_second else hit.last + _PARTICLE
        return bool(hit.value.particles) and not any(t.norm in hit.value.particles for t in scene.tokens[hit.last : far])

    def _bare(self, scene: Scene, hit: Hit[Cue], last: int) -> bool:
        """Whether a verb without a subject stands where one reports: before its clause, or behind what was said."""
        following = scene.norm(last) or "."
        before = scene.norm(hit.first - 1)
        return following in self.data.words.complementizers or (before in MARKS and following in MARKS + ".")

    def _has_clause(self, scene: Scene, hit: Hit[Cue], made: Attribution) -> bool:
        following = scene.norm(hit.last)
        return following in self.data.words.complementizers or following in (":", MARK) or (made.backward and not made.forward)

    def _saying(self, scene: Scene, hit: Hit[Cue]) -> Attribution | None:
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

    def _quoting(self, scene: Scene, hit: Hit[Cue]) -> Attribution | None:
        """"NTV quoted the ministry as saying": the ministry speaks, NTV passes it on."""
        tokens = scene.tokens
        relay = self.before.find(tokens, hit.first, scene.floor) if self.data.grammar.subject == "before" else None
        begin, markers = hit.last, self.data.section.verbs.quote_marker
        if markers:
            marked = next((i for i in range(hit.last, hit.last + AHEAD) if scene.norm(i) in markers), None)
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

    def _colon(self, scene: Scene) -> None:
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
                scene.found.append(self._make(scene, "beside_colon", phrase, first, last, None))
                return

    def _make(self, scene: Scene, role: str, phrase: Phrase, first: int, last: int, hit: Hit[Cue] | None) -> Attribution:
        """The attribution in tokens ``first`` to ``last``: resolves its speaker and decides on which sides its content stands."""
        tokens, sentence = scene.tokens, scene.sentence
        forward, backward = self.reach.sides(scene, role, phrase, first, last, hit)
        start, end = tokens[first].start, tokens[last - 1].end
        speaker = self.antecedents.resolve(tokens, phrase, sentence.index, scene.voices)
        if role == "attaching" and speaker.start == tokens[phrase.first].start:
            speaker = self._detached(speaker, tokens[phrase.first])
        cue = self.document.clean[tokens[hit.first].start : tokens[hit.last - 1].end] if hit else ":"
        scope = (sentence.start if backward else end, sentence.end if forward else start)
        return Attribution(sentence.index, start, end, cue, role, speaker, forward, backward, scope)

    def _detached(self, speaker: Voice, first: Token) -> Voice:
        """The speaker without a preposition that is written onto its first word; a contracted article keeps it."""
        for letter in self.data.words.hearers:
            if first.norm.startswith(letter) and not first.norm.startswith(letter * 2):
                begin = speaker.start + len(letter)
                return replace(speaker, start=begin, source_text=self.antecedents.words(begin, speaker.end))
        return speaker

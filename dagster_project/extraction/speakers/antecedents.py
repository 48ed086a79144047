"""Whom a speaker's phrase stands for: itself, an earlier fuller name, or what a pronoun or "the agency" goes back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dagster_project.extraction.speakers.phrases import Phrase
from dagster_project.extraction.speakers.registry import RegisterInDocument
from dagster_project.extraction.words.document import Document, Token

_LONGEST = 118  # characters of a speaker's words
_MEMORY = 12  # sentences over which a pronoun finds its speaker
_NEAR = 3  # sentences over which "the organisation" finds a body that was only mentioned
_BODIES = frozenset(
    ("ingo", "local_ngo", "igo", "monitor", "un_agency", "un_mission_or_coi", "opcw_or_treaty_body", "academic", "rescue_service")
)
_KINDS = {"person": ("person",), "body": ("body", "document"), "any": ("person", "body", "document", "")}


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with the place ``start`` to ``end`` of its words in ``document.norm``, what it is, and who relayed it.

    ``kind``: person, body, document or empty. ``unnamed``: nobody in particular ("residents").
    """

    source_id: str | None
    source_name: str | None
    source_text: str
    source_type: str | None
    via_text: str | None = None
    start: int = 0
    end: int = 0
    kind: str = ""
    unnamed: bool = False

    def via(self, relay: str | None) -> Voice:
        """The same speaker as passed on by ``relay``."""
        return replace(self, via_text=relay)


class Antecedents:
    """Resolves speakers' phrases of one document in the order of the text."""

    def __init__(self, document: Document, register: RegisterInDocument, same: frozenset[str] = frozenset()):
        """``same``: words by which a phrase stands for the very last speaker of its kind ("the same source")."""
        self.document, self.register, self.same = document, register, same

    def words(self, start: int, end: int) -> str:
        """The article's own words at a span of ``norm``, on one line."""
        first, last = self.document.text.raw_span(start, end)
        return " ".join(self.document.text.raw[first:last].split())

    def resolve(self, tokens: Sequence[Token], phrase: Phrase, sentence: int, earlier: Sequence[tuple[int, Voice]]) -> Voice:
        """The speaker of ``phrase`` in sentence ``sentence``. ``earlier``: sentence and speaker of each attribution before it."""
        start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
        if end - start > _LONGEST:
            commas = [t.start for t in tokens[phrase.first : phrase.last] if t.norm == "," and t.start - start <= _LONGEST]
            cut = commas[0] if commas else start + _LONGEST
            end = start + len(self.document.clean[start:cut].rstrip())
        entity = phrase.entity
        voice = Voice(
            entity.id if entity else None, entity.name if entity else None, self.words(start, end), phrase.type or None,
            None, start, end, phrase.kind, phrase.unnamed,
        )
        if phrase.anaphor:
            return self._mentioned(phrase, sentence, earlier) or self._antecedent(phrase, voice, sentence, earlier) or voice
        if entity is None and phrase.kind in ("person", "") and not phrase.unnamed:
            return self._fuller(tokens[phrase.first : phrase.last], voice, earlier) or voice
        return voice

    def _fuller(self, tokens: Sequence[Token], voice: Voice, earlier: Sequence[tuple[int, Voice]]) -> Voice | None:
        """The earlier person whose longer phrase holds all names of this one ("Kabore")."""
        caseless = not any(t.cased.lower() != t.cased.upper() for t in tokens)
        names = {t.norm for t in tokens if (t.is_capital or caseless) and len(t.norm) > 2}
        for _, other in reversed(earlier):
            if names and other.kind == "person" and other.end - other.start > voice.end - voice.start and names <= set(self._split(other)):
                return other.via(None)
        return None

    def _mentioned(self, phrase: Phrase, sentence: int, earlier: Sequence[tuple[int, Voice]]) -> Voice | None:
        """For "the organisation": a body named in the sentences just before, after the last attribution to a body."""
        if phrase.anaphor != "body" or phrase.kind != "body" or phrase.type:
            return None
        since = max((at for at, voice in earlier if voice.kind == "body"), default=-1)
        for index in range(sentence - 1, max(since, sentence - _NEAR - 1), -1):
            tokens = self.document.sentences[index].tokens
            for found in reversed(self.register.find(tokens)):
                if found.entity.type in _BODIES and not found.entity.generic:
                    start, end = tokens[found.first].start, tokens[found.last - 1].end
                    return Voice(found.entity.id, found.entity.name, self.words(start, end), found.entity.type, None, start, end, "body")
        return None

    def _antecedent(self, phrase: Phrase, voice: Voice, sentence: int, earlier: Sequence[tuple[int, Voice]]) -> Voice | None:
        """The last speaker of the phrase's own noun, else of its kind."""
        recent = [other for at, other in reversed(earlier) if sentence - at <= _MEMORY]
        same = not self.same.isdisjoint(self._split(voice))
        heads = [w for w in self._split(voice) if len(w) > 2 and w not in self.same]
        if len(heads) > 1 or (phrase.kind and heads):
            head = heads[-1]
            for other in recent:
                if any(w == head or (len(w) > len(head) + 2 and w.endswith(head)) for w in self._split(other)):
                    return other.via(None)
        for kinds in (_KINDS[phrase.anaphor], ("",)):
            for other in recent:
                strange = not same and other.unnamed and phrase.type and other.source_type != phrase.type
                if other.kind in kinds and not strange:
                    return other.via(None)
        return None

    def _split(self, voice: Voice) -> list[str]:
        text = self.document.norm[voice.start : voice.end]
        return "".join(c if c.isalnum() else " " for c in text).split()

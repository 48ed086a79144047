"""Whether the words around a claim assert it, fear it, threaten or imagine it, or deny it.

The cues are the section ``modality`` of ``attribution.toml``. Who denies something lives in ``responsibility``.
"""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.speakers.speech import Speech
from dagster_project.extraction.words.document import Document, Token

_PLANNED = "planned"  # a cue that makes a forecast of people who move, and of nothing else
_LAST = ("hypothetical", _PLANNED)  # what the last verb of a clause may say
_ORDER = ("denied", "threatened", "hypothetical", "feared")  # the first one found decides


class ModalityReader:
    """Whether the words around a claim assert it."""

    def __init__(self, document: Document, data: Speech):
        self.document, self.data = document, data

    def modality_of(self, start: int, end: int, moved: bool = False) -> str:
        """Code of the vocabulary ``modalities`` for ``document.norm[start:end]``.

        A cue counts inside the claim, or before it in the same clause and within reach; a denial and a threat win over
        a forecast, a forecast over a fear. ``moved``: whether the claim is of people who move or are taken in, of whom more is planned
        than happens.
        """
        sentence = self.document.sentence_at(start)
        tokens = sentence.tokens
        first = next((i for i, t in enumerate(tokens) if t.end > start), len(tokens))
        last = next((i for i, t in enumerate(tokens) if t.start >= end), len(tokens))
        begin = first
        while begin and first - begin < self.data.section.modality.reach and self._holds(tokens, begin):
            begin -= 1
        window = tokens[begin:last]
        if not window:
            return "asserted"
        cues = [h for h in self.data.modalities.scan(window) if h.value == _PLANNED or not (window[h.first].is_capital and begin + h.first)]
        found = {h.value for h in cues if h.value != "condition"} | self._behind(tokens, last)
        opened = begin == 0 or not tokens[begin - 1].is_word
        if any(h.value == "condition" and h.first == 0 and opened for h in cues):
            found.add("hypothetical")
        if "factual" in found:
            return "asserted"
        if moved and _PLANNED in found:
            found.add("hypothetical")
        return next((code for code in _ORDER if code in found), "asserted")

    def _behind(self, tokens: Sequence[Token], last: int) -> set[str]:
        """What the verb that closes the clause says where such verbs stand last: "dass 10.000 Tote zu beklagen sein könnten"."""
        if not self.data.grammar.verb_second:
            return set()
        end = last
        while end < len(tokens) and end - last < self.data.section.modality.reach and tokens[end].is_word:
            end += 1
        return {h.value for h in self.data.modalities.scan(tokens[last:end]) if h.value in _LAST and last + h.last == end}

    def _holds(self, tokens: Sequence[Token], begin: int) -> bool:
        """Whether the token before ``begin`` is of the same clause, or the comma before a clause that depends on it."""
        token = tokens[begin - 1]
        return token.is_word or token.is_number or (token.norm == "," and tokens[begin].norm in self.data.words.complementizers)

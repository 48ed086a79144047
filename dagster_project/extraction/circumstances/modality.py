"""Whether the words around a claim assert it, fear it, threaten or imagine it, or deny it.

The cues are the section ``modality`` of ``attribution.toml``. Who denies something lives in ``responsibility``.
"""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.speakers.speech import Speech
from dagster_project.extraction.words.document import Document, Token
from dagster_project.extraction.words.lexicon import Hit

_ORDER = ("denied", "threatened", "hypothetical", "feared")  # the first one found decides
_MEANT = ("threatened", "hypothetical")  # what is not done yet


class ModalityReader:
    """Whether the words around a claim assert it."""

    def __init__(self, document: Document, data: Speech):
        self.document, self.data = document, data

    def modality_of(self, start: int, end: int, moved: bool = False, deed: bool = True) -> str:
        """Code of the vocabulary ``modalities`` for ``document.norm[start:end]``.

        A cue counts inside the claim, or before it in the same clause and within reach; a denial and a threat win over
        a forecast, a forecast over a fear. ``moved``: whether the claim is of people who move or are taken in, of whom more is planned
        than happens. ``deed``: whether a verb with the counted as its object tells it ("kill 20"): who means to do other things to
        people already harmed means them no harm ("vowed to help 20 wounded").
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
        cues = [h for h in self.data.modalities.scan(window) if not (window[h.first].is_capital and begin + h.first)]
        cues = [h for h in cues if self._governs(h, window, first - begin, moved, deed)]
        found = {h.value for h in cues if h.value != "condition"} | self._behind(tokens, last)
        opened = begin == 0 or not tokens[begin - 1].is_word
        if any(h.value == "condition" and h.first == 0 and opened for h in cues):
            found.add("hypothetical")
        if "factual" in found:
            return "asserted"
        if moved and (self.data.planned.anywhere(window) or self._closes(tokens, last)):
            found.add("hypothetical")
        return next((code for code in _ORDER if code in found), "asserted")

    def _governs(self, cue: Hit[str], window: Sequence[Token], size: int, moved: bool, deed: bool) -> bool:
        """Whether a cue is said of the claim, which stands behind the first ``size`` tokens, and not of what is done about it."""
        if cue.first >= size:
            return True  # inside the claim
        if cue.value != "denied" and any(cue.last <= h.first < size for h in self.data.happened.scan(window)):
            return False  # "could be charged after", "ordered an inquiry into the deaths of"
        if cue.value not in _MEANT:
            return True
        other = sum(t.norm not in self.data.small for t in window[cue.last : size])
        if moved:
            return cue.value != "threatened" or other < 2  # "plans to resettle 5,000 refugees", but "to address the needs of"
        if window[size - 1].norm in self.data.known:
            return False  # "may visit the 20 wounded"
        return deed or cue.value != "threatened" or not other

    def _behind(self, tokens: Sequence[Token], last: int) -> set[str]:
        """What the verb that closes the clause says where such verbs stand last: "dass 10.000 Tote zu beklagen sein könnten"."""
        end = self._clause_end(tokens, last)
        if end < len(tokens) and tokens[end].is_word:
            return set()  # it goes on beyond reach
        return {h.value for h in self.data.modalities.scan(tokens[last:end]) if h.value == "hypothetical" and last + h.last == end}

    def _closes(self, tokens: Sequence[Token], last: int) -> bool:
        """Whether the clause ends with a verb of plans: "die ersten 250 Flüchtlinge ab Juli dort unterzubringen"."""
        end = self._clause_end(tokens, last)
        return any(last + h.last == end for h in self.data.planned.scan(tokens[last:end]))

    def _clause_end(self, tokens: Sequence[Token], last: int) -> int:
        """Where the clause ends whose verb stands last; where verbs do not, nothing is behind."""
        end = last
        if self.data.grammar.verb_second:
            while end < len(tokens) and end - last < self.data.section.modality.reach and tokens[end].is_word:
                end += 1
        return end

    def _holds(self, tokens: Sequence[Token], begin: int) -> bool:
        """Whether the token before ``begin`` is of the same clause, or the comma before a clause that depends on it."""
        token = tokens[begin - 1]
        if token.norm != ",":
            return token.is_word or token.is_number
        told = self.data.grammar.verb_second and begin > 1 and self.data.modalities.at(tokens, begin - 2) is not None
        return told or tokens[begin].norm in self.data.words.complementizers  # "bestritt, zwölf Zivilisten getötet zu haben"

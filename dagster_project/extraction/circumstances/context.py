"""What kind of statement a claim is in its article: news or recall, and which calamity.

The words are the pack's cues; dates come from ``dates``; one event or a window is told apart in ``scope``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from dagster_project.extraction.dates.reader import When
from dagster_project.extraction.words.document import Document, Sentence
from dagster_project.extraction.words.grammar import Grammar, grammar
from dagster_project.extraction.words.lexicon import Lexicon

_LEAD = 8  # sentences at the head of an article that tell what it is about
_FIRST = 3  # times that a word of the first sentence counts
DISASTER, DISEASE = "disaster", "disease"
_ABOUT = 2  # words of an illness from which an article is about it
_VIOLENT = frozenset({"conflict", "crime"})
_PEACEFUL = frozenset({"accident", DISASTER, DISEASE})  # causes without weapons


@dataclass(frozen=True)
class ContextWords:
    """A pack's cues of role and cause, compiled."""

    background: Lexicon[bool]
    comparison: Lexicon[bool]
    ongoing: Lexicon[bool]
    causes: Lexicon[str]
    hazards: Lexicon[str]


@cache
def context_words(language: str) -> ContextWords:
    """The cues of a language."""
    g = grammar(language)
    cues, affixes = g.cues, g.groups.affixes

    def flags(words: list[str]) -> Lexicon[bool]:
        return Lexicon(dict.fromkeys(words, True), affixes)

    def codes(table: dict[str, list[str]]) -> Lexicon[str]:
        pairs = [(w, code) for code, words in table.items() for w in words]
        return Lexicon(pairs, affixes, frozenset(w for w, _ in pairs))

    return ContextWords(
        flags(cues.background),
        flags(cues.comparison),
        flags(cues.ongoing),
        codes(cues.causes),
        codes(cues.hazards),
    )


class ContextReader:
    """Narrative role and cause of the claims of one document."""

    def __init__(self, document: Document):
        self.document = document
        self.words = context_words(document.language)
        self.grammar: Grammar = grammar(document.language)

    def role(self, sentence: Sentence, when: When) -> str:
        """main, background or comparison."""
        if self.words.comparison.anywhere(sentence.tokens) and when.background:
            return "comparison"
        return "background" if when.background or self.words.background.anywhere(sentence.tokens) else "main"

    def cause(self, sentence: Sentence, weapons: Sequence[str]) -> tuple[str | None, str | None]:
        """(cause, hazard) by the words of the sentence, else by what the article is about."""
        own = self._found(sentence)
        if own[0] or own[1]:
            return own
        if weapons:
            return "conflict", None
        return self.main_cause, None

    @cached_property
    def _causes(self) -> Counter[str]:
        """How often the article's first sentences speak of each cause."""
        counts: Counter[str] = Counter()
        for sentence in self.document.sentences[:_LEAD]:
            for hit in self.words.causes.scan(sentence.tokens):
                counts[hit.value] += _FIRST if sentence.index == 0 else 1
        return counts

    @cached_property
    def main_cause(self) -> str | None:
        """What most words of the article's first sentences speak of."""
        return self._causes.most_common(1)[0][0] if self._causes else None

    def of_illness(self, sentence: Sentence) -> bool:
        """Whether the sentence tells of the illness that the article is about; a single word of one does not make it that."""
        about = self.main_cause == DISEASE and self._causes[DISEASE] >= _ABOUT
        return about and self.cause(sentence, ())[0] == DISEASE

    @cached_property
    def goes_on(self) -> bool:
        """Whether the article opens with what lasts for more than a day as a rule: fighting, a siege, hostages."""
        return bool(self.document.sentences) and self.words.ongoing.anywhere(self.document.sentences[0].tokens)

    @property
    def wide(self) -> bool:
        """Whether the main event reaches over an area rather than happening at a spot."""
        return self.main_cause in (DISASTER, DISEASE)

    def armed(self, sentence: Sentence) -> bool:
        """Whether a weapon may have done it: not in an article about a calamity, unless the sentence speaks of an attack."""
        return self.main_cause not in _PEACEFUL or any(h.value in _VIOLENT for h in self.words.causes.scan(sentence.tokens))

    def attacked(self, sentence: Sentence) -> bool:
        """Whether the sentence, or the article as a whole, tells of an attack or a crime."""
        return self.main_cause in _VIOLENT or any(h.value in _VIOLENT for h in self.words.causes.scan(sentence.tokens))

    def _found(self, sentence: Sentence) -> tuple[str | None, str | None]:
        causes, hazards = self.words.causes.scan(sentence.tokens), self.words.hazards.scan(sentence.tokens)
        return (causes[0].value if causes else None), (hazards[0].value if hazards else None)

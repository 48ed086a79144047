"""What kind of statement a claim is in its article: one event or a window, news or recall, and which calamity.

The words are the pack's cues; dates come from ``dates``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dagster_project.extraction.dates import When
from dagster_project.extraction.document import Document, Sentence, Token
from dagster_project.extraction.grammar import Grammar, grammar
from dagster_project.extraction.lexicon import Lexicon

_CRISIS_REACH = 4  # tokens between a word for a whole conflict and the verb whose subject it is
_BIG = 10_000  # a toll of this size by a conflict without any window is a running total


@dataclass(frozen=True)
class ContextWords:
    """A pack's cue words, compiled."""

    period: Lexicon[bool]
    cumulative: Lexicon[bool]
    crisis: Lexicon[bool]
    background: Lexicon[bool]
    comparison: Lexicon[bool]
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
        flags(cues.period),
        flags(cues.cumulative),
        flags(cues.crisis),
        flags(cues.background),
        flags(cues.comparison),
        codes(cues.causes),
        codes(cues.hazards),
    )


class ContextReader:
    """Scope, narrative role and cause of the claims of one document."""

    def __init__(self, document: Document):
        self.document = document
        self.words = context_words(document.language)
        self.grammar: Grammar = grammar(document.language)

    def scope(self, sentence: Sentence, trigger_first: int, value: float | None, stock: bool, when: When) -> str:
        """incident, period, cumulative or stock."""
        if stock:
            return "stock"
        tokens = sentence.tokens
        crisis = self._crisis_subject(tokens, trigger_first)
        window = when.window in ("since", "between", "duration", "until") and when.basis in ("sentence", "carried")
        window = window and not (
            when.window == "since" and "/from/" in (when.date_rule or "")
        )
        if _any(self.words.cumulative, tokens) or (crisis and (window or (value or 0) >= _BIG)):
            return "cumulative"
        if (window and not self._short(when)) or _any(self.words.period, tokens):
            return "period"
        return "period" if crisis else "incident"

    def _short(self, when: When) -> bool:
        """Two days that follow each other are one event ("April 26 and 27"), not a window of several."""
        start, end = when.event_start, when.event_end
        return bool(
            when.window == "between"
            and start
            and end
            and len(start) == len(end) == 10
            and start[:7] == end[:7]
            and int(end[8:]) - int(start[8:]) <= 1
        )

    def _crisis_subject(self, tokens: Sequence[Token], trigger_first: int) -> bool:
        hits = self.words.crisis.scan(tokens)
        return any(0 <= trigger_first - h.last <= _CRISIS_REACH and all(t.is_word for t in tokens[h.last : trigger_first]) for h in hits)

    def role(self, sentence: Sentence, when: When) -> str:
        """main, background or comparison."""
        if _any(self.words.comparison, sentence.tokens) and when.background:
            return "comparison"
        return "background" if when.background or _any(self.words.background, sentence.tokens) else "main"

    def cause(self, sentence: Sentence, weapons: Sequence[str]) -> tuple[str | None, str | None]:
        """(cause, hazard) by the words of the sentence, else of the article's first sentences."""
        own = self._found(sentence)
        if own[0] or own[1]:
            return own
        if weapons:
            return "conflict", None
        for other in self.document.sentences[:4]:
            found = self._found(other)
            if found[0]:
                return found
        return None, None

    def _found(self, sentence: Sentence) -> tuple[str | None, str | None]:
        causes, hazards = self.words.causes.scan(sentence.tokens), self.words.hazards.scan(sentence.tokens)
        return (causes[0].value if causes else None), (hazards[0].value if hazards else None)


def _any(lexicon: Lexicon[bool], tokens: Sequence[Token]) -> bool:
    return any(lexicon.at(tokens, i) for i in range(len(tokens)))

"""The words of a language pack that matter for dates, where they stand in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from dagster_project.extraction.dates.forms import DateGrammar
from dagster_project.extraction.words.document import Sentence

Span = tuple[int, int, object]
# Kinds whose words count also inside a longer phrase of another kind.
_ANY_LENGTH = frozenset({"role", "onset", "joiners", "role_fillers", "leads", "justice", "superlatives", "when"})


@dataclass(frozen=True)
class Cues:
    """Where the words that matter for dates stand in a sentence, by kind: (first token, token after, value)."""

    found: dict[str, list[Span]]

    def starting(self, kind: str, index: int) -> Span | None:
        return next((s for s in self.found.get(kind, ()) if s[0] == index), None)

    def covers(self, kind: str, index: int) -> bool:
        spans = self.found.get(kind)
        return spans is not None and any(a <= index < b for a, b, _ in spans)

    def any_between(self, kind: str, first: int, last: int) -> bool:
        return any(first <= a and b <= last for a, b, _ in self.found.get(kind, ()))


def read_cues(sentence: Sentence, grammar: DateGrammar) -> Cues:
    """The words of the language pack that matter for dates; the longest at a place wins."""
    tokens = sentence.tokens
    found: dict[str, list[Span]] = {}
    for index in grammar.cues.openings(tokens):
        hits = grammar.cues.at(tokens, index)
        if not hits:
            continue
        longest = max(after for _, _, after in hits)
        for kind, value, after in hits:
            if after == longest or kind in _ANY_LENGTH:
                found.setdefault(kind, []).append((index, after, value))
    for a, b, _ in found.get("look_alikes", ()):
        for kind in ("reporting", "future"):
            found[kind] = [s for s in found.get(kind, ()) if not a <= s[0] < b]
    return Cues(found)

"""What the reading of a sentence works on: its counted phrases and triggers, and the links between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.document import Sentence, Token
from dagster_project.extraction.words.frames import Frame
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.lexicon import Hit

SMALL = frozenset({"some", "few", "several", "many", "unknown"})
FITTING = {
    "casualty": frozenset({"person", "household", "unknown", "bare"}),
    "displacement": frozenset({"person", "household", "unknown", "bare"}),
    "facility": frozenset({"facility", "settlement"}),
    "population": frozenset({"person", "household"}),
    "strength": frozenset({"person"}),
    "control": frozenset({"settlement"}),
}


@dataclass(frozen=True)
class Link:
    """A counted phrase read with a trigger: the trigger's tokens ``first``..``last`` (exclusive) and the pair's score."""

    counted: Counted
    frame: Frame
    first: int
    last: int
    score: float


@dataclass(frozen=True)
class Scene:
    """What linking sees of a sentence."""

    sentence: Sentence
    tokens: Sequence[Token]
    counted: Sequence[Counted]
    triggers: Sequence[Hit[tuple[Frame, ...]]]
    grammar: Grammar
    parentheses: Sequence[tuple[int, int]]

    def owner(self, index: int) -> Counted | None:
        """The counted phrase that holds token ``index``."""
        return next((c for c in self.counted if c.first <= index < c.last), None)

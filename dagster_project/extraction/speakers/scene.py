"""A sentence while its attributions are read, and what an attribution is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dagster_project.extraction.speakers.antecedents import Voice
from dagster_project.extraction.words.document import Sentence, Token
from dagster_project.extraction.words.quotes import MARK

MARKS = ",\u2013;:" + MARK  # what parts an attribution from what was said
AHEAD = 9  # tokens over which a clause or a marker may follow


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
class Scene:
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

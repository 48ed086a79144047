"""Which of the places that a sentence names governs a statement in it: the one that costs least to reach over words, commas and clauses."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dagster_project.extraction.places.main_place import EventSigns
from dagster_project.extraction.places.resolution import LEVELS, PlaceMention, depth, holds, key_of
from dagster_project.extraction.places.words import PlaceGrammar
from dagster_project.extraction.words.document import Document, Sentence, Token

_ROW = 8  # tokens between two places of one row
_HOLDS = 12  # tokens between a place and the area that it is said to lie in


@lru_cache(maxsize=8)
def weights(part: str) -> dict[str, float]:
    """One table of ``weights.toml``."""
    return dict(tomllib.loads((Path(__file__).parent / "weights.toml").read_text(encoding="utf-8"))[part])


class Nearest(NamedTuple):
    """The place that a statement reaches first, what that costs, and the places among which it stands: no area that holds another."""

    mention: PlaceMention
    cost: float
    inner: list[PlaceMention]


def _may_be_area(mention: PlaceMention) -> bool:
    """Whether the name is that of a first-level area, or of its capital and so of the area too."""
    return any(p.feature == "admin1" for p in mention.candidates)


def _explains(area: PlaceMention, place: PlaceMention, tokens: Sequence[Token]) -> bool:
    """Whether ``area`` stands in brackets behind ``place``: "in Kashmir (north-east of Pakistan)"."""
    return depth(area) <= 2 and 0 < area.first - place.last <= 4 and tokens[place.last].norm == "("


class Clauses:
    """Chooses in the sentences of one document. ``cased``: whether its script has capitals."""

    def __init__(self, document: Document, grammar: PlaceGrammar, event: EventSigns, cased: bool):
        self.document, self.grammar, self.event, self._cased = document, grammar, event, cased

    def nearest(self, sentence: Sentence, named: Sequence[PlaceMention], start: int, end: int) -> Nearest | None:
        """The place for the statement at [start, end) of the norm among those ``named`` in its sentence; None when there is none."""
        mentions = [m for m in named if not (m.elsewhere or m.dateline or m.beside or m.body)]
        if not mentions:
            return None
        tokens = sentence.tokens
        first = max(0, bisect_left([t.end for t in tokens], start + 1))
        last = max(first + 1, bisect_left([t.start for t in tokens], end))
        outer = {
            key_of(m)
            for m in mentions
            if any(n is not m and ((holds(m, n) and abs(m.first - n.last) <= _HOLDS) or _explains(m, n, tokens)) for n in mentions)
        }
        inner = [m for m in mentions if key_of(m) not in outer or (first <= m.first and m.last <= last)] or mentions
        costs = [self._cost(m, tokens, first, last) for m in inner]
        least = costs.index(min(costs))
        if inner[least].role == "of":  # "came by way of Turkey to Greece"
            inside = (i for i, m in enumerate(inner) if m.role == "destination" and first <= m.first and m.last <= last)
            least = next(inside, least)
        return Nearest(inner[least], costs[least], inner)

    def _cost(self, mention: PlaceMention, tokens: Sequence[Token], first: int, last: int) -> float:
        """What it costs to reach a place from the tokens ``first`` to ``last`` of a statement."""
        w = weights("own")
        if mention.first >= last:
            between, value = tokens[last : mention.first], 0.0
        elif mention.last <= first:
            between, value = tokens[mention.last : first], w["before"]
        else:
            between, value = (), 0.0
        fronted = mention.last <= first and mention.role in ("at", "near") and self._opens(mention, tokens)
        value += w["token"] * len(between) * (not fronted)
        if mention.last <= first and len(between) <= 2 and all(t.norm == "," or t.norm in self.grammar.boundaries for t in between):
            between = ()  # "in X, where five people died"
        for token in between:
            if token.norm in ";:\u2013" or token.norm in self.grammar.boundaries:
                value += w["clause"]
            elif token.norm == "," and not fronted:
                value += w["comma"]
        inside = first <= mention.first and mention.last <= last
        value += w[mention.role or ("at" if inside else "bare")]  # "Nuevo León, 165"
        value += w[LEVELS[depth(mention)]]
        value += w["speaker"] * self.is_of_speaker(mention)
        if mention.role == "at" and last <= mention.first <= last + 2 and tokens[last - 1].is_number:
            value += w["listed"]  # a list of numbers, each with its place
        return value

    def _opens(self, mention: PlaceMention, tokens: Sequence[Token]) -> bool:
        """Whether the place opens its sentence and so is that of all its clauses until another is named: "In Kalma camp, …"."""
        begins = self.grammar.before(tokens, mention.first)[2]
        return not any(t.is_word for t in tokens[:begins])

    def is_of_speaker(self, mention: PlaceMention) -> bool:
        """Whether a name tells where the speaker is: "sources in Moscow said"."""
        speakers = self.event.speakers(mention.sentence)
        if mention.role != "at" or not speakers:
            return any(a <= mention.start <= b for a, b in speakers)
        tokens = self.document.sentences[mention.sentence].tokens
        begins = tokens[self.grammar.before(tokens, mention.first)[2]].start
        return any(a <= mention.start <= b or a < begins <= b + 1 for a, b in speakers)

    def row(self, best: PlaceMention, mentions: list[PlaceMention], sentence: Sentence) -> tuple[PlaceMention, ...]:
        """``best`` with the places named in one row with it."""
        tokens, joiners = sentence.tokens, self.grammar.joiners | {","}
        skip = {w[0] for w in self.grammar.fillers if len(w) == 1}
        index = mentions.index(best)

        def joined(a: PlaceMention, b: PlaceMention) -> bool:
            gap = tokens[a.last : b.first]
            if b.role not in (None, "of", a.role) and not {a.role, b.role} <= {"at", "near"}:
                return False
            if depth(a) != depth(b) and not (depth(a) >= 3 and depth(b) >= 3) and not (_may_be_area(a) and _may_be_area(b)):
                return False
            if not gap:
                return self.document.norm[tokens[b.first].start] in self.grammar.clitic_joiners and not self._cased
            allowed = all(
                t.norm in joiners
                or t.norm in skip
                or t.norm in self.grammar.types
                or t.norm in self.grammar.directions
                or (t.norm,) in self.grammar.roles
                for t in gap
            )
            return allowed and any(t.norm in joiners for t in gap) and len(gap) <= _ROW

        low = high = index
        while low > 0 and joined(mentions[low - 1], mentions[low]):
            low -= 1
        while high + 1 < len(mentions) and joined(mentions[high], mentions[high + 1]):
            high += 1
        return (best, *(m for m in mentions[low : high + 1] if m is not best and key_of(m) != key_of(best)))

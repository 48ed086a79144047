"""The multi-pattern scan that decides which texts deserve work: no harm word, no reading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from dagster_project.extraction.grammar import grammar
from dagster_project.extraction.lexicon import words_of


@dataclass(frozen=True)
class Gate:
    """All triggers, nouns that carry a measure, and phrases that open a sentence about a part, of one language."""

    automaton: ahocorasick_rs.AhoCorasick

    def opens(self, norm: str) -> bool:
        """Whether a normalised text holds any of them. Words are not told from parts of words: the readers do that."""
        return bool(self.automaton.find_matches_as_indexes(norm))


@cache
def gate(language: str) -> Gate:
    """The gate of a language."""
    g = grammar(language)
    words = {w[0] for w in g.frames.phrases()} | {w[0] for w in g.subset_open.phrases()}
    words |= {w[-1] for w, group in g.groups.entries() if group.measure}
    words |= {words_of(p)[0] for p in g.syntax.update_to if words_of(p)}
    return Gate(ahocorasick_rs.AhoCorasick(sorted(words)))

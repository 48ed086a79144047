"""The multi-pattern scan that decides which texts and sentences deserve work: no harm word, no reading.

It finds where an entry of a lexicon may begin, whatever its value means; what the words say is found out by the readers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick_rs

from dagster_project.extraction.circumstances.control import control_words
from dagster_project.extraction.circumstances.weapons import weapon_words
from dagster_project.extraction.speakers.speech import speech_of
from dagster_project.extraction.words.document import JOINERS, Document
from dagster_project.extraction.words.grammar import grammar
from dagster_project.extraction.words.lexicon import Lexicon


class Words:
    """A scan for lexicons' entries by one word of each: the first as it stands or with what the language writes onto it, or another one.

    Of a phrase a word that is an entry itself is enough, else its longest word that is no function word.
    """

    def __init__(self, lexicons: Iterable[Lexicon[Any]], single: Iterable[str] = (), function_words: frozenset[str] = frozenset()):
        """``single``: further words, without affixes."""
        clitics: set[str] = set()
        patterns: dict[str, bool] = dict.fromkeys(single, False)
        beside: dict[str, list[tuple[str, str]]] = {}
        phrases: list[tuple[str, ...]] = []
        for lexicon in lexicons:
            clitics.update(lexicon.affixes.clitics)
            for words, value in lexicon.entries():
                if len(words) == 1 and (value or not isinstance(value, tuple)):
                    patterns[words[0]] = patterns.get(words[0], False) or words[0] in lexicon.heads
                elif value or not isinstance(value, tuple):
                    phrases.append(words)
        alone = set(patterns)
        for words in phrases:
            if not alone.intersection(words):
                at = max(range(len(words)), key=lambda i: (words[i] not in function_words, len(words[i]), -i))
                patterns.setdefault(words[at], False)
                beside.setdefault(words[at], []).append((words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""))
        self._patterns = sorted(patterns)
        # The words before and behind each in the phrases for which it stands; none where it is enough by itself.
        self._beside = [tuple(dict.fromkeys(beside.get(p, ()))) for p in self._patterns]
        self._heads = [patterns[p] for p in self._patterns]
        self._clitics = frozenset(clitics)
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns)

    def positions(self, norm: str) -> list[int]:
        """Where a word begins (or ends, in a compound) that may open an entry; in the order of the text."""
        return [start for _, start, _ in self._found(norm)]

    def anywhere(self, norm: str) -> bool:
        """Whether such a word stands in a text together with the words that its phrase has right beside it."""
        for pattern, start, end in self._found(norm):
            beside = self._beside[pattern]
            if not beside or any(_ends(norm, start, before) and _goes_on(norm, end, after) for before, after in beside):
                return True
        return False

    def _found(self, norm: str) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        size = len(norm)
        for pattern, start, end in self._automaton.find_matches_as_indexes(norm, overlapping=True):
            if end < size and norm[end].isalpha() and norm[end - 1].isalpha():
                continue
            inside = start and norm[start - 1].isalpha() and norm[start].isalpha()
            if not inside or self._heads[pattern] or self._written_on(norm, start):
                found.append((pattern, start, end))
        return found

    def _written_on(self, norm: str, start: int) -> bool:
        """Whether the letters right before ``start`` are nothing but a particle."""
        if not self._clitics:
            return False
        begin = start
        while begin and norm[begin - 1].isalpha():
            begin -= 1
        return norm[begin:start] in self._clitics


def _ends(norm: str, stop: int, word: str) -> bool:
    """Whether the text up to ``stop`` ends with a word, but for what may part two words of a phrase."""
    while word and stop and (norm[stop - 1].isspace() or norm[stop - 1] in JOINERS):
        stop -= 1
    return norm.endswith(word, 0, stop)


def _goes_on(norm: str, start: int, word: str) -> bool:
    """Whether the text from ``start`` on begins with a word, but for what may part two words of a phrase."""
    while word and start < len(norm) and (norm[start].isspace() or norm[start] in JOINERS):
        start += 1
    return norm.startswith(word, start)


@dataclass(frozen=True)
class Gate:
    """``harm``: triggers and nouns that carry a measure. ``told``: all that a sentence is read for when nothing was told right before
    it. ``parts``: what a sentence about a part of an earlier number needs at
    least. ``weapons``, ``stances``, ``control``: words without which nothing is said of a weapon's use, of responsibility or of who
    holds a place."""

    harm: Words
    told: Words
    parts: Words
    weapons: Words
    stances: Words
    control: Words


@cache
def gate(language: str) -> Gate:
    """The gate of a language."""
    g, speech = grammar(language), speech_of(language)
    telling = [(" ".join(words), group) for words, group in g.groups.entries() if group.measure]
    nouns = Lexicon(telling, g.groups.affixes, frozenset(g.groups.heads))
    split = [(" ".join((*first, *second)), frame) for first, parts in g.split.entries() for second, frame in parts]
    forms = Lexicon([(" ".join(words), True) for words, _ in g.frames.entries()], g.frames.affixes)  # idioms too
    figures = (*g.figures, *(right for _, right in g.figures_around))
    syntax = g.syntax
    small = frozenset(
        w
        for words in (syntax.prepositions, syntax.auxiliaries, syntax.determiners, syntax.conjunctions, syntax.clause, syntax.relative)
        for w in words
    )
    updates = [words[0] for words in g.update_to] + [max(words, key=len) for words in figures]
    return Gate(
        Words([g.frames, Lexicon(split), nouns], function_words=small),
        Words([forms, g.split, g.telling, g.nominal], function_words=small),
        Words([g.subset, g.subset_after, g.subset_open, g.subset_predicate], updates, small),
        Words([weapon_words(language).lexicon], function_words=small),
        Words([speech.stances], function_words=small),
        Words([control_words(language).forms], function_words=small),
    )


def sentences_with(document: Document, positions: Iterable[int]) -> frozenset[int]:
    """The sentences, by index, that hold any of the positions."""
    starts = document.starts
    return frozenset(max(0, bisect_right(starts, p) - 1) for p in positions)

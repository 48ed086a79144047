"""Phrases of several kinds looked up in one pass over a sentence's tokens.

What the kinds mean is the business of the grammar that files them.
"""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.words.document import Token, norms_of
from dagster_project.extraction.words.lexicon import Remembered, words_of

Phrase = tuple[tuple[str, ...], str, object]  # words, kind, value
Hits = list[tuple[str, object, int]]  # kind, value, index after the phrase
_NOTHING: Hits = []


class Phrases:
    """Phrases filed under their first word, each with a kind and a value; particles written onto a word are looked through.

    Unlike a :class:`Lexicon` it gives every phrase at a place, not the longest alone, since one word may fill several slots.
    """

    def __init__(self, prefixes: Sequence[str] = ()):
        self.prefixes = tuple(prefixes)
        self._by_first: dict[str, list[Phrase]] = {}
        # The word, and the word without the particles written onto it.
        self.variants = Remembered(self._looked_through).__getitem__
        # The phrases that begin with a word: their words, key and value.
        begun = Remembered(self._begun)
        self.entries, self._told = begun.__getitem__, begun.told

    def add(self, phrase: str, key: str, value: object = None) -> None:
        """File ``phrase`` under ``key``."""
        words = words_of(phrase)
        self._by_first.setdefault(words[0], []).append((words, key, value))

    def _looked_through(self, word: str) -> tuple[str, ...]:
        bare = [word[len(p) :] for p in self.prefixes if word.startswith(p) and len(word) > len(p) + 1]
        return (word, *bare)

    def _begun(self, word: str) -> tuple[Phrase, ...]:
        return tuple(e for v in self.variants(word) for e in self._by_first.get(v, ()))

    def openings(self, tokens: Sequence[Token]) -> list[int]:
        """The tokens with which a phrase may begin."""
        return self._told(norms_of(tokens))

    def at(self, tokens: Sequence[Token], index: int) -> Hits:
        """Every phrase that begins at ``index``: key, value, index after it."""
        entries = self.entries(tokens[index].norm)
        if not entries:
            return _NOTHING
        following = self.variants(tokens[index + 1].norm) if index + 1 < len(tokens) else ()
        return [
            (key, value, index + len(words))
            for words, key, value in entries
            if len(words) == 1 or (words[1] in following and self._follows(words, tokens, index))
        ]

    def _follows(self, words: tuple[str, ...], tokens: Sequence[Token], index: int) -> bool:
        if index + len(words) > len(tokens):
            return False
        for offset in range(2, len(words)):
            token = tokens[index + offset].norm
            if token != words[offset] and (not self.prefixes or words[offset] not in self.variants(token)):
                return False
        return True

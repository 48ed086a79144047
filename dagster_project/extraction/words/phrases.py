"""Phrases of several kinds looked up in one pass over a sentence's tokens.

What the kinds mean is the business of the grammar that files them.
"""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.lexicon import words_of

Hits = list[tuple[str, object, int]]  # kind, value, index after the phrase
_NOTHING: Hits = []


class Phrases:
    """Phrases filed under their first word, each with a kind and a value; particles written onto a word are looked through.

    Unlike a :class:`Lexicon` it gives every phrase at a place, not the longest alone, since one word may fill several slots.
    """

    def __init__(self, prefixes: Sequence[str] = ()):
        self.prefixes = tuple(prefixes)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, object]]] = {}
        self._variants: dict[str, tuple[str, ...]] = {}
        self._entries: dict[str, tuple[tuple[tuple[str, ...], str, object], ...]] = {}

    def add(self, phrase: str, key: str, value: object = None) -> None:
        """File ``phrase`` under ``key``."""
        words = words_of(phrase)
        self._by_first.setdefault(words[0], []).append((words, key, value))

    def variants(self, word: str) -> tuple[str, ...]:
        """The word, and the word without the particles written onto it."""
        if not self.prefixes:
            return (word,)
        found = self._variants.get(word)
        if found is None:
            bare = [word[len(p) :] for p in self.prefixes if word.startswith(p) and len(word) > len(p) + 1]
            found = self._variants[word] = (word, *bare)
        return found

    def entries(self, word: str) -> tuple[tuple[tuple[str, ...], str, object], ...]:
        """The phrases that begin with ``word``: their words, key and value."""
        found = self._entries.get(word)
        if found is None:
            found = self._entries[word] = tuple(e for v in self.variants(word) for e in self._by_first.get(v, ()))
        return found

    def at(self, tokens: Sequence[Token], index: int) -> Hits:
        """Every phrase that begins at ``index``: key, value, index after it."""
        entries = self.entries(tokens[index].norm)
        if not entries:
            return _NOTHING
        return [(key, value, index + len(words)) for words, key, value in entries if len(words) == 1 or self._follows(words, tokens, index)]

    def _follows(self, words: tuple[str, ...], tokens: Sequence[Token], index: int) -> bool:
        if index + len(words) > len(tokens):
            return False
        for offset in range(1, len(words)):
            token = tokens[index + offset].norm
            if token != words[offset] and (not self.prefixes or words[offset] not in self.variants(token)):
                return False
        return True

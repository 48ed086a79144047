"""Looking up the words of a language pack in a sentence's tokens.

Entries are phrases; hyphens and apostrophes between words do not count, so that "air-strike" and "air strike" are one
entry. What the values mean is the caller's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dagster_project.extraction.document import TOKEN, Token
from dagster_project.extraction.text import fold

V = TypeVar("V")


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase as the token texts under which it is looked up."""
    return tuple(w for w in TOKEN.findall(fold(phrase)) if w not in "-'")


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    """An entry found: tokens ``first`` to ``last`` (exclusive) and its value."""

    first: int
    last: int
    value: V


@dataclass(frozen=True)
class Affixes:
    """What may stand on a word without changing it: ``clitics`` before it; ``compounds``: other words before it.

    A compound's first part is not checked against a word list (Swedish and German build them freely), but the head must
    have at least four letters and the part before it at least three.
    """

    clitics: tuple[str, ...] = ()
    compounds: bool = False


NO_AFFIXES = Affixes()


class Lexicon(Generic[V]):
    """Phrases with values, looked up by their first word; the longest entry at a position wins."""

    def __init__(
        self,
        entries: Mapping[str, V] | Iterable[tuple[str, V]],
        affixes: Affixes = NO_AFFIXES,
        heads: frozenset[str] = frozenset(),
    ):
        """``heads``: single-word entries that may also be the last part of a compound (when ``affixes.compounds``)."""
        self.affixes = affixes
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        pairs = entries.items() if isinstance(entries, Mapping) else entries
        for phrase, value in pairs:
            words = words_of(phrase)
            if words:
                self._by_first.setdefault(words[0], []).append((words, value))
        for group in self._by_first.values():
            group.sort(key=lambda pair: -len(pair[0]))
        folded = {words_of(h)[-1] for h in heads}
        self._heads = sorted((h for h in folded if len(h) >= 4), key=len, reverse=True) if affixes.compounds else []
        self._suffixes = {h: self._by_first[h] for h in self._heads if h in self._by_first}
        self._compound_cache: dict[str, str | None] = {}

    def __len__(self) -> int:
        return sum(map(len, self._by_first.values()))

    def entries(self) -> list[tuple[tuple[str, ...], V]]:
        """All entries as token texts with their values."""
        return [pair for group in self._by_first.values() for pair in group]

    def phrases(self) -> list[tuple[str, ...]]:
        """All entries as token texts."""
        return [words for words, _ in self.entries()]

    def at(self, tokens: Sequence[Token], index: int) -> Hit[V] | None:
        """The longest entry that begins at token ``index``."""
        word = tokens[index].norm
        hit = self._match(word, tokens, index)
        if hit is None and self.affixes.clitics:
            for clitic in self.affixes.clitics:
                if word.startswith(clitic) and len(word) > len(clitic) + 1:
                    hit = self._match(word[len(clitic) :], tokens, index)
                    if hit:
                        break
        if hit is None and self._suffixes:
            head = self._head_of(word)
            if head:
                hit = self._match(head, tokens, index)
        return hit

    def _head_of(self, word: str) -> str | None:
        if word not in self._compound_cache:
            head = next((h for h in self._suffixes if len(word) >= len(h) + 3 and word.endswith(h)), None)
            self._compound_cache[word] = head
        return self._compound_cache[word]

    def _match(self, word: str, tokens: Sequence[Token], index: int) -> Hit[V] | None:
        for words, value in self._by_first.get(word, ()):
            size = len(words)
            if size == 1:
                return Hit(index, index + 1, value)
            if index + size <= len(tokens) and all(tokens[index + k].norm == words[k] for k in range(1, size)):
                return Hit(index, index + size, value)
        return None

    def scan(self, tokens: Sequence[Token]) -> list[Hit[V]]:
        """All entries from left to right; they do not overlap."""
        found: list[Hit[V]] = []
        index = 0
        while index < len(tokens):
            hit = self.at(tokens, index)
            if hit:
                found.append(hit)
                index = hit.last
            else:
                index += 1
        return found

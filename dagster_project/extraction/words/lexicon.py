"""Looking up the words of a language pack in a sentence's tokens.

Entries are phrases; hyphens and apostrophes between words do not count, so that "air-strike" and "air strike" are one
entry. What the values mean is the caller's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from dagster_project.extraction.words.document import TOKEN, Token
from dagster_project.extraction.words.text import fold

V = TypeVar("V")
_Groups = tuple[list[tuple[tuple[str, ...], V]], ...]
_HEAD, _BEFORE_HEAD = 4, 3  # letters at least of a compound's head and of what stands before it
_REMEMBERED = 1 << 14  # words of running text that an affixed lexicon keeps: most texts use fewer, memory stays flat


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase as the token texts under which it is looked up."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        return tuple(phrase.lower().split())  # tens of thousands of plain ones are compiled at every start
    return tuple(w for w in TOKEN.findall(fold(phrase)) if w not in "-'")


@cache
def spaced(phrase: str) -> str:
    """A phrase in the form of ``Sentence.words``."""
    return f" {' '.join(words_of(phrase))} "


class Hit(NamedTuple, Generic[V]):
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
        folded = {words_of(h)[-1] for h in heads} if affixes.compounds else set()
        self.heads = frozenset(h for h in folded if len(h) >= _HEAD and h in self._by_first)
        self._longest = max(map(len, self.heads), default=0)
        # What an affixed word may be looked up as; an unaffixed lexicon asks its entries directly.
        self._known: dict[str, _Groups[V]] | None = {} if affixes.clitics or self.heads else None

    def __len__(self) -> int:
        return sum(map(len, self._by_first.values()))

    def entries(self) -> list[tuple[tuple[str, ...], V]]:
        """All entries as token texts with their values."""
        return [pair for group in self._by_first.values() for pair in group]

    def phrases(self) -> list[tuple[str, ...]]:
        """All entries as token texts."""
        return [words for words, _ in self.entries()]

    def knows(self, word: str) -> bool:
        """Whether an entry may begin with ``word``, which is a token's norm."""
        return bool(self._groups(word))

    def at(self, tokens: Sequence[Token], index: int) -> Hit[V] | None:
        """The longest entry that begins at token ``index``: the word as it stands before the word without what is written onto it."""
        for group in self._groups(tokens[index].norm):
            for words, value in group:
                size = len(words)
                if size == 1:
                    return Hit(index, index + 1, value)
                if index + size <= len(tokens) and all(tokens[index + k].norm == words[k] for k in range(1, size)):
                    return Hit(index, index + size, value)
        return None

    def exact(self, tokens: Sequence[Token], index: int) -> Hit[V] | None:
        """As :meth:`at`, but only of the word as it stands: nothing may be written onto it."""
        hit = self.at(tokens, index)
        return hit if hit and tokens[index].norm in self._by_first else None

    def _groups(self, word: str) -> _Groups[V]:
        """The entries that ``word`` may begin, in the order in which they are tried."""
        if self._known is None:
            group = self._by_first.get(word)
            return (group,) if group else ()
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[word] = tuple(g for form in self._forms(word) if (g := self._by_first.get(form)))
        return found

    def _forms(self, word: str) -> Iterator[str]:
        yield word
        for clitic in self.affixes.clitics:
            if word.startswith(clitic) and len(word) > len(clitic) + 1:
                yield word[len(clitic) :]
        for size in range(min(self._longest, len(word) - _BEFORE_HEAD), _HEAD - 1, -1):
            if (head := word[-size:]) in self.heads:
                yield head  # the longest
                return

    def scan(self, tokens: Sequence[Token]) -> list[Hit[V]]:
        """All entries from left to right; they do not overlap."""
        found: list[Hit[V]] = []
        index, stop = 0, len(tokens)
        known: Mapping[str, object] = self._by_first if self._known is None else self._known
        affixed = self._known is not None
        while index < stop:
            word = tokens[index].norm
            if (known.get(word) or (affixed and word not in known)) and (hit := self.at(tokens, index)):
                found.append(hit)
                index = hit.last
            else:
                index += 1
        return found

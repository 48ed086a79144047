"""Looking up the words of a language pack in a sentence's tokens.

Entries are phrases; hyphens and apostrophes between words do not count, so that "air-strike" and "air strike" are one
entry. What the values mean is the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from dagster_project.extraction.words.document import TOKEN, Token, norms_of
from dagster_project.extraction.words.text import fold

V = TypeVar("V")
A = TypeVar("A")
_Longer = dict[str, list[tuple[tuple[str, ...], int, V]]]  # by their second word: the words, how many, and the value
_Group = tuple[_Longer[V], tuple[V, ...]]  # the phrases that begin with a word, and the values of the word alone
_Groups = tuple[_Group[V], ...]
_HEAD, _BEFORE_HEAD = 4, 3  # letters at least of a compound's head and of what stands before it
_REMEMBERED = 1 << 14  # words of running text of which an answer is kept: most texts use fewer, memory stays flat


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase as the token texts under which it is looked up."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        return tuple(phrase.lower().split())  # tens of thousands of plain ones are compiled at every start
    return tuple(w for w in TOKEN.findall(fold(phrase)) if w not in "-'")


@cache
def spaced(phrase: str) -> str:
    """A phrase in the form of ``Sentence.words``."""
    return f" {' '.join(words_of(phrase))} "


class Remembered(dict[str, A]):
    """What ``ask`` answers for each word of running text, asked once: looking a word up again is a look into a dictionary.

    Words that open nothing are kept too, since most words of a text are such.
    """

    def __init__(self, ask: Callable[[str], A]):
        self._ask = ask
        self._idle: set[str] = set()  # those words with an empty answer

    def __missing__(self, word: str) -> A:
        if len(self) >= _REMEMBERED:
            self.clear()
            self._idle.clear()
        answer = self[word] = self._ask(word)
        if not answer:
            self._idle.add(word)
        return answer

    def told(self, words: Sequence[str]) -> list[int]:
        """Where the words stand whose answer is not empty: none in most sentences, which one call finds out."""
        idle = self._idle
        return [] if idle.issuperset(words) else [i for i, word in enumerate(words) if word not in idle and self[word]]


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


def _by_second(entries: Sequence[tuple[tuple[str, ...], V]]) -> _Group[V]:
    """The entries of one first word, the longest first."""
    longer: _Longer[V] = {}
    for words, value in entries:
        if len(words) > 1:
            longer.setdefault(words[1], []).append((words, len(words), value))
    return longer, tuple(value for words, value in entries if len(words) == 1)


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
        # Most words of a text open nothing, so the answer must be one look into a dictionary.
        self._begun = {first: _by_second(group) for first, group in self._by_first.items()}
        known = {first: (group,) for first, group in self._begun.items()}
        affixed = bool(affixes.clitics or self.heads)
        self._opened: Callable[[str], _Groups[V] | None] = known.get
        self._told: Callable[[Sequence[str]], list[int]] = self._begun_by
        if affixed:
            self._remember()

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
        return bool(self._opened(word))

    def at(self, tokens: Sequence[Token], index: int) -> Hit[V] | None:
        """The longest entry that begins at token ``index``: the word as it stands before the word without what is written onto it."""
        groups = self._opened(tokens[index].norm)
        if not groups:
            return None
        for longer, alone in groups:
            if longer and index + 1 < len(tokens):
                for words, size, value in longer.get(tokens[index + 1].norm, ()):
                    if size == 2 or (index + size <= len(tokens) and all(tokens[index + k].norm == words[k] for k in range(2, size))):
                        return Hit(index, index + size, value)
            if alone:
                return Hit(index, index + 1, alone[0])
        return None

    def exact(self, tokens: Sequence[Token], index: int) -> Hit[V] | None:
        """As :meth:`at`, but only of the word as it stands: nothing may be written onto it."""
        hit = self.at(tokens, index)
        return hit if hit and tokens[index].norm in self._by_first else None

    def _remember(self) -> None:
        remembered = Remembered(self._groups)
        self._opened, self._told = remembered.__getitem__, remembered.told

    def _groups(self, word: str) -> _Groups[V]:
        """The entries that ``word`` may begin, in the order in which they are tried."""
        return tuple(g for form in self._forms(word) if (g := self._begun.get(form)))

    def _forms(self, word: str) -> Iterator[str]:
        yield word
        for clitic in self.affixes.clitics:
            if word.startswith(clitic) and len(word) > len(clitic) + 1:
                yield word[len(clitic) :]
        for size in range(min(self._longest, len(word) - _BEFORE_HEAD), _HEAD - 1, -1):
            if (head := word[-size:]) in self.heads:
                yield head  # the longest
                return

    def openings(self, tokens: Sequence[Token], first: int = 0, last: int | None = None) -> list[int]:
        """The tokens from ``first`` to ``last`` (exclusive) with which an entry may begin."""
        norms = norms_of(tokens)
        if first == 0 and last is None:
            return self._told(norms)
        return [first + index for index in self._told(norms[first:last])]

    def _begun_by(self, words: Sequence[str]) -> list[int]:
        begun = self._begun
        return [] if begun.keys().isdisjoint(words) else [index for index, word in enumerate(words) if word in begun]

    def scan(self, tokens: Sequence[Token]) -> list[Hit[V]]:
        """All entries from left to right; they do not overlap."""
        found: list[Hit[V]] = []
        free = 0
        for index in self.openings(tokens):
            if index >= free and (hit := self.at(tokens, index)):
                found.append(hit)
                free = hit.last
        return found

    def anywhere(self, tokens: Sequence[Token]) -> bool:
        """Whether any entry stands in the tokens."""
        return any(self.at(tokens, index) for index in self.openings(tokens))


class Deferred(Lexicon[V]):
    """A lexicon of many phrases of which a text uses few: a phrase is read when a text first holds the word that it begins with.

    Compiling ten thousand names at every start would take longer than reading an article.
    """

    def __init__(self, phrases: Iterable[str], value: Callable[[str], V], affixes: Affixes = NO_AFFIXES):
        """``value``: what a phrase means; asked once for each phrase that is read."""
        super().__init__((), affixes)
        self._value = value
        self._waiting: dict[str, list[str]] = {}
        first_of = Remembered(_first_of)
        for phrase in phrases:
            self._waiting.setdefault(first_of[phrase.partition(" ")[0]], []).append(phrase)
        self._remember()

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def entries(self) -> list[tuple[tuple[str, ...], V]]:
        """All entries as token texts with their values; reads every phrase."""
        for first in self._waiting:
            self._read(first)
        return super().entries()

    def _groups(self, word: str) -> _Groups[V]:
        for form in self._forms(word):
            self._read(form)
        return super()._groups(word)

    def _read(self, first: str) -> None:
        if first in self._begun or first not in self._waiting:
            return
        group = sorted(((words_of(phrase), self._value(phrase)) for phrase in self._waiting[first]), key=lambda pair: -len(pair[0]))
        self._by_first[first], self._begun[first] = group, _by_second(group)


def _first_of(head: str) -> str:
    """The token with which a phrase begins whose text up to the first space is ``head``."""
    return next(iter(words_of(head)), "")

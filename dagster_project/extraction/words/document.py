"""An article's text as sentences of tokens: the form in which every reader of facts sees it.

All positions are those of ``Document.norm`` (same as ``Document.clean``); only the pipeline turns them into the
article's own offsets. Which words mean something does not live here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from dagster_project.extraction.words.text import Normalised, normalise

# Digits with separators are one token, an acronym with inner dots is one, a word is a run of letters, a mark stands alone.
# What is met most often is tried first.
TOKEN = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*|[^\W\d_](?:\.[^\W\d_])+(?![^\W_])|[^\W\d_]|[^\w\s]|_", re.UNICODE)
_END = re.compile(r"[.!?\u2026]+[\"')\]]*(?=\s|$)|\n+")
JOINERS = "-'"


class Token(NamedTuple):
    """A word, a number or a mark. ``glue`` is the joiner that stands before it: '-', "'", '' (touching) or ' '."""

    start: int
    end: int
    norm: str
    cased: str
    glue: str

    @property
    def is_word(self) -> bool:
        return self.norm[0].isalpha()

    @property
    def is_number(self) -> bool:
        return self.norm[0].isdigit()

    @property
    def is_capital(self) -> bool:
        return self.cased[0].isupper()


_new = tuple.__new__  # a named tuple's own constructor costs as much as all else that a token needs


class Tokens(tuple[Token, ...]):
    """The tokens of a sentence, with what is asked of all of them at once."""

    @cached_property
    def norms(self) -> tuple[str, ...]:
        """The texts of the tokens."""
        return tuple([token.norm for token in self])


def norms_of(tokens: Sequence[Token]) -> Sequence[str]:
    """The texts of tokens; those of a whole sentence are made once."""
    return tokens.norms if isinstance(tokens, Tokens) else [token.norm for token in tokens]


@dataclass(frozen=True)
class Sentence:
    """A sentence with its tokens; ``paragraph`` counts from 0."""

    index: int
    paragraph: int
    start: int
    end: int
    document: Document = field(repr=False, compare=False)

    @property
    def norm(self) -> str:
        return self.document.norm[self.start : self.end]

    @property
    def clean(self) -> str:
        return self.document.clean[self.start : self.end]

    @cached_property
    def words(self) -> str:
        """The tokens' texts with one blank around each, in which phrases are looked up."""
        return f" {' '.join(self.tokens.norms)} "

    @cached_property
    def tokens(self) -> Tokens:
        """Words, numbers and marks. A hyphen or apostrophe between two letters is not a token but the next token's glue."""
        norm, clean, stop = self.document.norm, self.document.clean, self.end
        found: list[Token] = []
        add, find, last_end, joiner = found.append, norm.find, self.start, ""
        for text in TOKEN.findall(norm, last_end, stop):
            start = find(text, last_end)  # only blanks stand between tokens
            end = start + len(text)
            if start > last_end or not found:
                glue = " "
            elif joiner:
                glue, joiner = joiner, ""
            elif text in JOINERS and end < stop and norm[end].isalnum() and norm[start - 1].isalnum():
                joiner, last_end = text, end
                continue
            else:
                glue = ""
            add(_new(Token, (start, end, text, clean[start:end], glue)))
            last_end = end
        return Tokens(found)


@dataclass(frozen=True)
class SentenceRules:
    """What a language needs for sentence boundaries: abbreviations (folded, without the dot) and ordinals with a dot."""

    abbreviations: frozenset[str] = frozenset()
    ordinal_dot: bool = False


@dataclass(frozen=True)
class Document:
    """One section of an article, ready to be read."""

    text: Normalised
    rules: SentenceRules
    language: str
    published_at: str | None = None
    publisher: str | None = None
    section: str = "body"

    @classmethod
    def of(
        cls,
        raw: str,
        rules: SentenceRules,
        language: str,
        published_at: str | None = None,
        publisher: str | None = None,
        section: str = "body",
    ) -> Document:
        """Normalise ``raw`` and make a document of it."""
        return cls(normalise(raw), rules, language, published_at, publisher, section)

    @property
    def clean(self) -> str:
        return self.text.clean

    @property
    def norm(self) -> str:
        return self.text.norm

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences in the order of the text. A line break ends a paragraph and therefore a sentence."""
        norm = self.norm
        found: list[Sentence] = []
        start, paragraph = 0, 0

        def close(end: int) -> None:
            left = start
            while left < end and norm[left].isspace():
                left += 1
            while end > left and norm[end - 1].isspace():
                end -= 1
            if end > left:
                found.append(Sentence(len(found), paragraph, left, end, self))

        for match in _END.finditer(norm):
            if match.group()[0] == "\n":
                close(match.start())
                start, paragraph = match.end(), paragraph + 1
            elif self._ends(match.start(), match.end()):
                close(match.end())
                start = match.end()
        close(len(norm))
        return tuple(found)

    def _ends(self, dot: int, after: int) -> bool:
        """Whether the mark at ``dot`` ends a sentence."""
        norm, clean = self.norm, self.clean
        if norm[dot] != "." or after - dot > 1:
            follows = clean[after : after + 40].lstrip()
            return not (follows and follows[0].islower() and norm[dot] != ".")
        begin = dot
        while begin and (norm[begin - 1].isalnum() or norm[begin - 1] == "."):
            begin -= 1
        word = norm[begin:dot]
        while clean.startswith(" ", after):
            after += 1
        rest = clean[after : after + 1]
        if word in self.rules.abbreviations or (len(word) == 1 and word.isalpha() and clean[begin].isupper()):
            return rest == "\n" or rest == ""
        if "." in word and not word[-1].isdigit() and rest and not rest.isupper():
            return False
        if self.rules.ordinal_dot and word.isdigit() and len(word) <= 2:
            return rest == "\n" or rest == ""
        return not (rest and rest.islower())

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds ``position``, else the last one before it."""
        return self.sentences[max(0, bisect_right(self.starts, position) - 1)]

    @cached_property
    def starts(self) -> list[int]:
        """Where the sentences begin."""
        return [sentence.start for sentence in self.sentences]

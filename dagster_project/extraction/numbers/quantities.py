"""Quantities: numbers, vague words, ranges, shares and their bounds. Which number is written is read by :mod:`numerals`.

What a quantity counts, and whether it is harm, is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dagster_project.extraction.numbers.numerals import NumeralReader
from dagster_project.extraction.words.document import Token, norms_of
from dagster_project.extraction.words.lexicon import Affixes, Hit, Lexicon, Remembered, words_of
from dagster_project.languages.pack import Pack
from dagster_project.languages.sections.numbers import NumbersSection
from dagster_project.languages.sections.text import TextSection

_FURTHER = 2  # words between a bound and its number
_PHRASE = 4  # words before a number of which one it moved from
_DAY = 2  # words of time between a verb and its preposition
LARGEST = 9_000_000_000
YEARS = range(1900, 2101)  # what plain digits may be instead of a count


@dataclass(frozen=True)
class Quantity:
    """A quantity in a sentence: tokens ``first``..``last`` (exclusive) with its bound, ``core`` without it.

    ``stated`` is the number as written or the code of a vague word; ``point``, ``low``, ``high`` are what the words
    themselves imply and no more (widths for "about" are policy, not language). ``labelled``: the word before may make it an
    identifier or a date.
    """

    first: int
    last: int
    core_first: int
    core_last: int
    value_type: str
    bound: str
    stated: float | str | None = None
    share: float | None = None
    low_end: float | None = None
    high_end: float | None = None
    basis: str = "digits"
    labelled: bool = False

    @property
    def quantifier(self) -> str:
        """The one code that sums up value type and bound."""
        return self.bound if self.value_type == "number" else self.value_type

    @property
    def implied(self) -> tuple[int | None, int | None, int | None]:
        """(point, low, high), integers."""
        if self.value_type == "range":
            return None, int(self.low_end or 0), int(self.high_end or 0)
        if self.value_type != "number" or not isinstance(self.stated, float):
            return None, None, None
        n = int(self.stated)
        return {
            "exact": (n, None, None),
            "about": (n, None, None),
            "at_least": (n, n, None),
            "more_than": (None, n + 1, None),
            "nearly": (None, None, max(n - 1, 0)),
            "less_than": (None, None, max(n - 1, 0)),
            "up_to": (None, None, n),
        }[self.bound]


def _falls(left: Token | None, right: Token) -> bool:
    """Whether two small numbers with a hyphen between do not rise, and so are no range."""
    if left is None or right.glue != "-" or not (left.norm.isdigit() and right.norm.isdigit()):
        return False
    return int(right.norm) <= int(left.norm)


def _repeats(left: Quantity, right: Quantity) -> bool:
    """Whether a number in words says again what the digits right before it say."""
    same = isinstance(left.stated, float) and left.stated == right.stated and left.value_type == right.value_type == "number"
    return same and left.basis == "digits" and right.basis == "words" and right.first == left.last


def _specified(left: Quantity, right: Quantity) -> bool:
    """Whether a number right behind a vague phrase says how many they are."""
    return left.value_type == "vague" and right.value_type == "number" and right.basis != "implicit" and right.first == left.last


class QuantityReader:
    """Finds the quantities of a sentence with the number words of one language."""

    def __init__(self, data: NumbersSection, affixes: Affixes):
        self.data = data
        self.numerals = NumeralReader(data)
        self._phrases: Lexicon[tuple[str, object]] = Lexicon(
            [(w, ("vague", code)) for code, forms in data.vague.items() for w in forms]
            + [(w, ("exact", n)) for w, n in data.collectives.items()]
            + [(w, ("about", n)) for w, n in data.collectives_about.items()]
            + [(w, ("share", s)) for w, s in data.shares.items()]
            + [(w, ("zero", 0)) for w in data.zero],
            Affixes(affixes.clitics),
        )
        self._singular = Lexicon(dict.fromkeys(data.articles, "article") | dict.fromkeys(data.possessives, "possessive"))
        self._zero_determiners = Lexicon(dict.fromkeys(data.zero_determiners, True))
        self._before = Lexicon([(p, code) for code, forms in data.bounds_before.items() for p in forms], Affixes(affixes.clitics))
        self._after = Lexicon([(p, code) for code, forms in data.bounds_after.items() for p in forms])
        self._between = [(words_of(a), words_of(b)) for a, b in data.range_between]
        self._moves = tuple(words_of(p) for p in data.range_not_after)
        self._moved_from = frozenset(words[-1] for words in self._moves)
        self._to = frozenset(words_of(w)[0] if words_of(w) else w for w in data.range_to)
        self._moved_to = self._to | frozenset(w for p in data.moves_to for w in words_of(p))
        self._further = frozenset(w for p in data.further for w in words_of(p))
        self._percent = Lexicon(dict.fromkeys(data.percent, True))
        self._currency = frozenset(w for c in data.currency for w in (words_of(c) or (c,)))
        self._not_before = Lexicon(dict.fromkeys(data.noncount_before, True))
        self._not_before_last = frozenset(words_of(w)[-1] for w in data.noncount_before if words_of(w))
        self._suffixes = frozenset(data.about_suffixes)
        self._written_on = frozenset({self.data.joiner_prefix, *affixes.clitics})  # particles that may touch digits
        self._rates = frozenset(w for p in data.rate_before for w in words_of(p))
        self._openers = (self._before, self._phrases, *self.numerals.words, self._zero_determiners, self._singular)
        self._opens = Remembered(self._may_open)
        self._ages = Lexicon(dict.fromkeys(data.age_units, True))

    def quantities(self, tokens: Sequence[Token], counts: Callable[[Quantity], bool] = lambda _: False) -> list[Quantity]:
        """All quantities from left to right, singular articles included (basis ``implicit``); they do not overlap.

        ``counts``: whether a number that may be part of a name or date counts something all the same ("in January 45 people").
        """
        found: list[Quantity] = []
        index = 0
        for opening in self._opens.told(norms_of(tokens)):
            if opening < index:
                continue
            index = opening
            before = self._before.at(tokens, index)
            start = before.last if before and before.last < len(tokens) else index
            further = self._behind_further(tokens, start) if before else start
            quantity, after = self._at(tokens, further)
            if further > start and (quantity is None or quantity.basis == "implicit"):
                quantity, after = self._at(tokens, start)
            if quantity is None and start > index:
                before, start = None, index
                quantity, after = self._at(tokens, index)
            if quantity is not None and quantity.labelled and not counts(quantity):
                quantity = None
            if quantity is None:
                index = max(after, index + 1)
                continue
            bound = before.value if before else None
            quantity = self._bounded(self._ranged(quantity, tokens), tokens, index if before else quantity.first, bound)
            if found and _specified(found[-1], quantity):  # "a group of 12"
                found.pop()
            if found and _repeats(found[-1], quantity):  # "39 (thirty-nine) people"
                found[-1] = replace(found[-1], last=quantity.last, core_last=quantity.core_last)
            else:
                found.append(quantity)
            index = quantity.last
        return found

    def _behind_further(self, tokens: Sequence[Token], start: int) -> int:
        """The token behind the words that may part a bound from its number: "at least *another* 40", "al menos *a otros* 40"."""
        index = start
        while index < len(tokens) - 1 and index - start < _FURTHER and tokens[index].norm in self._further:
            index += 1
        return index

    def _may_open(self, word: str) -> bool:
        """Whether a quantity or its bound may begin with ``word``: most words of a text are passed over here."""
        return word[0].isdigit() or any(lexicon.knows(word) for lexicon in self._openers)

    def value_at(self, tokens: Sequence[Token], index: int) -> float | None:
        """The number at token ``index``, whatever it counts."""
        number = self.numerals.at(tokens, index) if index < len(tokens) else None
        return number[0] if number else None

    def is_determiner(self, tokens: Sequence[Token], quantity: Quantity) -> bool:
        """Whether a zero is a "no" that needs a noun, and not a "nobody"."""
        hit = self._zero_determiners.at(tokens, quantity.core_first)
        return hit is not None and hit.last >= quantity.core_last  # but "no one"

    def moves_from(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether the number at token ``first`` is the earlier of two: "rose from 35 to 50"."""
        if not first or tokens[first - 1].norm not in self._moved_from:
            return False
        before = tuple(t.norm for t in tokens[max(0, first - _PHRASE) : first])
        for *verb, last in self._moves:
            ends = before[-1:] == (last,)
            if ends and any(before[-1 - len(verb) - day : len(before) - 1 - day] == tuple(verb) for day in range(_DAY + 1)):
                return True  # "est passé lundi de cinq à treize"
        return False

    def is_earlier(self, tokens: Sequence[Token], quantity: Quantity) -> bool:
        """Whether the number that a quantity moved to stands right behind it."""
        last = quantity.core_last
        moved = self.moves_from(tokens, quantity.core_first) and last < len(tokens) and tokens[last].norm in self._moved_to
        return moved and self.number_at(tokens, last + 1) is not None

    def is_article(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether an article or a possessive that makes a noun one begins at token ``index``."""
        return self._singular.at(tokens, index) is not None

    def bound_before(self, tokens: Sequence[Token], stop: int) -> str | None:
        """The bound whose words end at token ``stop``: "exceeded" before "the toll of the floods 11,000" in verb-first languages."""
        for first in range(max(0, stop - _PHRASE), stop):
            hit = self._before.at(tokens, first)
            if hit is not None and hit.last == stop:
                return hit.value
        return None

    def bound_at(self, tokens: Sequence[Token], index: int) -> int:
        """Where a bound that begins at token ``index`` ends; the token itself without one: "de unos 70 años"."""
        hit = self._before.at(tokens, index) if index < len(tokens) else None
        return hit.last if hit else index

    def bound_behind(self, tokens: Sequence[Token], index: int) -> Hit[str] | None:
        """The bound that begins at token ``index``, behind what is counted: "nine soldiers at least"."""
        return self._after.at(tokens, index) if index < len(tokens) else None

    def number_at(self, tokens: Sequence[Token], index: int) -> tuple[float, int] | None:
        """The number at token ``index``, whatever it counts, and the token behind it."""
        number = self.numerals.at(tokens, index) if index < len(tokens) else None
        return number[:2] if number else None

    def _at(self, tokens: Sequence[Token], index: int) -> tuple[Quantity | None, int]:
        """The quantity whose core begins at ``index``, or None; and where to go on."""
        quantity, number = self._core(tokens, index)
        return quantity, quantity.last if quantity else number[1] if number else index + 1

    def _core(self, tokens: Sequence[Token], index: int) -> tuple[Quantity | None, tuple[float, int, str] | None]:
        token = tokens[index]
        phrase = self._phrases.at(tokens, index) if token.is_word else None
        number = self.numerals.at(tokens, index)
        if phrase and (number is None or phrase.last >= number[1]):
            kind, value = phrase.value
            base = Quantity(index, phrase.last, index, phrase.last, "number", "exact", basis="words")
            if kind == "vague":
                return replace(base, value_type="vague", bound="exact", stated=str(value)), None
            hyphen = phrase.last < len(tokens) and tokens[phrase.last].glue == "-"
            if kind == "share" and hyphen:
                return None, None  # "half-staff"
            if kind == "share":
                return replace(base, value_type="share", share=float(str(value))), None
            return replace(base, stated=float(str(value)), bound="about" if kind == "about" else "exact"), None
        if number:
            return self._accepted(tokens, index, *number), number
        determiner = self._zero_determiners.at(tokens, index)
        if determiner:
            return Quantity(index, determiner.last, index, determiner.last, "number", "exact", stated=0.0, basis="words"), None
        single = self._singular.at(tokens, index)
        if single:
            return Quantity(index, single.last, index, single.last, "number", "exact", stated=1.0, basis="implicit"), None
        return None, None

    def _accepted(self, tokens: Sequence[Token], first: int, value: float, last: int, basis: str) -> Quantity | None:
        """The number as a quantity unless its surroundings make it an identifier, a time, money or part of a word."""
        before = tokens[first - 1] if first else None
        after = tokens[last] if last < len(tokens) else None
        if re.fullmatch(r"0\d+", tokens[first].norm):
            return None  # "agent 007"
        if before and (
            before.norm in self._currency
            or (tokens[first].glue == "" and before.norm in "$€£:/._#")
            or (tokens[first].glue == "-" and not before.is_number)
            or (tokens[first].glue == "'" and not before.is_number and (basis == "digits" or len(tokens[first].norm) == 1))
            or (tokens[first].glue == "" and before.is_word and before.norm not in self._written_on)
        ):
            return None
        if basis == "digits" and (_falls(before, tokens[first]) or (after and _falls(tokens[last - 1], after))):
            return None  # a result: "3-0"
        quantity = Quantity(first, last, first, last, "number", "exact", stated=value, basis=basis)
        if before and before.norm == "." and before.glue == "" and first > 1 and tokens[first - 2].norm in self._not_before_last:
            return None  # "on Dec. 2"
        if before and before.norm in self._not_before_last:
            quantity = replace(quantity, labelled=True)
        if after is None:
            return quantity
        if self._ages.at(tokens, last):
            return None
        if after.norm == "%" or self._percent.at(tokens, last):
            hit = self._percent.at(tokens, last)
            end = hit.last if hit else last + 1
            share = replace(quantity, last=end, core_last=end, value_type="share", stated=None, share=value / 100)
            rate = before is not None and before.norm in self._rates
            return share if 0 < value <= 100 and not rate else None
        if after.glue == "-" and after.norm in self._suffixes:
            preceded = before is not None and bool(self._singular.at(tokens, first - 1))
            return replace(quantity, last=last + 1, core_last=last + 1, bound="about") if preceded else None
        if after.norm in self._currency or (after.norm in ":/" and after.glue == "") or (after.is_word and after.glue in ("", "-")):
            return None
        if value != int(value) or value > LARGEST:
            return None
        return quantity

    def _ranged(self, quantity: Quantity, tokens: Sequence[Token]) -> Quantity:
        """Join "15 to 20", "15-20" and "between 15 and 20" into one range."""
        if quantity.value_type != "number" or quantity.basis == "implicit" or quantity.last >= len(tokens):
            return quantity
        words = [t.norm for t in tokens[max(0, quantity.first - 3) : quantity.first]]
        after = quantity.last
        opener = 0
        if self.moves_from(tokens, quantity.first):
            return quantity
        for left, right in self._between:
            if tuple(words[len(words) - len(left) :]) == left and tuple(t.norm for t in tokens[after : after + len(right)]) == right:
                opener, after = len(left), after + len(right)
                break
        else:
            if tokens[after].norm in self._to:
                after += 1
            elif not (tokens[after].is_number and tokens[after].glue == "-"):
                return quantity
        number = self.numerals.at(tokens, after) if after < len(tokens) else None
        if number is None or not isinstance(quantity.stated, float):
            return quantity
        low, high = quantity.stated, number[0]
        if 0 < low < 1000 <= high and high % 1000 == 0 and high / low > 100 and number[0] / 1000 > low:
            low *= 1_000_000 if high % 1_000_000 == 0 else 1000  # "two to three thousand"
        if not low < high or (low in YEARS and high < 100) or (low in YEARS and high in YEARS):
            return quantity
        return replace(
            quantity,
            first=quantity.first - opener,
            last=number[1],
            core_last=number[1],
            value_type="range",
            bound="exact",
            stated=None,
            low_end=low,
            high_end=high,
        )

    def _bounded(self, quantity: Quantity, tokens: Sequence[Token], first: int, before: str | None) -> Quantity:
        """Add the bound that stands before or after; only this number gets it."""
        if quantity.basis == "implicit":  # where the article is the number one: "au moins une personne"
            return replace(quantity, bound=before, first=min(first, quantity.first)) if before == "at_least" else quantity
        hit = self._after.at(tokens, quantity.last) if quantity.last < len(tokens) else None
        bound = hit.value if hit else before or quantity.bound
        if self.is_earlier(tokens, quantity):
            return quantity
        if hit is None and first >= quantity.first and (bound == quantity.bound or quantity.value_type != "number"):
            return quantity  # most numbers stand alone
        first, last = min(first, quantity.first), hit.last if hit else quantity.last
        return replace(quantity, first=first, last=last, bound=bound if quantity.value_type == "number" else quantity.bound)


@cache
def quantity_reader(pack: Pack) -> QuantityReader:
    """The reader for a language pack."""
    text = pack.section("text", TextSection)
    return QuantityReader(pack.section("numbers", NumbersSection), Affixes(tuple(text.clitics)))

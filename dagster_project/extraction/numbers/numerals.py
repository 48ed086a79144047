"""Numerals: which number digits, number words and multipliers write ("4 300", "two hundred and five", "1.2 million").

What is a count, an identifier or a year is decided by :mod:`quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.lexicon import Hit, Lexicon, words_of
from dagster_project.languages.sections.numbers import Compounds, NumbersSection

_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


class NumeralReader:
    """Reads numbers with the number words, separators and multipliers of one language."""

    def __init__(self, data: NumbersSection):
        self._data = data
        numerals = dict(data.words)
        if data.compounds:
            numerals = {**_compound_words(data.compounds, data.words), **numerals}
        self._words = Lexicon(numerals)
        self._multipliers = Lexicon(data.multipliers)
        self._halves = Lexicon(data.halves)
        self._joiners = frozenset(w for j in data.joiners for w in words_of(j))

    @property
    def words(self) -> tuple[Lexicon[int], Lexicon[int]]:
        """The words with which a number may begin."""
        return self._words, self._multipliers

    def at(self, tokens: Sequence[Token], index: int) -> tuple[float, int, str] | None:
        """(value, next token, basis: digits or words) of the number that begins at token ``index``, or None."""
        token = tokens[index]
        if token.is_number:
            value, last = self._digits(tokens, index)
            return (*self._multiplied(value, tokens, last), "digits")
        if not token.is_word:
            return None
        total, current, last, smallest = 0.0, 0.0, index, 1e18
        while last < len(tokens):
            start = last
            if start > index and tokens[start].norm in self._joiners and start + 1 < len(tokens):
                start += 1
            word = self._words.at(tokens, start) or self._joined(tokens, start, index)
            multiplier = self._multipliers.at(tokens, start)
            if multiplier and (not word or multiplier.last >= word.last) and (last > index or multiplier.value >= 100):
                if start > last:
                    break
                size = float(multiplier.value)
                if size >= 1000:
                    total, current, smallest = total + max(current, 1.0) * size, 0.0, size
                else:
                    current, smallest = max(current, 1.0) * size, size
                last = multiplier.last
                rest = self._fraction_after(size, tokens, last) or self._digits_after(size, tokens, last)
                if rest:
                    return total + current + rest[0], rest[1], "words"
                continue
            if not word:
                break
            value = float(word.value)
            inverted = self._data.units_before_tens and 0 < current % 100 < 10 and value in range(20, 100, 10)
            if value >= smallest and not inverted:
                break
            current, last = current + value, word.last
            smallest = 10.0 if 20 <= value < 100 and value % 10 == 0 else 1.0 if value < 20 else min(value, 100.0)
            if 60 <= value < 100 and value % 20 == 0:
                smallest = 20.0  # soixante-dix, quatre-vingt-dix
            if self._data.units_before_tens and value < 10 and not inverted:
                smallest = 1.0
        if last == index:
            return None
        return total + current, last, "words"

    def _joined(self, tokens: Sequence[Token], start: int, index: int) -> Hit[int] | None:
        prefix = self._data.joiner_prefix
        token = tokens[start]
        if not prefix or start == index or not token.norm.startswith(prefix):
            return None
        bare = Token(token.start, token.end, token.norm[len(prefix) :], token.cased, token.glue)
        return self._words.at([*tokens[:start], bare], start)

    def _digits(self, tokens: Sequence[Token], index: int) -> tuple[float, int]:
        text, last = tokens[index].norm, index + 1
        grouped = _GROUPED.fullmatch(text)
        if grouped and grouped.group(1) in self._data.thousands:
            value = float(text.replace(grouped.group(1), ""))
        elif "," in text or "." in text:
            other = "." if self._data.decimal == "," else ","
            whole, _, fraction = text.rpartition(self._data.decimal if self._data.decimal in text else other)
            digits = re.sub(r"[.,]", "", whole)
            value = float(f"{digits or 0}.{fraction}") if fraction.isdigit() else float(re.sub(r"[.,]", "", text))
        else:
            value = float(text)
            if len(text) <= 3:
                while (
                    last < len(tokens)
                    and tokens[last].glue in self._data.thousands
                    and tokens[last].norm.isdigit()
                    and len(tokens[last].norm) == 3
                    and tokens[last].start == tokens[last - 1].end + 1
                ):
                    value = value * 1000 + float(tokens[last].norm)
                    last += 1
        return value, last

    def _multiplied(self, value: float, tokens: Sequence[Token], last: int) -> tuple[float, int]:
        while last < len(tokens):
            hit = self._multipliers.at(tokens, last)
            if not hit:
                break
            value, last = round(value * hit.value, 6), hit.last
            rest = self._fraction_after(float(hit.value), tokens, last) or self._digits_after(float(hit.value), tokens, last)
            if rest:
                return value + rest[0], rest[1]
        return value, last

    def _fraction_after(self, size: float, tokens: Sequence[Token], last: int) -> tuple[float, int] | None:
        """The part of a multiplier that is written behind it ("cinq millions et demi") and the next token."""
        hit = self._halves.at(tokens, last) if size >= 1000 and last < len(tokens) else None
        return (size * hit.value, hit.last) if hit else None

    def _digits_after(self, size: float, tokens: Sequence[Token], last: int) -> tuple[float, int] | None:
        """The digits that go on with a number behind a multiplier ("23 thousand 700", "9 million 700 thousand") and the next token."""
        if not self._data.digits_after_multiplier or size < 1000 or last >= len(tokens):
            return None
        joined = bool(self._data.joiner_prefix) and tokens[last].norm == self._data.joiner_prefix and last + 1 < len(tokens)
        if joined:  # "41 thousand and-300"
            last += 1
        token = tokens[last]
        if (token.glue != " " and not joined) or not token.norm.isdigit() or len(token.norm) > 3 or token.norm.startswith("0"):
            return None
        value, after = self._multiplied(float(token.norm), tokens, last + 1)
        return (value, after) if value < size else None


def _compound_words(parts: Compounds, words: dict[str, int]) -> dict[str, int]:
    """Number words up to 999,000 that the language writes as one word, from their parts."""
    units = {w: n for w, n in words.items() if 0 < n < 20}
    forms = {**{w: n for w, n in units.items() if n < 10}, **parts.unit_forms}
    tens = {w: n for w, n in words.items() if n in range(20, 100, 10)}
    below: dict[str, int] = {**units, **tens}
    for ten, n in tens.items():
        for unit, k in forms.items():
            if k < 10:
                below[ten + parts.joiner + unit if parts.order == "tens_units" else unit + parts.joiner + ten] = n + k
    table = dict(below)
    for head, k in {"": 1, **forms}.items():
        if k < 10:
            table[head + parts.hundred] = 100 * k
            for word, n in below.items():
                table[head + parts.hundred + word] = 100 * k + n
    thousands = {head + parts.thousand: 1000 * n for head, n in {"": 1, **{w: n for w, n in table.items() if n < 1000}}.items()}
    return {**thousands, **table}

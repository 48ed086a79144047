"""Normalised text that keeps its way back to the original characters.

The only place where text is normalised: articles pass through :func:`normalise`, lexicons through :func:`fold`, so
that a word of a language pack and the same word in an article always compare equal. Finding words, sentences or
meaning does not live here.
"""

from __future__ import annotations

import unicodedata
from array import array
from dataclasses import dataclass

# One character each: the length of the text does not change.
_UNIFIED = {
    **dict.fromkeys("\u2019\u2018\u02bc\u02b9\u02bb\u2032\u00b4`\u201b", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2212\u00ad", "-"),
    **dict.fromkeys("\u2012\u2013\u2014\u2015", "\u2013"),
    **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u2004\u2005\u2006\u2008\u3000\t", " "),
    **dict.fromkeys("\u0622\u0623\u0625\u0671", "\u0627"),  # alef with madda, hamza or wasla
    "\u0649": "\u064a",  # alef maqsura
    "\u06cc": "\u064a",  # Persian yeh
    "\u06a9": "\u0643",  # Persian kaf
    "\u060c": ",",
    "\u061b": ";",
    "\u061f": "?",
    "\u066b": ".",
    "\u066c": ",",
    "\u066a": "%",
    **{chr(0x0660 + n): str(n) for n in range(10)},
    **{chr(0x06F0 + n): str(n) for n in range(10)},
}
# Characters that stand for nothing: Arabic vowel marks and tatweel, zero-width characters, direction marks, a BOM.
_DROPPED = frozenset(
    [chr(n) for n in range(0x064B, 0x0653)] + ["\u0670", "\u0640", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff"]
    + [chr(n) for n in range(0x202A, 0x202F)] + [chr(n) for n in range(0x2066, 0x206A)]
)
_UNIFY = str.maketrans(_UNIFIED)
_TO_UNIFY = frozenset(_UNIFIED)
_DROP_TABLE = {ord(c): None for c in _DROPPED}


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in two forms of one length, and the way back.

    ``clean`` keeps case; ``norm`` is its lower-case form; ``origin[i]`` is the index in the original text of character
    ``i`` (one more entry than characters: the end), or None when the original has the same length.
    """

    raw: str
    clean: str
    norm: str
    origin: array[int] | None

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that covers ``clean[start:end]``."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1 if end > start else self.origin[start]


def _lower(text: str) -> str:
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def normalise(raw: str) -> Normalised:
    """Unify quotes, dashes, spaces, digits and letter variants; drop marks that stand for nothing.

    Combining accents are composed (NFC) so that two spellings of one letter compare equal.
    """
    if raw.isascii():
        clean = raw.replace("\t", " ").replace("`", "'")
        return Normalised(raw, clean, clean.lower(), None)
    letters = set(raw)
    if _DROPPED.isdisjoint(letters) and unicodedata.is_normalized("NFC", raw):
        clean = raw
        for letter in letters & _TO_UNIFY:  # a text has few of them: several times faster than to translate each character
            clean = clean.replace(letter, _UNIFIED[letter])
        return Normalised(raw, clean, _lower(clean), None)
    kept: list[str] = []
    origin = array("l")
    index = 0
    while index < len(raw):
        stop = index + 1
        while stop < len(raw) and unicodedata.combining(raw[stop]) and raw[stop] not in _DROPPED:
            stop += 1
        for char in unicodedata.normalize("NFC", raw[index:stop]):
            if char not in _DROPPED:
                kept.append(char)
                origin.append(index)
        index = stop
    origin.append(len(raw))
    clean = "".join(kept).translate(_UNIFY)
    return Normalised(raw, clean, _lower(clean), origin)


def fold(words: str) -> str:
    """The form in which a lexicon's entry is compared: as ``norm`` of an article."""
    return _lower(unicodedata.normalize("NFC", words).translate(_DROP_TABLE).translate(_UNIFY))

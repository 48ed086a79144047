"""The folding of place names, used on both sides of a look-up: when the index is compiled and when a text is read.

Nothing here knows which words are places.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ə": "a",
        "ǝ": "a",
        "ħ": "h",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
    }
)
_APOSTROPHES = re.compile("['`´’‘ʼʹʻ′‛ʾʿ]")
_WORDS = re.compile(r"[^\W_]+")
_ARABIC = re.compile("[\u0600-\u06ff]")
# The article of romanised Arabic names, assimilated to the letter that follows: Deir ez-Zor, Ar Raqqah, As-Suwayda.
ARTICLES = frozenset(
    {
        "al",
        "el",
        "ad",
        "ed",
        "an",
        "en",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "at",
        "et",
        "ath",
        "az",
        "ez",
        "adh",
        "ul",
        "ud",
        "ur",
        "us",
        "uz",
    }
)
_VOWELS = re.compile("[aeiouyw]+")
_DOUBLED = re.compile(r"(.)\1+")
_BLANKS = re.compile(" +")
_SCRIPTS = {
    "LATIN": "Latn",
    "ARABIC": "Arab",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "MODIFIER": "Latn",
    "DEVANAGARI": "Deva",
    "CJK": "Hani",
    "HANGUL": "Hang",
    "THAI": "Thai",
    "ETHIOPIC": "Ethi",
}
_SKELETON = (
    ("sch", "s"),
    ("tsch", "c"),
    ("kh", "k"),
    ("ch", "k"),
    ("sh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("q", "k"),
    ("c", "k"),
    ("x", "k"),
    ("j", "g"),
    ("z", "s"),
    ("v", "f"),
    ("p", "b"),
    ("h", ""),
)


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """One word without case, diacritics and the spelling variants of Arabic letters; an Arabic article is dropped."""
    if word.isascii():
        return word.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS)) if not unicodedata.combining(c))
    plain = plain.translate(_LETTERS).replace("ـ", "")
    if plain.startswith("ال") and len(plain) > 4:
        return plain[2:]
    return plain


@lru_cache(maxsize=1 << 15)
def fold_name(name: str) -> str:
    """The key under which a name is kept: folded words with one blank between them, apostrophes closed up.

    >>> fold_name("Ma‘arrat an-Nu‘mān")
    'maarrat an numan'
    """
    closed = _APOSTROPHES.sub("", name)
    if closed.isascii():  # most names
        return " ".join(_WORDS.findall(closed.lower()))
    return " ".join(map(fold_word, _WORDS.findall(unicodedata.normalize("NFC", closed))))


def fold_article(key: str) -> str:
    """The key with every romanised Arabic article before a word written 'al', so that ez-Zor, az-Zawr and al-Zor agree in it.

    A key that is nothing but an article stays as it is.
    """
    if " " not in key:
        return key
    words = key.split(" ")
    return " ".join(["al" if w in ARTICLES else w for w in words[:-1]] + words[-1:])


def skeleton(key: str) -> str:
    """The consonants of a romanised name, for spellings that differ in vowels only: Sheikhun, Shaykhun, Cheikhoun.

    Empty when fewer than three consonants are left: too little to tell names apart.
    """
    if _ARABIC.search(key):
        return ""
    text = _BLANKS.sub(" ", " ".join(_bones(w) for w in key.split(" ") if w not in ARTICLES))
    return text if len(text) - text.count(" ") >= 3 else ""


@lru_cache(maxsize=1 << 16)
def _bones(word: str) -> str:
    for old, new in _SKELETON:
        word = word.replace(old, new)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))


def script_of(name: str) -> str:
    """ISO 15924 code of the script of the first letter: Latn, Arab, Cyrl …; Zyyy when there is none."""
    if name[:1].isascii() and name[:1].isalpha():  # most names
        return "Latn"
    return next((_script(char) for char in name if char.isalpha()), "Zyyy")


@lru_cache(maxsize=1 << 14)
def _script(char: str) -> str:
    if char < "\u0250" or "\u1e00" <= char <= "\u1eff":
        return "Latn"
    return _SCRIPTS.get(unicodedata.name(char, "").split(" ")[0], "Zyyy")

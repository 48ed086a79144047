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


def fold_name(name: str) -> str:
    """The key under which a name is kept: folded words with one blank between them, apostrophes closed up.

    >>> fold_name("Ma‘arrat an-Nu‘mān")
    'maarrat an numan'
    """
    return " ".join(fold_word(w) for w in _WORDS.findall(unicodedata.normalize("NFC", _APOSTROPHES.sub("", name))))


def fold_article(key: str) -> str:
    """The key with every romanised Arabic article before a word written 'al', so that ez-Zor, az-Zawr and al-Zor agree in it.

    A key that is nothing but an article stays as it is.
    """
    words = key.split(" ")
    if len(words) == 1:
        return key
    return " ".join(["al" if w in ARTICLES else w for w in words[:-1]] + words[-1:])


def skeleton(key: str) -> str:
    """The consonants of a romanised name, for spellings that differ in vowels only: Sheikhun, Shaykhun, Cheikhoun.

    Empty when fewer than three consonants are left: too little to tell names apart.
    """
    if _ARABIC.search(key):
        return ""
    words = [w for w in key.split(" ") if w not in ARTICLES]
    text = " ".join(words)
    for old, new in _SKELETON:
        text = text.replace(old, new)
    text = re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", text))
    return text if len(text.replace(" ", "")) >= 3 else ""


def script_of(name: str) -> str:
    """ISO 15924 code of the script of the first letter: Latn, Arab, Cyrl …; Zyyy when there is none."""
    for char in name:
        if char.isalpha():
            if char < "\u0250" or "\u1e00" <= char <= "\u1eff":
                return "Latn"
            word = unicodedata.name(char, "").split(" ")[0]
            return {
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
            }.get(word, "Zyyy")
    return "Zyyy"

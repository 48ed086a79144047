"""Weapons named around a claim, and statements of a weapon's use without a count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from dagster_project.extraction.words.document import Document, Sentence, Token
from dagster_project.extraction.words.grammar import grammar
from dagster_project.extraction.words.lexicon import Hit, Lexicon
from dagster_project.languages.sections.weapons import WeaponsSection

_IGNORED = ""
_LEAD = 7  # sentences at the head of an article that tell its main event
# A general word beside a special one says nothing more: "strikes" beside "air raids".
GENERAL = {
    "bombardment": ("air_strike", "artillery", "mortar", "rocket", "missile", "barrel_bomb", "cluster_munition", "drone_strike"),
    "explosion": (
        "ied",
        "car_bomb",
        "suicide_bomb",
        "landmine",
        "grenade",
        "mortar",
        "rocket",
        "missile",
        "barrel_bomb",
        "air_strike",
        "cluster_munition",
        "drone_strike",
        "artillery",
        "incendiary",
        "bombardment",
    ),
    "artillery": ("mortar", "rocket"),
    "air_strike": ("barrel_bomb", "drone_strike"),
    "toxic_gas": ("sarin", "chlorine"),
}


@dataclass(frozen=True)
class WeaponWords:
    """A pack's weapon words, compiled."""

    lexicon: Lexicon[str]
    used: Lexicon[bool]
    unnamed: Lexicon[bool]
    answers: Lexicon[bool]
    again: Lexicon[bool]
    deeds: frozenset[str]


@cache
def weapon_words(language: str) -> WeaponWords:
    """The weapon words of a language."""
    g = grammar(language)
    data = g.pack.section("weapons", WeaponsSection)
    entries = [(form, code) for code, forms in data.words.items() for form in forms]
    heads = frozenset(form for form, _ in entries if " " not in form)
    return WeaponWords(
        Lexicon([*entries, *((form, _IGNORED) for form in data.ignore)], g.groups.affixes, heads),
        Lexicon(dict.fromkeys(data.used, True), g.groups.affixes),
        Lexicon(dict.fromkeys(data.unnamed, True), g.groups.affixes, frozenset(data.unnamed)),
        Lexicon(dict.fromkeys(data.answers, True), g.groups.affixes),
        Lexicon(dict.fromkeys(data.again, True), g.groups.affixes),
        frozenset(w for words, frames in g.frames.entries() if any(f.trigger.weapons for f in frames) for w in words),
    )


class WeaponReader:
    """Weapons of one document."""

    def __init__(self, document: Document):
        self.document = document
        self.words = weapon_words(document.language)
        self._found: dict[int, list[Hit[str]]] = {}

    def hits(self, sentence: Sentence) -> list[Hit[str]]:
        """Weapon words of a sentence."""
        if sentence.index not in self._found:
            hits = self.scan(sentence.tokens)
            answered = [self._answered(sentence, cue.last) for cue in self.words.answers.scan(sentence.tokens)] if hits else []
            self._found[sentence.index] = [h for h in hits if not any(first <= h.first < last for first, last in answered)]
        return self._found[sentence.index]

    @staticmethod
    def _answered(sentence: Sentence, first: int) -> tuple[int, int]:
        """The tokens from ``first`` to the next mark: what the deed that is told was an answer to."""
        tokens = sentence.tokens
        return first, next((i for i in range(first, len(tokens)) if tokens[i].norm in ",;:."), len(tokens))

    def scan(self, tokens: Sequence[Token]) -> list[Hit[str]]:
        """Weapon words among tokens."""
        return [h for h in self.words.lexicon.scan(tokens) if h.value != _IGNORED]

    def in_span(self, start: int, end: int) -> tuple[str, ...]:
        """Weapon codes of the words in a span of the document."""
        sentence = self.document.sentence_at(start)
        tokens = sentence.tokens
        return narrowed([h.value for h in self.hits(sentence) if tokens[h.first].start >= start and tokens[h.last - 1].end <= end])

    def around(self, sentence: Sentence, deed: tuple[int, int] | None = None) -> tuple[str, ...]:
        """Weapon codes named in a sentence. ``deed``: the tokens of a claim's own verb; "shot dead" said of others is not its weapon."""
        tokens = sentence.tokens
        return narrowed(
            [
                h.value
                for h in self.hits(sentence)
                if deed is None
                or (deed[0] <= h.first < deed[1])
                or not all(t.norm in self.words.deeds for t in tokens[h.first : h.last])
            ]
        )

    def other_event(self, sentence: Sentence) -> bool:
        """Whether the sentence names what happened by a word that tells of no weapon: clashes, an operation."""
        return bool(self.words.unnamed.scan(sentence.tokens))

    def told_again(self, sentence: Sentence) -> bool:
        """Whether the sentence points to attacks that were told before: "in such attacks"."""
        return bool(self.words.again.scan(sentence.tokens))

    def used(self, sentence: Sentence) -> bool:
        """Whether the sentence says that a weapon was used."""
        return bool(self.words.used.scan(sentence.tokens))

    def of_lead(self, apart: Callable[[int], bool]) -> tuple[str, ...]:
        """Weapon codes of the first sentence that names any, or of a later one that names them more closely: those of the article's main
        event. ``apart``: whether the sentence of an index tells another one."""
        told = [found for s in self.document.sentences[:_LEAD] if not apart(s.index) and (found := self.around(s))]
        return next((later for later in told[1:] if is_closer(later, told[0])), told[0]) if told else ()

    def before(self, sentence: Sentence, paragraphs: int = 1) -> tuple[str, ...]:
        """Weapon codes of the nearest earlier sentence that names one, at most ``paragraphs`` paragraphs back."""
        for earlier in reversed(self.document.sentences[: sentence.index]):
            if sentence.paragraph - earlier.paragraph > paragraphs:
                break
            found = self.around(earlier)
            if found:
                return found
        return ()


def is_closer(codes: Sequence[str], general: Sequence[str]) -> bool:
    """Whether weapons tell of each general word what it was: "drones" of "explosions"."""
    return bool(general) and all(any(code in GENERAL.get(word, ()) for code in codes) for word in general)


def narrowed(codes: Sequence[str]) -> tuple[str, ...]:
    """Codes once each, without those that a more special one beside them covers."""
    there = dict.fromkeys(codes)
    return tuple(c for c in there if not any(s in there for s in GENERAL.get(c, ())))

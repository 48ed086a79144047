"""A language's words of place, compiled for look-up. How names are found with them does not live here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.lexicon import Lexicon, Remembered, words_of
from dagster_project.gazetteer.names import ARTICLES, fold_word
from dagster_project.languages.pack import load_pack
from dagster_project.languages.sections.places import PlacesSection

ROLES = ("at", "near", "origin", "destination", "of")
_ENDING = 4  # letters at most of a demonym's ending
FIRM = frozenset(ROLES) - {"of"}


_JOINERS = "-'"  # do not count among a preposition's words


def _inflects(word: str, stem: str) -> bool:
    """Whether a word is a stem with an ending."""
    return word.startswith(stem) and len(word) - len(stem) <= _ENDING


class PlaceGrammar:
    """The compiled words of a section."""

    def __init__(self, section: PlacesSection):
        self.section = section
        self.roles: dict[tuple[str, ...], str] = {}
        for role in ROLES:
            for phrase in getattr(section, role):
                self.roles.setdefault(words_of(phrase), role)
        self.fillers = frozenset(map(words_of, section.fillers))
        self.types = {words_of(w)[0]: level for level, words in section.types.items() for w in words if len(words_of(w)) == 1}
        self.stop = frozenset(w for phrase in section.not_places for w in words_of(phrase))
        self.elsewhere = Lexicon(dict.fromkeys(section.elsewhere, True))
        self.credits = Lexicon(dict.fromkeys(section.credits, True))
        self.there = Lexicon(dict.fromkeys(section.there, True))
        self.own_country = Lexicon(dict.fromkeys(section.own_country, True))
        self.directions = frozenset(section.directions)
        self.compound_directions = tuple(fold_word(d) for d in section.compound_directions)
        self.indefinite = frozenset(section.indefinite)
        self.venues = frozenset(section.venues)
        self.joiners = frozenset(words_of(j)[0] for j in section.joiners)
        self.clitic_joiners = frozenset(section.clitics)
        self.boundaries = frozenset(words_of(b)[0] for b in section.boundaries)
        self.particles = frozenset(section.particles) | ARTICLES
        self.prefixes = tuple(sorted(section.prefixes, key=len, reverse=True))
        self.heads = frozenset(section.heads)
        self._write_prefixes_onto_types()
        stems: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for country, words in section.demonyms.items():
            for stem in words:
                parts = words_of(stem)
                stems.setdefault(parts[0][:3], []).append((parts, country))
        self._stems = stems
        self.abbreviations = {"".join(words_of(w)): area for area, words in section.abbreviations.items() for w in words}
        self.demonyms = Remembered(self._demonyms_of).__getitem__
        # The words that are no name, but with which a country may be named.
        self.small = Remembered(lambda word: bool(self.demonyms(word)) or word in ARTICLES or self.own_country.knows(word))
        self._last_of_roles = frozenset(words[-1] for words in self.roles) | {"", *_JOINERS}
        self._last_of_fillers = frozenset(words[-1] for words in self.fillers)
        self._leads = frozenset(words[-1] for words in self.roles) | {words[0] for words in self.fillers if len(words) == 1}

    def _write_prefixes_onto_types(self) -> None:
        """Words for kinds of place with the prepositions that are written onto them: "in town X" may be two words."""
        plain = dict(self.types)
        for word, level in plain.items():
            for prefix in self.prefixes:
                towards = any(letter in self.section.prefixes_to for letter in prefix)
                self.types.setdefault(prefix + word, level)
                self.roles.setdefault((prefix + word,), "of" if towards else "at")
            for clitic in self.clitic_joiners:
                self.types.setdefault(clitic + word, level)

    def _demonyms_of(self, word: str) -> tuple[tuple[str, str], ...]:
        """The demonyms that ``word`` is, or begins: the stem of the word that follows, empty where none need follow, and the country."""
        return tuple(
            (parts[-1] if len(parts) > 1 else "", country)
            for parts, country in self._stems.get(word[:3], ())
            if (word == parts[0] if len(parts) > 1 else _inflects(word, parts[0]))
        )

    def country_of(self, word: str, following: str) -> str | None:
        """The country whose people or language a word names, alone or with the word that follows."""
        for stem, country in self.demonyms(word):
            if not stem or _inflects(following, stem):
                return country
        return None

    def bare(self, word: str) -> str:
        """A word without the particles and the article that are written onto it."""
        for particle in (*self.section.clitics, self.section.article):
            word = word.removeprefix(particle) if len(word) > 3 else word
        return word

    def before(self, tokens: Sequence[Token], index: int) -> tuple[str | None, str | None, int, bool]:
        """What stands before token ``index``: role, level of a type word, where the preposition begins, whether nothing is between."""
        at, level = index - self._apposed(tokens, index), None
        skips = 0 if self.section.prefixes else 1
        for _ in range(6):
            word = tokens[at - 1].norm if at else ""
            for size in (4, 3, 2, 1) if word in self._last_of_roles else ():
                if at - size < 0:
                    continue
                words = tuple(t.norm for t in tokens[at - size : at] if t.norm not in _JOINERS)
                role = self.roles.get(words)
                if role is not None and not (words in self.fillers and self._role_ends(tokens, at - size)):
                    within = self._part_of(tokens, at - size, words)
                    if within is not None:
                        return "at", level, within, False
                    kind = self._kind(tokens, at - size) if role == "of" else None
                    if self.section.prefixes:
                        kind = self.types.get(word) or kind
                    return role, level or kind, at - size, at == index
            taken = 0
            if word in self._last_of_fillers:
                taken = next((n for n in (3, 2, 1) if at >= n and tuple(t.norm for t in tokens[at - n : at]) in self.fillers), 0)
            if word in self.types:
                level, taken = level or self.types[word], max(taken, 1)
            elif taken and any(t.norm in self.types for t in tokens[at - taken : at]):
                level = level or next(self.types[t.norm] for t in tokens[at - taken : at] if t.norm in self.types)
            if (
                not taken
                and skips
                and at > 1
                and tokens[at - 1].is_word
                and not tokens[at - 1].is_capital
                and tokens[at - 2].norm in self._leads
            ):
                skips, taken = 0, 1  # one adjective
            if not taken and word in self.directions and self.section.nouns_capital:
                taken = 1  # "im Nordwesten Syriens"
            if not taken:
                return None, level, at, False
            at -= taken
        return None, level, at, False

    def _apposed(self, tokens: Sequence[Token], index: int) -> int:
        """1 where a comma parts the name from the word for the kind of place that it is: "in the capital, X"."""
        parted = index > 2 and tokens[index - 1].norm == "," and tokens[index - 2].norm in self.types
        return int(parted and (tokens[index - 3].norm,) in self.fillers)

    def _part_of(self, tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> int | None:
        """Where "in the north-west" of "in the north-west of X" begins: what happened there happened in X. ``words``: the preposition
        right before the name, which begins at token ``at``."""
        first = at if any(w in self.directions for w in words) else at - 1
        lead = (tokens[first - 1].norm,) if first else ()
        if first < 1 or tokens[first].norm not in self.directions or not (lead in self.fillers or lead in self.roles):
            return None  # "just south of X" is not in X
        role, _, begins, _ = self.before(tokens, first)
        return begins if role == "at" else None

    def _kind(self, tokens: Sequence[Token], at: int) -> str | None:
        """The level of a type word before token ``at``, an adjective at most between: "the military base of X"."""
        plain = (t for t in reversed(tokens[max(0, at - 2) : at]) if self.section.nouns_capital or not t.is_capital)
        return next((level for t in plain if (level := self.types.get(t.norm))), None)

    def _role_ends(self, tokens: Sequence[Token], at: int) -> bool:
        if at <= 0:
            return False
        words = (tokens[at - 1].norm,)
        return words in self.roles or words in self.fillers or words[0] in self.types

    def type_after(self, tokens: Sequence[Token], last: int) -> str | None:
        """The level of a type word right behind a name, past the genitive's s."""
        if last < len(tokens) and tokens[last].norm == "s" and tokens[last].glue == "'":
            last += 1
            if last < len(tokens) and tokens[last].is_capital and not self.section.nouns_capital:
                return None  # "Homs's District Hospital"
        return self.types.get(tokens[last].norm) if last < len(tokens) and not self.section.prefixes else None


@lru_cache(maxsize=16)
def grammar_of(language: str) -> PlaceGrammar:
    """The compiled words of place of a language's pack. Raises :class:`PackError` when there are none."""
    return PlaceGrammar(load_pack(language).section("places", PlacesSection))

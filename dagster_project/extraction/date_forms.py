"""Finding expressions of time: the templates of a language's ``dates.toml`` matched against tokens.

What an expression means is the business of :mod:`date_rules`; which expression dates which statement, of :mod:`dates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dagster_project.extraction.document import Token
from dagster_project.extraction.lexicon import words_of
from dagster_project.languages.sections.dates import DatesSection

Slots = tuple[tuple[str, object], ...]
Element = tuple[bool, str]  # a slot or a word

_TEMPLATE = re.compile(r"\{\w+\}|[\[\]()|]|[^\s\[\]()|{}]+")
CUES = ("reporting", "not_reporting", "reporting_nouns", "complementisers", "occurrence", "harm", "aftermath", "future", "boundaries",
        "background", "shifts", "other_event", "furniture", "leads", "joiners", "role_fillers", "since_clause")


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens up to ``last`` (exclusive) read by ``rule``, with what its slots hold."""

    last: int
    rule: str
    slots: Slots


@dataclass(slots=True, eq=False)
class _Node:
    """A state of the automaton that all templates share; ``own``: children that only this node leads to."""

    words: dict[str, list[_Node]] = field(default_factory=dict)
    slots: dict[str, list[_Node]] = field(default_factory=dict)
    own: dict[Element, _Node] = field(default_factory=dict)
    rule: str | None = None


class Phrases:
    """Phrases filed under their first word; particles written onto a word are looked through."""

    def __init__(self, prefixes: Sequence[str] = ()):
        self.prefixes = tuple(prefixes)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, object]]] = {}
        self._variants: dict[str, tuple[str, ...]] = {}
        self._entries: dict[str, tuple[tuple[tuple[str, ...], str, object], ...]] = {}

    def add(self, phrase: str, key: str, value: object = None) -> None:
        """File ``phrase`` under ``key``."""
        words = words_of(phrase)
        self._by_first.setdefault(words[0], []).append((words, key, value))

    def variants(self, word: str) -> tuple[str, ...]:
        """The word, and the word without the particles written onto it."""
        if not self.prefixes:
            return (word,)
        found = self._variants.get(word)
        if found is None:
            bare = [word[len(p) :] for p in self.prefixes if word.startswith(p) and len(word) > len(p) + 1]
            found = self._variants[word] = (word, *bare)
        return found

    def at(self, tokens: Sequence[Token], index: int) -> Iterator[tuple[str, object, int]]:
        """Every phrase that begins at ``index``: key, value, index after it."""
        word = tokens[index].norm
        entries = self._entries.get(word)
        if entries is None:
            entries = self._entries[word] = tuple(e for v in self.variants(word) for e in self._by_first.get(v, ()))
        for words, key, value in entries:
            size = len(words)
            if size == 1 or (index + size <= len(tokens) and all(w in self.variants(tokens[index + k].norm) for k, w in enumerate(words[1:], 1))):
                yield key, value, index + size


class DateGrammar:
    """The compiled form of one language's ``dates.toml``; made once and shared by all documents of the language."""

    def __init__(self, section: DatesSection):
        self.section = section
        self._root = _Node()
        self._slots = Phrases(section.prefixes)
        self.cues = Phrases(section.prefixes)
        self._suffixes = Phrases()
        self._starts: dict[str, bool] = {}
        self._fill_slots()
        for rule, templates in section.forms.items():
            for template in templates:
                parts = _TEMPLATE.findall(template)
                ends, read = _plant(parts, 0, [self._root])
                if read != len(parts):
                    raise ValueError(f"unbalanced brackets in the template {template!r}")
                for node in ends:
                    node.rule = node.rule or rule
        for cue in CUES:
            for phrase in getattr(section, cue):
                self.cues.add(phrase, cue)
        for role, phrases in section.roles.items():
            for phrase in phrases:
                self.cues.add(phrase, "role", role)

    def _fill_slots(self) -> None:
        section = self.section
        for slot, groups in (("month", section.months), ("weekday", section.weekdays)):
            for number, names in enumerate(groups, 1):
                for name in names:
                    self._slots.add(name, slot, number)
                    for ending in section.weekday_endings if slot == "weekday" else ():
                        self._slots.add(name + ending, slot, number)
        for season, names in section.seasons.items():
            for name in names:
                self._slots.add(name, "season", season)
        for unit, names in section.units.items():
            for name in names:
                self._slots.add(name, "unit", unit)
        for name, pair in section.paired_units.items():
            self._slots.add(name, "pair", pair)
        for slot, table in (("n", section.numbers), ("dayword", section.day_words)):
            for name, number in table.items():
                self._slots.add(name, slot, number)
        for slot, names in (("few", section.few), ("part", section.parts), ("daypart", section.dayparts)):
            for name in names:
                self._slots.add(name, slot)
        for suffix in section.day_suffixes:
            self._suffixes.add(suffix, "suffix")

    @cached_property
    def _traps(self) -> frozenset[str]:
        return frozenset(w for t in self.section.traps for w in words_of(t))

    @cached_property
    def _full_names(self) -> frozenset[str]:
        return frozenset(words_of(names[0])[0] for names in self.section.months)

    def is_trap(self, word: str) -> bool:
        """Whether the name of a month or weekday is also another word."""
        return not self._traps.isdisjoint(self._slots.variants(word))

    def is_full_name(self, word: str) -> bool:
        """Whether the word is a month's name in full: it may stand alone behind a lead word even where it is also another word."""
        return not self._full_names.isdisjoint(self._slots.variants(word))

    def match(self, tokens: Sequence[Token], index: int) -> Match | None:
        """The longest expression that begins at token ``index``."""
        word = tokens[index].norm
        if word[0].isdigit():
            numeric = self._numeric(tokens, index)
            if numeric:
                return numeric
        else:
            starts = self._starts.get(word)
            if starts is None:
                starts = self._starts[word] = any(v in self._root.words for v in self._slots.variants(word)) or any(
                    key in self._root.slots or key in ("n", "pair", "dayword") for v in self._slots.variants(word)
                    for _, key, _ in self._slots._by_first.get(v, ()))
            if not starts:
                return None
        return self._walk(self._root, tokens, index, ())

    def _walk(self, node: _Node, tokens: Sequence[Token], index: int, held: Slots) -> Match | None:
        best = Match(index, node.rule, held) if node.rule else None
        if index < len(tokens) and node.words:
            for word in self._slots.variants(tokens[index].norm):
                for child in node.words.get(word, ()):
                    best = _longer(best, self._walk(child, tokens, index + 1, held))
        for slot, children in node.slots.items():
            for value, after in self._read(slot, tokens, index):
                for child in children:
                    best = _longer(best, self._walk(child, tokens, after, (*held, (slot, value))))
        return best

    def _read(self, slot: str, tokens: Sequence[Token], index: int) -> Iterator[tuple[object, int]]:
        """What ``slot`` can hold at ``index``, and the index after it."""
        if index >= len(tokens):
            if slot == "end":
                yield None, index
            return
        token = tokens[index]
        if slot == "end":
            if not token.is_word and not token.is_number:
                yield None, index
        elif slot == "day":
            if token.norm.isdigit() and len(token.norm) <= 2 and 1 <= int(token.norm) <= 31:
                yield int(token.norm), self._after_suffix(tokens, index + 1)
            yield from ((v, after) for key, v, after in self._slots.at(tokens, index) if key == "dayword")
        elif slot == "year":
            if _is_year(token):
                yield int(token.norm), index + 1
        elif slot == "yy":
            if token.norm.isdigit() and len(token.norm) == 2:
                yield int(token.norm) + (1900 if int(token.norm) > 40 else 2000), index + 1
        elif slot == "n" and token.norm.isdigit() and len(token.norm) <= 3:
            yield int(token.norm), index + 1
        elif slot == "count":
            yield from self._counts(tokens, index)
        else:
            for key, value, after in self._slots.at(tokens, index):
                if key == slot:
                    if slot in ("month", "weekday") and after < len(tokens) and tokens[after].norm == "." and len(token.norm) <= 4:
                        yield value, after + 1
                    yield value, after

    def _counts(self, tokens: Sequence[Token], index: int) -> Iterator[tuple[object, int]]:
        numbers = [(int(tokens[index].norm), index + 1)] if tokens[index].norm.isdigit() and len(tokens[index].norm) <= 3 else []
        for key, value, after in self._slots.at(tokens, index):
            if key == "pair":
                yield value, after
            elif key == "n":
                numbers.append((value, after))  # type: ignore[arg-type]
        for number, after in numbers:
            if after < len(tokens):
                yield from (((number, unit), end) for key, unit, end in self._slots.at(tokens, after) if key == "unit")

    def _after_suffix(self, tokens: Sequence[Token], index: int) -> int:
        if index < len(tokens) and tokens[index].glue == "":
            return max((after for _, _, after in self._suffixes.at(tokens, index)), default=index)
        return index

    def _numeric(self, tokens: Sequence[Token], index: int) -> Match | None:
        """Dates in digits: 2014-05-12, 12/05/2014, 12.5.2014, 12/05/14."""
        parts, last = tokens[index].norm.split("."), index + 1
        if len(parts) == 1:
            while last < len(tokens) and len(parts) < 3:
                if tokens[last].norm == "/" and last + 1 < len(tokens) and tokens[last + 1].glue == "":
                    last += 1
                elif tokens[last].glue != "-":
                    break
                parts.append(tokens[last].norm)
                last += 1
        if len(parts) != 3 or not all(p.isdigit() for p in parts):
            return None
        numbers = [int(p) for p in parts]
        if len(parts[0]) == 4:
            year, month, day = numbers
        else:
            first, second, year = numbers
            if len(parts[2]) == 2:
                year += 1900 if year > 40 else 2000
            order = self.section.numeric_order
            if order == "ambiguous" and first != second and max(first, second) <= 12:
                return Match(last, "date", (("year", year),)) if 1900 <= year < 2100 else None
            day, month = (first, second) if (order == "dmy" and second <= 12) or first > 12 else (second, first)
        if not (1900 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= 31):
            return None
        return Match(last, "date", (("day", day), ("month", month), ("year", year)))


def _is_year(token: Token) -> bool:
    return len(token.norm) == 4 and token.norm.isdigit() and 1900 <= int(token.norm) < 2100


def _longer(one: Match | None, other: Match | None) -> Match | None:
    if one is None or (other is not None and other.last > one.last):
        return other
    return one


def _plant(parts: list[str], index: int, starts: list[_Node]) -> tuple[list[_Node], int]:
    """Add a template, or what stands in its brackets, behind the nodes ``starts``; the nodes where it ends, and the index after it."""
    found: list[_Node] = []
    here = starts
    while index < len(parts) and parts[index] not in "])":
        part = parts[index]
        index += 1
        if part == "|":
            found += here
            here = starts
        elif part in "[(":
            inner, index = _plant(parts, index, here)
            if index >= len(parts) or parts[index] != ("]" if part == "[" else ")"):
                raise ValueError("unbalanced brackets in " + " ".join(parts))
            index += 1
            here = here + [n for n in inner if n not in here] if part == "[" else inner
        else:
            elements = [(True, part[1:-1])] if part.startswith("{") else [(False, w) for w in words_of(part)]
            for element in elements:
                here = [_step(here, element)]
    return found + [n for n in here if n not in found], index


def _step(nodes: list[_Node], element: Element) -> _Node:
    """The node behind ``nodes`` for a word or slot; one that only a single node leads to is used again."""
    if len(nodes) == 1 and element in nodes[0].own:
        return nodes[0].own[element]
    is_slot, name = element
    child = _Node()
    for node in nodes:
        (node.slots if is_slot else node.words).setdefault(name, []).append(child)
    if len(nodes) == 1:
        nodes[0].own[element] = child
    return child

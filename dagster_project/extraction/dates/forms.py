"""Finding expressions of time: the templates of a language's ``dates.toml`` matched against tokens.

What an expression means is the business of :mod:`rules`; which expression dates which statement, of :mod:`reader`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dagster_project.extraction.words.document import Token, norms_of
from dagster_project.extraction.words.lexicon import Remembered, words_of
from dagster_project.extraction.words.phrases import Hits, Phrases
from dagster_project.languages.sections.dates import DatesSection

Slots = tuple[tuple[str, object], ...]
Element = tuple[bool, str]  # a slot or a word

_TEMPLATE = re.compile(r"\{\w+\}|[\[\]()|]|[^\s\[\]()|{}]+")
CUES = ("reporting", "look_alikes", "reporting_nouns", "complementisers", "occurrence", "harm", "aftermath", "future", "boundaries",
        "background", "shifts", "other_event", "furniture", "leads", "joiners", "role_fillers", "since_clause", "onset", "renewing",
        "justice", "superlatives", "when")


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


class DateGrammar:
    """The compiled form of one language's ``dates.toml``; made once and shared by all documents of the language."""

    def __init__(self, section: DatesSection):
        self.section = section
        self._root = _Node()
        self._slots = Phrases(section.prefixes)
        self.cues = Phrases(section.prefixes)
        self._suffixes = Phrases()
        self._starts = Remembered(self._may_start)
        self._second = Remembered(self._second_words)
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

    def scan(self, tokens: Sequence[Token]) -> list[tuple[int, Match]]:
        """The expressions of a sentence from left to right, each with its first token; the longest at a place wins."""
        found: list[tuple[int, Match]] = []
        memo: dict[int, Hits] = {}
        free = 0
        for index in self._starts.told(norms_of(tokens)):
            match = self._match(tokens, index, memo) if index >= free else None
            if match and match.last > index:
                found.append((index, match))
                free = match.last
        return found

    def _may_start(self, word: str) -> bool:
        """Whether an expression may begin with ``word``."""
        if word[0].isdigit() or any(v in self._root.words for v in self._slots.variants(word)):
            return True
        return not self._root_keys.isdisjoint(key for _, key, _ in self._slots.entries(word))

    def _match(self, tokens: Sequence[Token], index: int, memo: dict[int, Hits]) -> Match | None:
        numeric = self._numeric(tokens, index) if tokens[index].is_number else None
        return numeric or (self._walk(self._root, tokens, index, (), memo) if self._goes_on(tokens, index) else None)

    def _second_words(self, word: str) -> tuple[frozenset[str], bool] | None:
        """Which words may follow one that opens an expression, and whether slots may; None where nothing need follow."""
        children = [child for v in self._slots.variants(word) for child in self._root.words.get(v, ())]
        if word[0].isdigit() or self._slots.entries(word) or any(child.rule or "end" in child.slots for child in children):
            return None
        return frozenset(w for child in children for w in child.words), any(child.slots for child in children)

    def _goes_on(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether the word behind the one at ``index`` may be the second of an expression: mostly it is not, behind an "in" or "the"."""
        second = self._second[tokens[index].norm]
        if second is None or index + 1 == len(tokens):
            return second is None
        (words, slots), word = second, tokens[index + 1].norm
        filled = slots and (word[0].isdigit() or bool(self._slots.entries(word)))
        return filled or not words.isdisjoint(self._slots.variants(word))

    @cached_property
    def _root_keys(self) -> frozenset[str]:
        return frozenset(self._root.slots) | {"n", "pair", "dayword"}

    def _walk(self, node: _Node, tokens: Sequence[Token], index: int, held: Slots, memo: dict[int, Hits]) -> Match | None:
        best = Match(index, node.rule, held) if node.rule else None
        if "end" in node.slots and (index >= len(tokens) or not (tokens[index].is_word or tokens[index].is_number)):
            for child in node.slots["end"]:
                best = _longer(best, self._walk(child, tokens, index, held, memo))
        if index >= len(tokens):
            return best
        if node.words:
            for word in self._slots.variants(tokens[index].norm):
                for child in node.words.get(word, ()):
                    best = _longer(best, self._walk(child, tokens, index + 1, held, memo))
        if node.slots:
            hits = memo.get(index)
            if hits is None:
                hits = memo[index] = self._hits(tokens, index)
            for slot, value, after in hits:
                for child in node.slots.get(slot, ()):
                    best = _longer(best, self._walk(child, tokens, after, (*held, (slot, value)), memo))
        return best

    def _hits(self, tokens: Sequence[Token], index: int) -> Hits:
        """What the slots can hold at ``index``: slot, value, index after it."""
        token = tokens[index]
        hits: Hits = []
        for key, value, after in self._slots.at(tokens, index):
            if key == "dayword":
                hits.append(("day", value, after))
            elif key == "pair":
                hits.append(("count", value, after))
            else:
                hits.append((key, value, after))
                if key in ("month", "weekday") and after < len(tokens) and tokens[after].norm == "." and len(token.norm) <= 4:
                    hits.append((key, value, after + 1))
        if token.norm.isdigit() and len(token.norm) <= 4:
            number = int(token.norm)
            if len(token.norm) <= 2 and 1 <= number <= 31:
                hits.append(("day", number, self._after_suffix(tokens, index + 1)))
            if len(token.norm) == 2:
                hits.append(("yy", number + (1900 if number > 40 else 2000), index + 1))
            if len(token.norm) == 4 and 1900 <= number < 2100:
                hits.append(("year", number, index + 1))
            if len(token.norm) <= 3:
                hits.append(("n", number, index + 1))
        for key, number_, after in [h for h in hits if h[0] == "n" and h[2] < len(tokens)]:
            hits += [("count", (number_, unit), end) for key, unit, end in self._slots.at(tokens, after) if key == "unit"]
        return hits

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

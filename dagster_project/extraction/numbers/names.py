"""People told by their names: where a name stands, and what shows that it is somebody's.

A name is somebody's when a title stands before it, when it has several words, when an age is told behind it, or when the text has
told it so elsewhere. Whether harm is told of them is decided in :mod:`harm.one_by_one`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dagster_project.extraction.numbers.ages import CLOSING, OLDEST, OPENING, age_behind, aged_population
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.numbers.quantities import Quantity
from dagster_project.extraction.words.document import Document, Sentence, Token, norms_of
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.grammar import grammar as grammar_of
from dagster_project.extraction.words.groups import Group

_TITLE = 4  # tokens of a title before a name
_INSERTION = 14  # tokens of what is told of a name between two commas
_SOMEBODY = Group("person", singular=True, generic=True)
_PARTED = ".'-"  # what may stand between two words of a name
_FOLLOWING = re.compile(r"[\s.'-]*([^\W\d_]+)")


@dataclass(frozen=True)
class Name:
    """A name with its title: tokens ``first``..``last`` (exclusive); ``group``: what the title says; ``words``: how many it has."""

    first: int
    last: int
    group: Group | None
    words: int


class KnownNames:
    """The names of a document's people, looked for where a word is asked about."""

    def __init__(self, document: Document, grammar: Grammar):
        self._document, self._grammar = document, grammar
        self._words: dict[int, frozenset[str]] = {}
        self._known: dict[str, bool] = {}

    def __call__(self, word: str) -> bool:
        """Whether ``word``, which is a token's norm, is the first or the last one of a name that the document tells in full."""
        if word not in self._known:
            self._known[word] = any(word in self._names_of(s) for s in self._sentences_with(word))
        return self._known[word]

    def _sentences_with(self, word: str) -> Iterator[Sentence]:
        """The sentences in which ``word`` stands as a word that may belong to a name: with a capital, or as a particle."""
        norm, clean, small = self._document.norm, self._document.clean, word in self._grammar.particles
        at = norm.find(word)
        while at >= 0:
            end, after = at + len(word), at + 1
            alone = not (norm[end : end + 1].isalpha() or norm[at - 1 : at].isalpha())
            if alone and (small or clean[at].isupper()) and self._has_company(at, end):
                sentence = self._document.sentence_at(at)
                yield sentence
                after = max(sentence.end, after)
            at = norm.find(word, after)

    def _has_company(self, start: int, end: int) -> bool:
        """Whether a title or another word of a name may stand beside the word at [start, end)."""
        clean, norm, grammar = self._document.clean, self._document.norm, self._grammar
        following = _FOLLOWING.match(norm, end)
        if following and (clean[following.start(1)].isupper() or following.group(1) in grammar.particles):
            return True
        while start and (norm[start - 1] in _PARTED or norm[start - 1].isspace()):
            start -= 1
        begin = start
        while begin and norm[begin - 1].isalpha():
            begin -= 1
        word, before = norm[begin:start], norm[begin - 1 : begin]
        if not word or before == ".":
            return before == "." or before.isalnum()
        named = clean[begin].isupper() or word in grammar.particles
        return named or grammar.groups.knows(word) or grammar.titles.knows(word) or word in _title_ends(self._document.language)

    def _names_of(self, sentence: Sentence) -> frozenset[str]:
        """The first and last words of the names that a sentence tells in full."""
        if sentence.index not in self._words:
            tokens = sentence.tokens
            told = [n for n in names_in(tokens, self._grammar) if n.group is not None or n.words > 1]
            ends = (t for n in told for t in (tokens[n.last - n.words], tokens[n.last - 1]))
            self._words[sentence.index] = frozenset(t.norm for t in ends if t.is_word)
        return self._words[sentence.index]


@cache
def _title_ends(language: str) -> frozenset[str]:
    """The words with which titles of several words end."""
    words = grammar_of(language)
    return frozenset(w[-1] for lexicon in (words.groups, words.titles) for w, _ in lexicon.entries() if len(w) > 1)


def names_in(tokens: Sequence[Token], grammar: Grammar) -> list[Name]:
    """What looks like a name, from left to right."""
    found: list[Name] = []
    free = 0
    for index in _beginnings(tokens, grammar):
        if index < free:
            continue
        group, start = _title(tokens, index, grammar)
        end, words = _run(tokens, start, grammar) if start < len(tokens) else (start, 0)
        if words and group is None:
            inner = next(((g, at) for i in range(index + 1, end) for g, at in [_title(tokens, i, grammar)] if g and at < end), None)
            if inner is not None:  # "Chicago Police Officer Greg Barney"
                group, words = inner[0], sum(t.is_word for t in tokens[inner[1] : end])
        if words:
            found.append(Name(index, end, group, words))
        free = max(end if words else index + 1, index + 1)
    people = [n for n in found if not _is_other(tokens, n, grammar)]
    return [n for n in people if not any(m.first == n.last and m.group for m in people)]  # "Oslo singer Jan Olsen"


def _beginnings(tokens: Sequence[Token], grammar: Grammar) -> list[int]:
    """Where a name or its title may begin: at a capital, a particle or a word of a title, with a capital not far behind."""
    capitals = [i for i, t in enumerate(tokens) if t.cased[0].isupper()]
    if not capitals:
        return []
    particles = [i for i, word in enumerate(norms_of(tokens)) if word in grammar.particles]
    found: list[int] = []
    passed = 0
    for index in sorted({*capitals, *particles, *grammar.groups.openings(tokens), *grammar.titles.openings(tokens)}):
        while passed < len(capitals) and capitals[passed] < index:
            passed += 1
        if passed < len(capitals) and capitals[passed] - index <= _TITLE:
            found.append(index)
    return found


def _title(tokens: Sequence[Token], index: int, grammar: Grammar) -> tuple[Group | None, int]:
    """What titles at ``index`` say of the person whose name follows, and where it begins."""
    group: Group | None = None
    while index < len(tokens):
        noun, title = grammar.groups.at(tokens, index), grammar.titles.at(tokens, index)
        one = None if noun is None else noun.value if noun.value.singular else noun.value.one
        describes = one is not None and one.person is not None and one.person.adjective  # "the Syrian Observatory"
        if one is not None and noun is not None and one.kind == "person" and not one.collective and not describes:
            group, index = one if group is None or group is _SOMEBODY or not one.generic else group, noun.last
        elif title is not None:
            group, index = group or _SOMEBODY, title.last
        else:
            break
        if index < len(tokens) and tokens[index].norm == "." and tokens[index].glue == "":
            index += 1  # "Mr."
    return group, index


def _run(tokens: Sequence[Token], start: int, grammar: Grammar) -> tuple[int, int]:
    """Where the name that begins at ``start`` ends, and how many words it has: none where no name begins."""
    index, words = start, 0
    while index < len(tokens):
        token = tokens[index]
        if token.is_word and _may_name(tokens, index, grammar):
            words += 1
        elif words and token.norm == "." and token.glue == "" and len(tokens[index - 1].norm) == 1:
            pass  # an initial
        elif not (_links(tokens, index, grammar) and (words or token.norm not in grammar.of)) or _joins(tokens, index, words, grammar):
            break
        index += 1
    owns = index + 1 <= len(tokens) - 1 and tokens[index].glue == "'" and not tokens[index].is_capital
    return (start, 0) if owns else (index, words)


def _may_name(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    token = tokens[index]
    if not token.is_capital:
        return False
    return token.norm not in grammar.function_words and token.norm not in grammar.times and grammar.frames.at(tokens, index) is None


def _links(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    """Whether a particle of a name stands at ``index`` and the next word has a capital ("Ana de la Cruz")."""
    while index < len(tokens) and tokens[index].norm in grammar.particles:
        index += 1
        if index < len(tokens) and tokens[index].is_word and tokens[index].is_capital and tokens[index].norm not in grammar.function_words:
            return True
    return False


def _joins(tokens: Sequence[Token], index: int, words: int, grammar: Grammar) -> bool:
    """Whether a particle that is "and" too stands between two full names: "Ana Silva e Pedro Costa", but "Costa e Silva"."""
    following = tokens[index + 1 : index + 3]
    full = len(following) == 2 and all(t.is_word and t.is_capital for t in following)
    return words != 1 and full and tokens[index].norm in grammar.conjunctions


def _is_other(tokens: Sequence[Token], name: Name, grammar: Grammar) -> bool:
    """Whether a word of the name belongs to a body, a place or a thing ("Labour Party", "Main Street")."""
    start = name.last - name.words if name.group is not None else name.first
    if len(tokens[name.last - 1].norm) == 1:
        return True  # "Model S"
    for index in range(start, name.last):
        group = grammar.groups.at(tokens, index)
        if group is not None and not (group.value.singular and group.value.kind == "person"):
            return True
        if grammar.other_names.at(tokens, index) or grammar.events.at(tokens, index):
            return True
        if grammar.noncount.at(tokens, index) and grammar.capitals_name:
            return True
    return False


def age_of(tokens: Sequence[Token], last: int, grammar: Grammar) -> tuple[float | None, int]:
    """The age told behind a name and where the phrase goes on ("Olsen, 28,", "Ana Pérez, de 28 años,")."""
    told = age_behind(tokens, last, _SOMEBODY, grammar)
    if told is not None:
        return told
    number = grammar.quantities.number_at(tokens, last + 1) if last + 1 < len(tokens) and tokens[last].norm in OPENING else None
    if number is None or number[0] > OLDEST or not tokens[last + 1].is_number or number[1] >= len(tokens):
        return None, last
    closed = tokens[number[1]].norm in CLOSING
    return (number[0], number[1] + (tokens[number[1]].norm != ".")) if closed else (None, last)


@dataclass(frozen=True)
class Told:
    """The people told by name in a sentence, what is told of them between two commas, and the phrases that stand in there."""

    counted: tuple[Counted, ...] = ()
    insertions: tuple[tuple[int, int], ...] = ()
    apposed: tuple[Counted, ...] = ()


def named_phrases(tokens: Sequence[Token], found: Sequence[Counted], grammar: Grammar, known: Callable[[str], bool]) -> Told:
    """The people told by name, besides those ``found``; ``known``: whether a word is one of somebody's names."""
    named: list[Counted] = []
    insertions: list[tuple[int, int]] = []
    apposed: list[Counted] = []
    names = names_in(tokens, grammar)
    again = _restated(tokens, names, found, grammar)
    insertions += again[1]
    for name in names:
        if name in again[0] or any(c.first < name.last and name.first <= c.last for c in found if c.kind == "person"):
            continue  # "a policeman, Jan Olsen": one victim
        if name.group is None and not grammar.names_with_article and name.first and tokens[name.first - 1].norm in grammar.determiners:
            continue  # "the Syrian Observatory"
        age, last = age_of(tokens, name.last, grammar)
        told = name.group is not None or name.words > 1 or age is not None or _shares_surname(tokens, name, names, grammar)
        if not told and not known(tokens[name.first].norm):
            continue
        inserted = _insertion(tokens, last, grammar)
        if inserted is not None:
            insertions.append(inserted)
        apposed += [c for c in found if c.implicit and is_apposed(tokens, last, c, grammar)]
        population = name.group.population if name.group else ("people",)
        quantity = Quantity(name.first, name.first, name.first, name.last, "number", "exact", stated=1.0, basis="implicit")
        group = name.group or _SOMEBODY
        population, evidence = aged_population(population, age), "named" if told else "known"
        named.append(Counted(quantity, name.first, last, "person", population, (group,), evidence=evidence))
    return Told(tuple(named), tuple(insertions), tuple(apposed))


def _shares_surname(tokens: Sequence[Token], name: Name, names: Sequence[Name], grammar: Grammar) -> bool:
    """Whether a single word is the first of two given names: "Ulf and Jan Olsen"."""
    joined = name.last < len(tokens) and tokens[name.last].norm in grammar.conjunctions
    return joined and any(n.first == name.last + 1 and n.words > 1 and n.group is None for n in names)


def is_apposed(tokens: Sequence[Token], last: int, counted: Counted, grammar: Grammar) -> bool:
    """Whether a phrase right behind the comma after a name says who that is: "Jan Olsen, a fisherman, was ...", but not "Jan Olsen, a
    fisherman and ..."."""
    comma = last if last < len(tokens) and tokens[last].norm == "," else last - 1
    if tokens[comma].norm != "," or counted.first != comma + 1:
        return False
    return counted.last >= len(tokens) or tokens[counted.last].norm not in grammar.conjunctions


def _restated(
    tokens: Sequence[Token], names: Sequence[Name], found: Sequence[Counted], grammar: Grammar
) -> tuple[list[Name], list[tuple[int, int]]]:
    """The names between commas or dashes that say who the people counted right before them are, and where they stand."""
    again: list[Name] = []
    spans: list[tuple[int, int]] = []
    for counted in found:
        mark = counted.last
        if counted.kind not in ("person", "unknown") or mark >= len(tokens) or tokens[mark].norm not in ",(:\u2013":
            continue
        run: list[Name] = []
        index = mark + 1
        while (name := next((n for n in names if n.first == index), None)) is not None:
            run.append(name)
            index = age_of(tokens, name.last, grammar)[1]
            while index < len(tokens) and (tokens[index].norm == "," or tokens[index].norm in grammar.conjunctions):
                index += 1
        if run:
            again += run
            spans.append((mark, index))
    return again, spans


def _insertion(tokens: Sequence[Token], last: int, grammar: Grammar) -> tuple[int, int] | None:
    """What stands between two commas behind a name, with nothing of harm in it: ", the mayor of Lund since May,"."""
    if last >= len(tokens) or tokens[last].norm != "," or last + 1 >= len(tokens) or tokens[last + 1].norm in grammar.conjunctions:
        return None
    for index in range(last + 1, min(last + _INSERTION, len(tokens))):
        if tokens[index].norm == ",":
            after = tokens[index + 1].norm if index + 1 < len(tokens) else ""
            if after in grammar.determiners - grammar.auxiliaries:
                continue  # "secretary of the union, the largest of the country, was ..."
            return (last, index + 1) if after in grammar.auxiliaries or _verb(tokens, index + 1, grammar) else None
        if not (tokens[index].is_word or tokens[index].is_number or tokens[index].norm in "-'") or _verb(tokens, index, grammar):
            return None
    return None


def _verb(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    hit = grammar.frames.at(tokens, index) if index < len(tokens) else None
    return bool(hit and hit.value)

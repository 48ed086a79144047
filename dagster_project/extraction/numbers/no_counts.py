"""Numbers that count nobody: ages, years, names, units of something else, a "no" that belongs to another word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dagster_project.extraction.numbers.ages import CLOSING, OLDEST, OPENING
from dagster_project.extraction.numbers.kinds import BARE, UNKNOWN
from dagster_project.extraction.numbers.quantities import YEARS, Quantity
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar

if TYPE_CHECKING:
    from dagster_project.extraction.numbers.counted import Counted


def measures(tokens: Sequence[Token], counted: Counted, grammar: Grammar) -> bool:
    """Whether a bare number shares the unit of the one behind it: "20 and 25 years"."""
    joint = counted.quantity.last
    if counted.kind != BARE or joint + 1 >= len(tokens):
        return False
    number = grammar.quantities.number_at(tokens, joint + 1)
    if number is None or not (tokens[joint].norm in grammar.conjunctions or tokens[joint].norm == ","):
        return False
    end = number[1]
    return end < len(tokens) and bool(grammar.ages.at(tokens, end) or grammar.ages_behind.at(tokens, end))


def _may_be_age(quantity: Quantity) -> bool:
    return quantity.stated is None or (isinstance(quantity.stated, float) and quantity.stated <= OLDEST)


def names_something(tokens: Sequence[Token], quantity: Quantity, grammar: Grammar) -> bool:
    """Whether bare digits are a person's age ("Shelton, 37, was") or part of a name ("Interstate 90")."""
    first = quantity.core_first
    if quantity.basis != "digits" or quantity.quantifier != "exact" or first < 1:
        return False
    before, after = tokens[first - 1], tokens[quantity.last] if quantity.last < len(tokens) else None
    if before.norm in OPENING and first > 1 and (after is None or after.norm in CLOSING) and _may_be_age(quantity):
        owner = tokens[first - 2]
        group = grammar.groups.at(tokens, first - 2)
        return owner.is_capital or bool(group and group.value.singular)
    if not grammar.capitals_name or not before.is_word or not before.is_capital or first < 2:
        return False
    told = after is not None and (after.norm in grammar.auxiliaries or grammar.frames.at(tokens, quantity.last) is not None)
    function = grammar.prepositions | grammar.determiners | grammar.auxiliaries | grammar.clause | grammar.conjunctions
    return not told and before.norm not in function and grammar.frames.at(tokens, first - 1) is None


def is_no_count(tokens: Sequence[Token], counted: Counted, grammar: Grammar) -> bool:
    """Whether a number without a known noun is an age, a year or a remark, or a "no" that belongs to another word."""
    quantity, first = counted.quantity, counted.quantity.core_first
    after = tokens[quantity.last] if quantity.last < len(tokens) else None
    if _is_difference(tokens, counted, grammar):
        return True
    if counted.kind in (BARE, UNKNOWN) and _may_be_age(quantity) and _is_aged(tokens, quantity, grammar):
        return True  # "aged between 2 and 11", "aged 50 and 26"
    if quantity.stated == 0.0:  # "without doubt", "without doing anything"
        between = tokens[quantity.last : counted.head_first or quantity.last]
        linked = grammar.of | grammar.determiners  # but "none of the 14 patients"
        if counted.kind == UNKNOWN or any(not t.is_number and t.norm not in linked for t in between):
            return True
        determined = between and between[0].norm in grammar.determiners and not any(t.is_number for t in between)
        alone = bool(determined) or (counted.kind == BARE and not _tells(tokens, quantity, grammar))
        return alone and grammar.quantities.is_determiner(tokens, quantity)  # "sem a ajuda", "no hay ningún lugar"
    if counted.kind == UNKNOWN and quantity.basis == "words" and first and after is not None:
        return grammar.capitals_name and tokens[first].is_capital and after.is_capital  # a town called "Three Rivers"
    titled = counted.kind == UNKNOWN and quantity.basis == "digits" and after is not None and grammar.capitals_name and after.is_capital
    if titled and tokens[first].norm.isdigit() and (quantity.stated or 0) in YEARS:
        return True  # "the slain leader's 1964 Nobel Peace Prize medal"
    if counted.kind != BARE or quantity.basis != "digits" or quantity.quantifier != "exact" or not first:
        return False
    before = tokens[first - 1]
    if before.norm in grammar.of and first > 1 and _may_be_age(quantity):
        if tokens[first - 2].norm == ",":
            return True  # "a name, of 20, and"
        owner = next((h for size in (1, 2) if (h := grammar.groups.at(tokens, max(0, first - 1 - size))) and h.last == first - 1), None)
        if owner and owner.value.singular and owner.value.kind == "person":
            return True  # "a man of 37"
    if after is not None and (before.norm, after.norm) in (("(", ")"), (",", ",")):
        return True
    named = grammar.frames.at(tokens, quantity.last) if after is not None else None
    return tokens[first].norm.isdigit() and (quantity.stated or 0) in YEARS and not (named and any(f.slot == "noun" for f in named.value))


def _is_difference(tokens: Sequence[Token], counted: Counted, grammar: Grammar) -> bool:
    """Whether a number tells by how much another one is greater or less: "12 fewer deaths", "zwölf Tote weniger als im Vorjahr"."""
    last = counted.quantity.last
    noun = grammar.frames.at(tokens, last) if last < len(tokens) else None
    ends = {last, counted.last, noun.last if noun is not None and any(f.slot == "noun" for f in noun.value) else last}
    if any(end < len(tokens) and grammar.fewer.at(tokens, end) is not None for end in ends):
        return True
    further = grammar.increment.at(tokens, last) if last < len(tokens) else None
    if further is None or further.last >= len(tokens):
        return False
    noun = grammar.frames.at(tokens, further.last)
    ends = {counted.last, noun.last if noun is not None else further.last}
    return any(end < len(tokens) and tokens[end].norm in grammar.than for end in ends)  # "12 more deaths than last year"


def _is_aged(tokens: Sequence[Token], quantity: Quantity, grammar: Grammar) -> bool:
    """Whether a word before ages stands before the number, with no more than other ages between."""
    index = quantity.first - 1
    small = grammar.conjunctions | grammar.prepositions
    while index >= 0 and (tokens[index].is_number or tokens[index].norm == "," or tokens[index].norm in small):
        index -= 1
    return index >= 0 and tokens[index].norm in grammar.age_before


def _tells(tokens: Sequence[Token], quantity: Quantity, grammar: Grammar) -> bool:
    """Whether a word of harm stands right behind a "no", or right before it."""
    near = range(quantity.last, min(quantity.last + 3, len(tokens)))
    before = quantity.first > 0 and bool((hit := grammar.frames.at(tokens, quantity.first - 1)) and hit.value)
    return before or any((hit := grammar.frames.at(tokens, i)) and hit.value for i in near)


def belongs(tokens: Sequence[Token], last: int, grammar: Grammar) -> bool:
    """Whether a thing follows that the people before it only describe."""
    index = last + 1 if tokens[last].glue == "'" and last + 1 < len(tokens) else last
    return grammar.noncount.at(tokens, index) is not None and (grammar.capitals_name or tokens[index].is_capital)

"""Single people told by whose kin they are: "the son of Jan Olsen", "the mayor's brother", "Jan Olsens son".

The article before such a noun is the definite one and opens no number of its own; whose kin somebody is makes him one person.
"""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.numbers.ages import aged_population
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.numbers.names import Name, age_of, names_in
from dagster_project.extraction.numbers.quantities import Quantity
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.groups import Group
from dagster_project.extraction.words.lexicon import Hit

_SOMEBODY = Group("person", singular=True, generic=True)
_BESIDE = 4  # tokens between an article or a genitive and the noun: "the mayor's 12-year-old son"


def kin_phrases(tokens: Sequence[Token], found: Sequence[Counted], grammar: Grammar) -> list[Counted]:
    """The kin of somebody named or told by an office, besides those ``found``."""
    kin: list[Counted] = []
    hits = grammar.kin.scan(tokens)
    names = names_in(tokens, grammar) if hits else []
    for hit in hits:
        noun = grammar.groups.at(tokens, hit.first)
        group = _SOMEBODY if noun is None else noun.value if noun.value.singular else noun.value.one
        span = _of_somebody(tokens, hit, names, grammar) or _somebodys(tokens, hit, names, grammar)
        if group is None or span is None or any(c.first < span[1] and span[0] < c.last for c in (*found, *kin) if c.kind == "person"):
            continue
        age, last = age_of(tokens, span[1], grammar)
        quantity = Quantity(span[0], span[0], span[0], span[1], "number", "exact", stated=1.0, basis="implicit")
        population = aged_population(group.population, age)
        kin.append(Counted(quantity, span[0], last, "person", population, (group,), hit.first, evidence="named"))
    return kin


def _of_somebody(tokens: Sequence[Token], hit: Hit[bool], names: Sequence[Name], grammar: Grammar) -> tuple[int, int] | None:
    """ "the (eldest) son of Jan Olsen", "le fils du maire", "a namorada dele"; where names have no capitals a given name follows right
    behind."""
    size = len(tokens)
    if hit.last < size and tokens[hit.last].norm in grammar.given_names:
        return hit.first, hit.last + 1
    first = _article(tokens, hit.first, grammar)
    if hit.last < size and tokens[hit.last].norm in grammar.kin_own:
        return first, hit.last + 1
    if hit.last + 1 >= size or tokens[hit.last].norm not in grammar.kin_of:
        return None
    owner = hit.last + 1
    while owner < size and tokens[owner].norm in grammar.determiners:
        owner += 1
    if owner == size:
        return None
    name = next((n for n in names if n.first == owner), None)
    if name is not None:
        return first, name.last
    office = _office(tokens, owner, grammar)
    return None if office is None else (first, office)


def _somebodys(tokens: Sequence[Token], hit: Hit[bool], names: Sequence[Name], grammar: Grammar) -> tuple[int, int] | None:
    """ "Jan Olsen's son", "the mayor's 12-year-old son"."""
    for index in range(hit.first - 1, max(0, hit.first - 1 - _BESIDE), -1):
        token = tokens[index]
        if token.norm == "s" and token.glue == "'":
            first = index - 1
            while first and tokens[first].is_capital and tokens[first - 1].is_capital:
                first -= 1
            owned = tokens[first].is_capital or _office(tokens, index - 1, grammar) is not None
            return (first, hit.last) if owned else None
        written = index == hit.first - 1 and token.is_capital and token.norm.endswith(grammar.name_genitives)
        if written:
            name = next((n for n in names if n.last == hit.first and (n.words > 1 or n.group is not None)), None)
            return None if name is None else (name.first, hit.last)
        if not (token.is_word or token.is_number) or token.norm in grammar.prepositions or token.norm in grammar.auxiliaries:
            return None
    return None


def _article(tokens: Sequence[Token], index: int, grammar: Grammar) -> int:
    """Where the phrase begins: with its article, right before the noun or before what describes it, else with the noun."""
    for at in range(index - 1, max(-1, index - 1 - _BESIDE), -1):
        if tokens[at].norm in grammar.determiners:
            return at
        if not (tokens[at].is_word or tokens[at].is_number) or tokens[at].norm in grammar.prepositions or tokens[at].norm in grammar.clause:
            break
    return index


def _office(tokens: Sequence[Token], index: int, grammar: Grammar) -> int | None:
    """The end of a noun for one person at ``index``: an office, or the victim of whom was told."""
    title = grammar.titles.at(tokens, index)
    if title is not None:
        return title.last
    noun = grammar.groups.at(tokens, index)
    single: Group | None = None if noun is None else noun.value if noun.value.singular else noun.value.one
    return noun.last if noun is not None and single is not None and single.kind == "person" and not single.collective else None

"""Somebody told by name, in a script without capitals: a given name of the pack's list, with or without a title before it."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.groups import Group

_NAMES = 3  # words of a name behind the first one
_OFFICE = 7  # words between an office and the name of who holds it
_TITLE = 3  # words of a title between its noun and the name


def named_phrase(tokens: Sequence[Token], index: int, grammar: Grammar) -> tuple[Group, int] | None:
    """The single person named at token ``index`` and the token behind the name: "the lieutenant Murad al-Hadi", "Murad al-Hadi"."""
    if not grammar.given_names:
        return None
    title = grammar.groups.at(tokens, index)
    office = grammar.titles.at(tokens, index)
    if office is not None and title is None:
        named = _behind_office(tokens, office.last, grammar)
        return None if named is None else (Group("person", singular=True, generic=True), _end(tokens, named, grammar))
    start = title.last if title else index
    if title is None or not (title.value.singular or title.value.one):
        title, start = None, index
    else:
        while start < min(title.last + _TITLE, len(tokens)) and _describes(tokens, start, grammar):
            start += 1
    if start >= len(tokens) or tokens[start].norm not in grammar.given_names:
        return None
    if title is None:
        return Group("person", singular=True, generic=True), _end(tokens, start, grammar)
    return (title.value if title.value.singular else title.value.one or title.value), _end(tokens, start, grammar)


def _behind_office(tokens: Sequence[Token], start: int, grammar: Grammar) -> int | None:
    """Where the name begins behind an office and what it is the office of: "the head of the farmers' union in Tataouine Lotfi Nagdh"."""
    apart = grammar.prepositions | grammar.conjunctions | grammar.clause | grammar.relative | grammar.auxiliaries
    for index in range(start, min(start + _OFFICE, len(tokens))):
        word = tokens[index].norm
        if word in grammar.given_names:
            return index
        if not tokens[index].is_word or word in apart or grammar.frames.at(tokens, index) is not None:
            return None
    return None


def _describes(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    """Whether a definite adjective stands at ``index``: the article is written onto it."""
    article, word = grammar.syntax.article, tokens[index].norm
    return bool(article) and word.startswith(article) and len(word) > len(article) + 1 and word not in grammar.given_names


def _end(tokens: Sequence[Token], start: int, grammar: Grammar) -> int:
    """Behind the further names: given ones, those with an article, and what follows a word such as "son of"."""
    index, article = start + 1, grammar.syntax.article
    while index < min(start + 1 + _NAMES, len(tokens)):
        word = tokens[index].norm
        if word in grammar.name_joints and index + 1 < len(tokens):
            index += 2
        elif word in grammar.given_names or (word.startswith(article) and len(word) > len(article) + 2 and tokens[index].is_word):
            index += 1
        else:
            break
    return min(index, len(tokens))

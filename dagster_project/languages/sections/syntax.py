"""``syntax.toml``: the function words by which a trigger and a quantity are held together or apart."""

from __future__ import annotations

from dagster_project.languages.pack import Section


class SyntaxSection(Section):
    """``conjunctions``: and, as well as. ``of``: genitive prepositions. ``agent``: by. ``clause``: words that open a new
    clause. ``relative``: who, which. ``subset``: including, among them; ``subset_after``: "of them", "of whom" behind a
    number; ``subset_open``: phrases that open a sentence about a part of what was counted before. ``increment``:
    another, more. ``total``: brings the total to. ``update_from``/``update_to``. ``auxiliaries``: forms of be and have.
    ``skip``: words that may stand between a number and its noun besides adjectives. ``anaphors``: words after which a
    noun is not new ("the", "those").
    """

    conjunctions: list[str]
    of: list[str]
    agent: list[str]
    prepositions: list[str]
    clause: list[str]
    relative: list[str]
    auxiliaries: list[str]
    determiners: list[str]
    negations: list[str] = []
    subset: list[str]
    subset_after: list[str]
    subset_open: list[str] = []
    increment: list[str]
    total: list[str] = []
    update_from: list[str] = []
    update_to: list[str] = []
    adjective_after_noun: bool = False
    skip: list[str] = []

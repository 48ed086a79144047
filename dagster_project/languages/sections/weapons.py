"""``weapons.toml``: the words for weapons and ways of attack."""

from __future__ import annotations

from dagster_project.languages.pack import Section


class Attackers(Section):
    """Who attacks, besides the fighters and the forces that ``groups.toml`` counts.

    ``nouns``: further words for people who do ("unknown men", "settlers"). ``qualifiers``: adjectives that belong to such a noun
    ("suspected"). ``deeds``: nouns for what they do, beside which they are named ("an attack by X", "X's raid"); ``verbs``: finite
    forms and participles whose subject they are. ``clashes``: nouns for fighting that has two sides, ``against``: the prepositions before
    the other one ("clashes with X"). ``of``: those by which a deed is its doer's, not its victim's ("attaque *de* X").
    """

    nouns: list[str] = []
    qualifiers: list[str] = []
    deeds: list[str] = []
    verbs: list[str] = []
    clashes: list[str] = []
    against: list[str] = []
    of: list[str] = []


class WeaponsSection(Section):
    """``words``: weapon code (vocabulary ``weapons``) to surface forms. ``ignore``: phrases that hold such a word and mean something
    else ("under fire", "arms embargo"). ``unnamed``: nouns for an event of its own
    that tell of no weapon ("clashes"). ``used``: phrases that say that a weapon was used, for statements without a count.
    ``answers``: phrases before what others had done ("in retaliation for"). ``again``: phrases that point to attacks told before
    ("in such attacks")."""

    words: dict[str, list[str]]
    ignore: list[str] = []
    unnamed: list[str] = []
    used: list[str] = []
    answers: list[str] = []
    again: list[str] = []
    attackers: Attackers = Attackers()

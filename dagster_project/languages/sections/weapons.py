"""``weapons.toml``: the words for weapons and ways of attack."""

from __future__ import annotations

from dagster_project.languages.pack import Section


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

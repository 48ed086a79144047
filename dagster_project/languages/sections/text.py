"""``text.toml``: what sentences and words of the language look like."""

from __future__ import annotations

from dagster_project.languages.pack import Section


class TextSection(Section):
    """``abbreviations``: words whose dot does not end a sentence, without the dot. ``ordinal_dot``: '15. Januar'.

    ``clitics``: letters that are written onto the front of a word (Arabic wa-, bi-, al-), tried in this order.
    ``compound_linkers``: letters between the parts of a compound; none when the language writes compounds apart.
    ``quotes_open_paragraph``: a dash at the start of a line opens direct speech. ``capitalised_nouns``: every noun is
    written with a capital, so that a capital does not show a name.
    """

    name: str
    abbreviations: list[str] = []
    ordinal_dot: bool = False
    clitics: list[str] = []
    compounds: bool = False
    capitalised_nouns: bool = False
    dash_opens_speech: bool = False

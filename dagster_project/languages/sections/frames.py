"""``casualties.toml``, ``displacement.toml``, ``facilities.toml``, ``context.toml``: the words that make a quantity a fact.

A trigger says where the counted stand. The slots:

``object``   after it: "killed 14 soldiers"
``inverted`` after it too, over the adverbials between a finite verb and its subject: "gestern starben in Ulm 20 Menschen"
``passive``  before it, as subject of a passive or a participle: "14 soldiers were killed", "20 people injured in"
``subject``  before it: "87 died"
``noun``     the counted noun itself, the quantity before it: "20 dead", "three deaths", "11 cases of suffocation"
``of``       after it, as a genitive: "the bodies of seven migrants"
``toll``     after it, over verbs and prepositions: "the death toll rose to 16"
``result``   before it, as what an act left: "left 20 fighters dead"

A form in two parts is written with # where other words stand between them ("sköts # ihjäl", "kamen # an"); the second part closes the
clause.
"""

from __future__ import annotations

from dagster_project.languages.pack import Section


class Trigger(Section):
    """Forms of one meaning. ``measure`` is a code of the vocabulary ``measures``.

    ``modality`` overrides "asserted" for words that carry it. ``weapons``: codes that the verb itself implies ("shot"). ``needs``: at
    least one of these phrases must stand in the sentence; ``unless``: none of them may. ``topic``: parts of words, one of
    which must stand somewhere in the text. ``weak``: the forms count only with a counted noun that is known (people, not
    "shares"); ``known``: they also count without a noun. ``counts``: kinds (household) or population codes of which the
    counted must be one ("6,000 families left", "migrants arrived"). ``single``: whether one victim told by an article or a
    possessive counts ("arrested a man"). ``natural``: words of any death, so that a single person's counts only where the
    sentence names a calamity, a weapon or a victim of more than private interest. ``transitive``: participles that are also a finite
    verb ("saknade": missing, lacked), so that a plain word behind them is its object. ``rate``: the ``toll`` is
    the share of those who fell ill and died ("case fatality"), and no number.
    """

    measure: str
    object: list[str] = []
    inverted: list[str] = []
    passive: list[str] = []
    subject: list[str] = []
    noun: list[str] = []
    of: list[str] = []
    toll: list[str] = []
    result: list[str] = []
    weapons: list[str] = []
    cause: str | None = None
    term: str | None = None
    needs: list[str] = []
    unless: list[str] = []
    topic: list[str] = []
    weak: bool = False
    counts: list[str] = []
    known: bool = False
    single: bool = True
    natural: bool = False
    transitive: bool = False
    rate: bool = False
    stock: bool = False
    modality: str | None = None


class FramesSection(Section):
    """All triggers of one fact family. ``idioms``: phrases that hold a trigger's word and mean something else ("shot down").

    ``persons``: forms of triggers that befall nobody but people and are no natural death ("murdered", "assassination of"): a single
    victim told by them may be a noun that the pack does not list, or a name. ``bodies``: words for a dead body, and ``found``
    for its finding: nobody who died in bed is searched for.
    """

    idioms: list[str] = []
    persons: list[str] = []
    bodies: list[str] = []
    found: list[str] = []
    trigger: list[Trigger]

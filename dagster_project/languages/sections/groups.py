"""``groups.toml``: nouns that can be counted in a statement of harm, with the code of who or what they are."""

from __future__ import annotations

from typing import Literal

from dagster_project.languages.pack import Section


class Person(Section):
    """People of one kind. ``population``: codes of the vocabulary ``populations``.

    ``plural``/``singular``: the forms; ``dual``: forms that say "two" by themselves; ``numbered``: forms with another number that they
    say ("triple homicide"). ``measure``: what the noun itself
    says of the counted ("hostages" are abducted) when no verb says more. ``members``: a noun such as "members", whose
    people are named after "of". ``modifier_for``: adjectives that decide the population whatever the noun. ``label``: a name by
    which triggers ask for this noun in ``counts`` ("bodies", "lives"). ``household``: the noun counts families. ``adjective``: the
    singular is an adjective too ("a Syrian", "a Syrian officer").
    """

    population: list[str]
    plural: list[str] = []
    singular: list[str] = []
    dual: list[str] = []
    numbered: dict[str, int] = {}
    sex: Literal["female", "male"] | None = None
    age: Literal["child", "adult", "elderly"] | None = None
    measure: str | None = None
    generic: bool = False
    collective: bool = False
    household: bool = False
    adjective: bool = False
    label: str | None = None


class Facility(Section):
    """Buildings of one type (vocabulary ``facility_types``)."""

    type: str
    plural: list[str]
    singular: list[str] = []
    dual: list[str] = []


class Names(Section):
    """How single people are told by their names.

    ``titles``: words before a name that make it a person's, besides the singular nouns of the pack ("Mr", "President", "Mullah").
    ``kin``: singular nouns for somebody's kin, who is one person where it is told whose ("the son of Jan Olsen"); ``kin_of``: the word
    between; ``kin_own``: possessives that stand behind the noun ("a mãe *dele*"); ``genitives``: endings of a name whose kin follows
    right behind. ``parents``: nouns behind which a number tells how many children somebody has ("a *mother* of four"); ``kin_of`` stands
    between, or the number ends in one of ``genitive_numbers`` ("Vater drei*er* Kinder").
    ``particles``: small words inside a name ("de", "van", "bin").
    ``others``: capitalised words by which what holds them is nobody's name ("Party", "Airlines", "Street"). ``private``: words of
    natural deaths, of sport and of fiction, beside which no named person's harm is news of a calamity. ``whom``: relative pronouns that
    stand for people alone ("who"). ``with_article``: a name may have the article ("o João"); else what has one is nobody's.
    """

    titles: list[str] = []
    particles: list[str] = []
    others: list[str] = []
    private: list[str] = []
    whom: list[str] = []
    kin: list[str] = []
    kin_of: list[str] = []
    kin_own: list[str] = []
    parents: list[str] = []
    genitive_numbers: list[str] = []
    genitives: list[str] = []
    with_article: bool = False


class GroupsSection(Section):
    """``modifiers``: adjectives with the population that they give to fighters and forces ("pro-government").

    ``adjectives``: singular nouns that are mere adjectives behind another word ("una estrategia oficial"). ``given_names``: given
    names by which a single person is told where a script has no capitals; ``name_joints``: words within a name ("son of").
    ``names``: see :class:`Names`.
    """

    person: list[Person]
    facility: list[Facility]
    household: list[str]
    household_singular: list[str] = []
    settlement: list[str]
    adjectives: list[str] = []
    given_names: list[str] = []
    name_joints: list[str] = []
    modifiers: dict[str, str] = {}
    names: Names = Names()

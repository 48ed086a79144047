"""``numbers.toml``: how the language writes quantities."""

from __future__ import annotations

from typing import Literal

from dagster_project.languages.pack import Section

Bound = Literal["at_least", "more_than", "about", "nearly", "less_than", "up_to"]


class Compounds(Section):
    """Number words written as one: ``order`` is ``tens_units`` (tjugofem) or ``units_tens`` (fünfundzwanzig).

    ``joiner`` stands between them; ``hundred`` and ``thousand`` are the words within a compound, ``and_joiner`` may
    stand after them (tvåhundraochfem is not written, hundertundfünf is).
    """

    order: Literal["tens_units", "units_tens"]
    joiner: str = ""
    hundred: str
    thousand: str
    unit_forms: dict[str, int] = {}


class NumbersSection(Section):
    """The number words of a language.

    ``decimal``/``thousands``: separators in digits. ``words``: numerals below 100 with their value. ``multipliers``:
    hundred and up. ``joiners``: words between numerals (twenty and five); ``joiner_prefix``: the same written onto the
    next numeral (Arabic wa-); ``units_before_tens``: five-and-twenty. ``digits_after_multiplier``: "23 thousand 700" is
    one number. ``plural_up_to``: the last number that a plural follows, where greater ones have a singular. ``halves``:
    what adds a fraction of the multiplier before it ("cinq millions *et demi*").
    ``collectives``: numerals that are nouns, with their value, and whether they are approximate.
    ``vague``: phrases with the English code. ``articles``: indefinite
    articles and the like that make a singular noun one. ``possessives``: his, her: one when the noun is singular;
    ``possessives_plural`` those that only a plural has.
    ``pronouns``: those articles that stand for a person right before a verb ("one died").
    ``one_of``: "one" before a definite plural that makes it a single person out of several, where no article does.
    ``rate_before``: words before a percentage that is no share of people but a rate ("rose by").
    ``bounds_before``/``bounds_after``: phrases around a number with their bound; ``further``: words that may part the first from
    it ("at least *another* 40"). ``range_between``: [between, and]
    pairs; ``range_to``: words or marks between two numbers; ``range_not_after``: words before them by
    which they are two moments and no range ("rose from 12 to 15"); ``moves_to``: what may stand between those, besides
    ``range_to``. ``shares``: phrases with a fraction; ``fractions``: those of them that are
    ordinals too, with the number ("a fifth": 5). ``percent``: words for it. ``zero``: no one, none;
    ``zero_determiners``: no, as in "no people". ``about_suffixes``: suffixes after a
    hyphen that make digits approximate (20-tal). ``noncount``: nouns that a counted number belongs to but that are not
    people, places or buildings; ``noncount_before``: words before a number that make it an identifier, age or date.
    ``age_units``: what makes the number before it an age ("year old"); ``age_before``: the same before it ("aged");
    ``age_units_behind``: units of time that make an age only right behind a single person ("um homem de 37 anos").
    """

    decimal: str
    thousands: list[str]
    words: dict[str, int]
    multipliers: dict[str, int]
    joiners: list[str] = []
    joiner_prefix: str = ""
    units_before_tens: bool = False
    plural_up_to: int | None = None
    digits_after_multiplier: bool = False
    halves: dict[str, float] = {}
    compounds: Compounds | None = None
    collectives: dict[str, int] = {}
    collectives_about: dict[str, int] = {}
    vague: dict[str, list[str]] = {}
    articles: list[str] = []
    possessives: list[str] = []
    possessives_plural: list[str] = []
    pronouns: list[str] = []
    one_of: list[str] = []
    rate_before: list[str] = []
    bounds_before: dict[str, list[str]]
    further: list[str] = []
    bounds_after: dict[str, list[str]] = {}
    range_between: list[tuple[str, str]] = []
    range_to: list[str] = []
    range_not_after: list[str] = []
    moves_to: list[str] = []
    shares: dict[str, float] = {}
    fractions: dict[str, int] = {}
    percent: list[str] = []
    zero: list[str] = []
    zero_determiners: list[str] = []
    about_suffixes: list[str] = []
    currency: list[str] = []
    noncount: list[str] = []
    noncount_before: list[str] = []
    age_units: list[str] = []
    age_units_behind: list[str] = []
    age_before: list[str] = []

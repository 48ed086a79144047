"""``dates.toml``: how the language says when.

``forms`` holds phrase templates for each rule of :mod:`dagster_project.extraction.dates.rules`. A template is a row of
words and slots; ``[x]`` may be absent, ``(a|b)`` is a choice. Slots: ``{day}`` 1-31 as number or ordinal, ``{month}``,
``{weekday}``, ``{year}``, ``{yy}`` a year of two digits, ``{season}``, ``{count}`` a number with a unit of time, ``{unit}`` the unit alone,
``{few}`` a vague number, ``{part}`` early, mid, late, ``{daypart}`` morning, night …, ``{end}`` the end of a clause.
"""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator

from dagster_project.languages.pack import Section

Rule = Literal[
    "date", "days", "weekday", "last_weekday", "next_weekday", "night_to_weekday", "night_between",
    "month_last", "month_this", "month_next", "month_same_year", "month_last_year", "month_this_year",
    "season", "season_this", "season_last",
    "today", "yesterday", "before_yesterday", "overnight", "tomorrow", "ago", "vague_ago",
    "this_week", "last_week", "next", "weekend", "last_weekend", "this_month", "last_month", "this_year", "last_year", "before_last_year",
    "past", "past_unit", "recent", "span", "lasting", "year_start", "month_start", "new_year_eve", "new_year_night",
    "later", "earlier", "next_day", "previous_day", "same_day", "vague_later", "recurring", "not_a_date",
]
Unit = Literal["hour", "day", "week", "month", "year", "decade"]
Role = Literal["since", "from", "until", "after", "before", "as_of"]
Season = Literal["spring", "summer", "autumn", "winter"]
SLOTS = frozenset({"day", "month", "weekday", "year", "yy", "season", "count", "unit", "n", "few", "part", "daypart", "end"})
# What a rule cannot do without; a choice is written as a tuple of sets.
REQUIRED: dict[str, tuple[frozenset[str], ...]] = {
    **dict.fromkeys(("weekday", "last_weekday", "next_weekday", "night_to_weekday"), (frozenset({"weekday"}),)),
    "night_between": (frozenset({"weekday"}),),
    **dict.fromkeys(("month_last", "month_this", "month_next"), (frozenset({"month"}),)),
    **dict.fromkeys(("month_same_year", "month_last_year", "month_this_year"), (frozenset({"month"}),)),
    **dict.fromkeys(("season", "season_this", "season_last"), (frozenset({"season"}),)),
    "date": (frozenset({"day"}), frozenset({"month"}), frozenset({"year"})),
    "days": (frozenset({"day", "month"}), frozenset({"month"})),
    **dict.fromkeys(("ago", "later", "earlier"), (frozenset({"count"}),)),
    "past": (frozenset({"count"}), frozenset({"n", "unit"})),
    "past_unit": (frozenset({"unit"}),),
    "lasting": (frozenset({"count"}),),
}


class DatesSection(Section):
    """``numeric_order``: how 12/05/2014 is read; ``ambiguous`` leaves it unread where day and month could change places.
    ``prefixes``: particles written onto a word of time (Arabic wa-, bi-, li-). ``bare_years``: a year may stand without a
    preposition. ``months_lowercase``: a month with a capital, alone, is a name.

    ``months``, ``weekdays``: all forms of each, the full name first, Monday first. ``traps``: those that are also other words:
    they need a capital where the script has one, and a day or year beside them; a month's full name is content with a word of
    ``leads`` before it, as four digits are to be a year. ``weekday_endings``: parts of the day written onto a weekday,
    ``genitives`` endings of the possessive ("tisdagens"). ``paired_units``: number and unit in one word (Arabic duals).
    ``day_words``: words for days of the month.

    ``roles``: what makes a date a limit, ``role_fillers`` what may stand between; ``since_clause``: limits at a distance ("since
    the war began in"). ``onset``: how something long begins ("broke out"): a month or a year right behind it, or right before it, is
    where a window opens. ``joiners``: between two dates, make them one interval.

    ``reporting``: verbs of saying, ``reporting_nouns`` what is said in, ``complementisers`` what opens the reported clause: a day
    beside them is the day of the report. ``renewing``: verbs of a count that changes: a day behind them is that of the change.
    ``justice``: words of courts and prosecutors: what is judged or charged on a day happened before. ``superlatives``: words by which a
    day is the worst, before a "since" that only compares. ``when``: those of ``boundaries`` that go on with what happened on a day.
    ``future``: what makes a date lie ahead. ``look_alikes``: phrases that hold a word of saying or of the future and are none.
    ``occurrence``: words for the event itself, ``harm`` for what it did to people, ``aftermath`` for what follows (search, burial,
    trial).

    ``boundaries``: words that open a clause. ``background``: openers of what is told of another, earlier event. ``shifts``:
    openings of a sentence that leave the event told before; ``other_event``: words for another event, whose date is not this
    one's. ``furniture``: words of page furniture (posted, updated).
    """

    numeric_order: Literal["dmy", "mdy", "ambiguous"]
    prefixes: list[str] = []
    bare_years: bool = False
    months_lowercase: bool = False
    months: list[list[str]]
    traps: list[str] = []
    weekdays: list[list[str]]
    weekday_endings: list[str] = []
    genitives: list[str] = []
    leads: list[str]
    seasons: dict[Season, list[str]] = Field(default_factory=dict)
    units: dict[Unit, list[str]]
    paired_units: dict[str, tuple[int, Unit]] = Field(default_factory=dict)
    numbers: dict[str, int]
    few: list[str] = []
    day_words: dict[str, int] = Field(default_factory=dict)
    day_suffixes: list[str] = []
    parts: list[str] = []
    dayparts: list[str] = []
    forms: dict[Rule, list[str]]
    roles: dict[Role, list[str]]
    role_fillers: list[str] = []
    since_clause: list[str] = []
    onset: list[str] = []
    joiners: list[str]
    reporting: list[str]
    look_alikes: list[str] = []
    renewing: list[str] = []
    reporting_nouns: list[str] = []
    complementisers: list[str] = []
    justice: list[str] = []
    superlatives: list[str] = []
    when: list[str] = []
    occurrence: list[str]
    harm: list[str]
    aftermath: list[str] = []
    future: list[str] = []
    boundaries: list[str] = []
    background: list[str] = []
    shifts: list[str] = []
    other_event: list[str] = []
    furniture: list[str] = []

    @field_validator("months")
    @classmethod
    def _twelve(cls, value: list[list[str]]) -> list[list[str]]:
        if len(value) != 12:
            raise ValueError("a year has twelve months")
        return value

    @field_validator("weekdays")
    @classmethod
    def _seven(cls, value: list[list[str]]) -> list[list[str]]:
        if len(value) != 7:
            raise ValueError("a week has seven days, Monday first")
        return value

    @model_validator(mode="after")
    def _templates_hold_what_their_rule_needs(self) -> DatesSection:
        for rule, templates in self.forms.items():
            for template in templates:
                slots = set(re.findall(r"\{(\w+)\}", template))
                unknown = slots - SLOTS
                if unknown:
                    raise ValueError(f"unknown slot {sorted(unknown)} in {template!r}")
                if rule in REQUIRED and not any(need <= slots for need in REQUIRED[rule]):
                    raise ValueError(f"{template!r} lacks what the rule {rule} needs")
        return self

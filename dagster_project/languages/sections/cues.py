"""``cues.toml``: phrases that decide scope, narrative role and cause. Modality lives in ``attribution.toml``."""

from __future__ import annotations

from dagster_project.languages.pack import Section


class CuesSection(Section):
    """``period``: windows of several events. ``cumulative``: running totals; ``crisis``: nouns for a whole conflict, epidemic or
    programme, whose toll is a running total. ``event``: nouns for one happening ("attack", "crash"); ``events``: nouns for
    several, or for one that lasts ("attacks", "floods"); ``campaigns``: nouns for what goes on for days and in many places
    ("offensive", "unrest"); ``ongoing``: words for what lasts for more than a day as a rule ("clashes", "hostages"), so that
    the day of the article's first sentence is only its beginning; ``several``: words beside them that tell of many at different times
    or places. ``background``: phrases by which an older event is recalled; ``comparison``: "the deadliest since". ``alone``: words
    beside a place by which a number counts only what happened there ("in Aleppo *alone*"); ``received``: verbs of people and the
    hospital that takes them in. ``causes`` and ``hazards``: codes of those
    vocabularies with the words that show them.
    """

    period: list[str] = []
    cumulative: list[str] = []
    crisis: list[str] = []
    event: list[str] = []
    events: list[str] = []
    campaigns: list[str] = []
    ongoing: list[str] = []
    several: list[str] = []
    newly: list[str] = []
    rescues: list[str] = []
    arrivals: list[str] = []
    background: list[str] = []
    comparison: list[str] = []
    alone: list[str] = []
    received: list[str] = []
    causes: dict[str, list[str]] = {}
    hazards: dict[str, list[str]] = {}

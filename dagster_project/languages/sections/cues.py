"""``cues.toml``: phrases that decide scope, modality and narrative role."""

from __future__ import annotations

from dagster_project.languages.pack import Section


class CuesSection(Section):
    """``period``: windows of several events. ``cumulative``: running totals; ``crisis``: nouns for a whole conflict, epidemic or
    programme, whose toll is a running total. ``feared``/``denied``/``threatened``/``hypothetical``: modality.
    ``background``: phrases by which an older event is recalled; ``comparison``: "the deadliest since". ``fiction``: words
    after which nothing is real. ``sports``: words that show that injuries are a player's.
    """

    period: list[str] = []
    cumulative: list[str] = []
    crisis: list[str] = []
    feared: list[str] = []
    denied: list[str] = []
    threatened: list[str] = []
    hypothetical: list[str] = []
    background: list[str] = []
    comparison: list[str] = []
    causes: dict[str, list[str]] = {}
    hazards: dict[str, list[str]] = {}

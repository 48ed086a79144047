"""``control.toml``: words that say who took, holds or lost a place."""

from __future__ import annotations

from dagster_project.languages.pack import Section


class Forms(Section):
    """``active``: finite forms behind (or, where verbs come first, before) the one who does it, with the place behind them.
    ``final``: participles that close their clause, behind the place. ``passive``: participles behind the place, with who did it behind
    "by". All forms with what belongs to them ("took control of")."""

    active: list[str] = []
    final: list[str] = []
    passive: list[str] = []


class ControlSection(Section):
    """What is said of the control of a place, by code. ``over``: small words that may stand between verb and place."""

    captured: Forms
    holds: Forms
    lost: Forms
    contested: Forms
    over: list[str] = []

"""How often Python looks for garbage in cycles."""

from __future__ import annotations

import gc

YOUNG = 200_000


def collect_rarely() -> None:
    """Look for cycles after 200,000 new containers instead of 700.

    A build holds the graphs of dbt and Dagster, some hundred MB of containers that stay. With Python's own thresholds they
    are walked whole every few minutes, to find little; what is not in a cycle is freed at once in any case.
    """
    gc.set_threshold(YOUNG, 10, 100)

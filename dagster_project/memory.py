"""How often Python looks for garbage in cycles."""

from __future__ import annotations

import gc

YOUNG = 200_000


def collect_rarely() -> None:
    """Take what is loaded for lasting, and look for cycles after 200,000 new containers instead of 700.

    A build holds the graphs of dbt and Dagster, some hundred MB of containers that stay. With Python's own thresholds more
    than half of its time went into walking them again and again; what is not in a cycle is freed at once as before.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 100)

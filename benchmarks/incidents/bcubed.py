"""B-cubed: how well a grouping of items agrees with the true one, item by item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple


class BCubed(NamedTuple):
    """Means over the items; ``f1`` is the harmonic mean of the two."""

    precision: float
    recall: float
    f1: float


def bcubed(truth: Sequence[Hashable], groups: Sequence[Hashable]) -> BCubed:
    """Compare the true group of each item with the group that it was put into.

    An item's precision is the share of its group that is truly its own; its recall the share of its true group that is with it.
    See Bagga and Baldwin, "Entity-based cross-document coreferencing using the vector space model" (1998).

    >>> bcubed(["a", "a", "b"], [1, 1, 2]).f1
    1.0
    """
    if not truth:
        return BCubed(0.0, 0.0, 0.0)
    true_sizes, sizes = Counter(truth), Counter(groups)
    shared = Counter(zip(truth, groups, strict=True))
    precision = sum(n * n / sizes[group] for (_, group), n in shared.items()) / len(truth)
    recall = sum(n * n / true_sizes[true] for (true, _), n in shared.items()) / len(truth)
    return BCubed(precision, recall, 2 * precision * recall / (precision + recall))

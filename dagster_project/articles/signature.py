"""Text signatures for near-duplicates; comparing them is left to SQL."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

PERMUTATIONS = 64
SHINGLE = 5
# The scheme is named because its library changed the default once: signatures of one log must stay comparable.
_SCHEME: Any = "affine32"
_SEED = 1
_WORD = re.compile(r"\w+")


def signature(body: str) -> tuple[int, ...]:
    """MinHash signature of ``body``: 64 numbers below 2^32, of its word 5-shingles without case and punctuation.

    The share of equal positions of two signatures estimates the Jaccard similarity of their shingle sets (Broder 1997),
    with a standard error of at most 0.0625. A text without words has no signature: the result is empty.
    """
    words = _WORD.findall(body.casefold())
    if not words:
        return ()
    from datasketch import MinHash

    shingles = {" ".join(words[i : i + SHINGLE]).encode("utf-8") for i in range(max(1, len(words) - SHINGLE + 1))}
    sketch = MinHash(num_perm=PERMUTATIONS, seed=_SEED, scheme=_SCHEME, permutations=_permutations())
    sketch.update_batch(sorted(shingles))
    return tuple(sketch.hashvalues.tolist())


@cache
def _permutations() -> Any:
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=_SEED, scheme=_SCHEME).permutations

"""The weights by which a trigger and a counted phrase are linked; they are data (``weights.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Weights:
    """The linking weights of weights.toml."""

    accept: float
    accept_implicit: float
    slot: dict[str, float]
    gap: dict[str, float]
    feature: dict[str, float]


@cache
def weights() -> Weights:
    """The weights, read once."""
    return Weights(**tomllib.loads((Path(__file__).parent / "weights.toml").read_text(encoding="utf-8")))

"""How likely a claim is right: a logistic map over what is known of its reading.

Its weights are data (``confidence.toml``), fitted to annotated articles by ``benchmarks/accuracy/calibrate.py``; they rank
nothing and drop nothing. Right means: an annotator states the same number of the same kind and measure at that place.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from dagster_project.extraction.harm.reads import Read

WEIGHTS = Path(__file__).parent / "confidence.toml"
_BEST = 4.0  # a link's score from which more says nothing
_FAR = 12  # tokens between number and trigger from which more says nothing

Evidence = Mapping[str, float]


@dataclass(frozen=True)
class Calibration:
    """``intercept`` and the weights of the features, in log odds; probabilities stay within ``lowest`` and ``highest``."""

    intercept: float
    lowest: float
    highest: float
    weight: Mapping[str, float]

    def __call__(self, evidence: Evidence) -> float:
        """The probability that a claim with this evidence is right; a feature that was never seen in fitting counts nothing."""
        odds = self.intercept + sum(self.weight.get(name, 0.0) * value for name, value in evidence.items())
        return round(min(self.highest, max(self.lowest, 1 / (1 + exp(-odds)))), 3)


@cache
def calibration() -> Calibration:
    """The weights of confidence.toml, read once."""
    return Calibration(**tomllib.loads(WEIGHTS.read_text(encoding="utf-8")))


def evidence_of(read: Read, modality: str) -> dict[str, float]:
    """The features of a reading: numbers, and 1 for each code that holds."""
    counted, frame = read.link.counted, read.link.frame
    quantity = counted.quantity
    gap = max(0, read.link.first - counted.last, counted.first - read.link.last)
    codes = [
        f"slot {frame.slot}",
        f"kind {frame.kind}",
        f"noun-kind {counted.kind}",
        f"basis {quantity.basis}",
        f"value {quantity.value_type}",
        f"modality {modality}",
    ]
    flags = {
        "weak trigger": frame.trigger.weak,
        "subset": read.subset,
        "subset without parent": read.subset and read.parent is None,
        "bound": quantity.bound != "exact",
        "cue": read.relation_cue is not None and not read.subset,
        "large": isinstance(quantity.stated, float) and quantity.stated >= 1000,
    }
    return {
        "score": min(read.link.score, _BEST),
        "distance": min(gap, _FAR) / _FAR,
        **dict.fromkeys(codes, 1.0),
        **{name: 1.0 for name, holds in flags.items() if holds},
    }

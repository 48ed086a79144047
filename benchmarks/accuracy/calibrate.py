"""Fits the map from a reading's evidence to its confidence, and measures how well confidences hold.

    python -m benchmarks.accuracy.calibrate GOLD     # reads the annotated articles anew, writes the rows, fits the weights
    python -m benchmarks.accuracy.calibrate          # fits the weights to the rows that are there

The rows (``confidence_rows.csv``: article, right or not, evidence; no text) and the weights (``extraction/confidence.toml``)
are in the repository. Fitting is deterministic. What is reported comes from cross-validation with folds of whole articles.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from dagster_project.extraction.confidence import WEIGHTS, Calibration, Evidence

ROWS = Path(__file__).parent / "confidence_rows.csv"
FOLDS, BINS, DRAWS = 10, 8, 1000
LOWEST, HIGHEST = 0.02, 0.99
_RIDGE = 1.0  # pull of every weight towards zero: a code that is seen in few claims says little


@dataclass(frozen=True)
class Row:
    """A claim that the scorer judged."""

    article: str
    right: bool
    evidence: Evidence


def fit(rows: Sequence[Row]) -> Calibration:
    """Ridge logistic regression by Newton's method; features in alphabetical order, so that the result is the same everywhere."""
    names = sorted({name for row in rows for name in row.evidence})
    x = np.array([[1.0, *(row.evidence.get(name, 0.0) for name in names)] for row in rows])
    y = np.array([float(row.right) for row in rows])
    pull = np.diag([0.0, *([_RIDGE] * len(names))])
    w = np.zeros(len(names) + 1)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x.T * (p * (1 - p) + 1e-9)) @ x + pull, x.T @ (y - p) - pull @ w)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    weights = {name: round(float(v), 3) for name, v in zip(names, w[1:], strict=True)}
    return Calibration(round(float(w[0]), 3), LOWEST, HIGHEST, {name: v for name, v in weights.items() if v})


def cross_validated(rows: Sequence[Row]) -> list[float]:
    """The confidence of each row by a map that was fitted without the articles of its fold."""
    folds = [crc32(row.article.encode()) % FOLDS for row in rows]
    fitted = {fold: fit([r for r, f in zip(rows, folds, strict=True) if f != fold]) for fold in set(folds)}
    return [fitted[fold](row.evidence) for row, fold in zip(rows, folds, strict=True)]


def calibration_error(confidence: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error over bins of equal mass."""
    said, was = np.asarray(confidence), np.asarray(right, dtype=float)
    order = np.argsort(said, kind="stable")
    bins = [part for part in np.array_split(order, BINS) if len(part)]
    return float(sum(abs(said[part].mean() - was[part].mean()) * len(part) for part in bins) / len(said))


def interval(rows: Sequence[Row], confidence: Sequence[float]) -> tuple[float, float]:
    """95 % bootstrap interval of the calibration error; whole articles are drawn."""
    random = np.random.default_rng(0)
    by_article: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        by_article.setdefault(row.article, []).append(index)
    groups = [np.array(by_article[a]) for a in sorted(by_article)]
    said, was = np.asarray(confidence), np.array([row.right for row in rows])
    errors = []
    for _ in range(DRAWS):
        drawn = np.concatenate([groups[i] for i in random.integers(len(groups), size=len(groups))])
        errors.append(calibration_error(said[drawn], was[drawn]))
    low, high = np.quantile(errors, (0.025, 0.975))
    return float(low), float(high)


def describe(label: str, rows: Sequence[Row], confidence: Sequence[float]) -> str:
    """One line: the error with its interval, and how well confidences tell right from wrong."""
    right = [row.right for row in rows]
    low, high = interval(rows, confidence)
    return (
        f"{label}: expected calibration error {calibration_error(confidence, right):.3f} (95 % {low:.3f} to {high:.3f}), {BINS} bins of "
        f"equal mass, {len(rows)} claims of {len({r.article for r in rows})} articles, {np.mean(right):.3f} right, "
        f"area under the curve {_area(confidence, right):.2f}"
    )


def _area(confidence: Sequence[float], right: Sequence[bool]) -> float:
    said, was = np.asarray(confidence), np.asarray(right, dtype=bool)
    good, bad = said[was], said[~was]
    if not len(good) or not len(bad):
        return float("nan")
    return float(((good[:, None] > bad).sum() + 0.5 * (good[:, None] == bad).sum()) / (len(good) * len(bad)))


def write_rows(rows: Sequence[Row]) -> None:
    """Keep the training data; a code is written as its name, a number as name=value."""
    with ROWS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["article", "right", "evidence"])
        for row in rows:
            parts = [name if value == 1.0 and " " in name else f"{name}={value:.4g}" for name, value in row.evidence.items()]
            writer.writerow([row.article, int(row.right), "; ".join(parts)])


def read_rows() -> list[Row]:
    """The training data."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        return [Row(line["article"], line["right"] == "1", _evidence(line["evidence"])) for line in csv.DictReader(file)]


def _evidence(text: str) -> dict[str, float]:
    return {name: float(value or 1) for name, _, value in (part.partition("=") for part in text.split("; "))}


def write_weights(calibration: Calibration) -> None:
    """Keep the fitted map."""
    lines = [
        "# Log odds that a claim is right. Fitted by benchmarks/accuracy/calibrate.py; not edited by hand.",
        f"intercept = {calibration.intercept}",
        f"lowest = {calibration.lowest}",
        f"highest = {calibration.highest}",
        "",
        "[weight]",
        *(f'"{name}" = {value}' for name, value in sorted(calibration.weight.items())),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rows_of(gold: Path) -> list[Row]:
    """Rows from reading the annotated articles of ``gold`` with the engine as it is."""
    from benchmarks.accuracy.reading import judged, read

    return [Row(article, right, claim["evidence"]) for article, claim, right in judged(*read(gold))]


def main() -> int:
    if len(sys.argv) > 1:
        write_rows(rows_of(Path(sys.argv[1])))
    rows = read_rows()
    write_weights(fit(rows))
    print(describe("cross-validated", rows, cross_validated(rows)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

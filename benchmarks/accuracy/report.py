"""Prints how right the claims are, by language and attribute, beside the floors that must hold.

    python -m benchmarks.accuracy.report [--gold DIR] [--language en ...] [--errors]

Run by ``make accuracy``. A figure below its floor is marked ``!``; one over fewer than 30 cases stands in brackets and is held to
no floor of its own but counts in ``six``, the languages other than English together.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.accuracy import calibrate, score
from benchmarks.accuracy.reading import OWN, judged, read

LANGUAGES = ("en", "sv", "fr", "es", "de", "pt", "ar")
FEWEST = 30  # cases from which an attribute is held to its floor
# English, each other language, and the other languages together.
FLOORS = {"f1": (0.92, 0.88, 0.88), "precision": (0.94, 0.90, 0.90), "full_f1": (0.66, 0.58, 0.58)}
ATTRIBUTE_FLOOR, HARDER, HARDER_FLOOR, POOLED_FLOOR = 0.90, ("source", "start", "place"), 0.86, 0.85
OVER_CEILING = 0.10
CALIBRATION_CEILING = 0.05
WIDTH = 12


def _cell(value: float | None, cases: int = FEWEST, held: bool = False, bad: Callable[[float], bool] = lambda _: False) -> str:
    if value is None:
        return "".rjust(WIDTH)
    text = f"{value:.2f}" if cases >= FEWEST else f"({value:.2f})"
    return f"{text}{'!' if held and bad(value) else ' '}".rjust(WIDTH)


def table(results: dict[str, dict[str, Any]]) -> tuple[list[str], int]:
    """The lines of the table and the number of figures beyond their floors. ``results``: scores by column."""
    columns = list(results)
    lines = ["".ljust(18) + "".join(c.rjust(WIDTH) for c in columns)]
    for name in ("articles", "gold", "predicted", "matched"):
        lines.append(name.ljust(18) + "".join(f"{results[c][name]} ".rjust(WIDTH) for c in columns))
    broken = 0

    def line(label: str, cells: list[str]) -> None:
        nonlocal broken
        broken += sum("!" in cell for cell in cells)
        lines.append(label.ljust(18) + "".join(cells))

    for name, floors in (("f1", FLOORS["f1"]), ("precision", FLOORS["precision"]), ("recall", None), ("full_f1", FLOORS["full_f1"])):
        cells = []
        for column in columns:
            floor = floors[_place(column)] if floors and column != "all" else 0.0
            cells.append(_cell(results[column][name], held=True, bad=lambda v, floor=floor: v < floor))
        line({"f1": "main F1", "full_f1": "full F1"}.get(name, name), cells)
    lines.append("accuracy of")
    for attribute in score.ATTRIBUTES:
        cells = []
        for column in columns:
            hits, seen = results[column]["attributes"].get(attribute, (0, 0))
            floor = {0: HARDER_FLOOR if attribute in HARDER else ATTRIBUTE_FLOOR, 2: POOLED_FLOOR}.get(_place(column))
            held = floor is not None and seen >= FEWEST and attribute not in score.NOT_IN_FULL
            cells.append(_cell(hits / seen if seen else None, seen, held, lambda v, floor=floor: v < (floor or 0.0)))
        line(f"  {attribute}", cells)
    lines.append("filled where open")
    for attribute in score.OPEN_FIELDS:
        cells = []
        for column in columns:
            filled, silent = results[column]["over"].get(attribute, (0, 0))
            held = _place(column) != 1 and silent >= FEWEST
            cells.append(_cell(filled / silent if silent else None, silent, held, lambda v: v > OVER_CEILING))
        line(f"  {attribute}", cells)
    return lines, broken


def _place(column: str) -> int | None:
    """0 for English, 1 for each other language, 2 for those together; None for all."""
    return {"en": 0, "six": 2, "all": None}.get(column, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=OWN, help="folder of annotated articles (texts: articles.jsonl in it, else corpus/)")
    parser.add_argument("--language", nargs="*", default=(), help="read the articles of these languages only")
    parser.add_argument("--errors", action="store_true", help="list every miss, every spurious claim and every wrong attribute")
    args = parser.parse_args()
    if not list(args.gold.rglob("*.json")):
        parser.error(f"{args.gold}: no annotated articles there")
    annotated, claims = read(args.gold, args.language)
    spoken = [x for x in LANGUAGES if any(a["language"] == x for a in annotated)]
    chosen: dict[str, Sequence[str]] = {x: (x,) for x in spoken} | {"six": [x for x in spoken if x != "en"], "all": spoken}
    results: dict[str, dict[str, Any]] = {}
    for column, languages in chosen.items():
        articles = [a for a in annotated if a["language"] in languages]
        if args.errors and len(languages) == 1 and column in spoken:
            print(f"== {column}")
        if articles:
            results[column] = score.score(articles, claims, score.MAIN_KINDS, args.errors and column in spoken)
    print(f"{args.gold}: casualty, displacement and facility claims")
    lines, broken = table(results)
    print("\n".join(lines))
    print(f"figures beyond their floors: {broken}")
    _print_calibration(annotated, claims)
    return 0


def _print_calibration(annotated: list[dict[str, Any]], claims: dict[str, list[dict[str, Any]]]) -> None:
    found = list(judged(annotated, claims))
    rows = [calibrate.Row(article, right, claim["evidence"]) for article, claim, right in found]
    if len({row.right for row in rows}) < 2:
        return
    print(f"confidence (ceiling {CALIBRATION_CEILING})")
    print("  " + calibrate.describe("as shipped", rows, [claim["confidence"] for _, claim, _ in found]))
    print("  " + calibrate.describe(f"fitted here, {calibrate.FOLDS} folds of whole articles", rows, calibrate.cross_validated(rows)))


if __name__ == "__main__":
    raise SystemExit(main())

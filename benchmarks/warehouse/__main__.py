"""Measures the warehouse over synthetic claims whose true answers are known.

    python -m benchmarks.warehouse [--articles N] [--keep FOLDER]

Printed, one ``name: value`` a line: ``bcubed_f1`` of the incidents; ``best_exact_share``, the share of events whose best figure of the
killed is the planted one, also for each kind of event; ``increment_ratio``, what one percent more articles cost to what all cost, both less
what a build of no articles costs; ``duckdb_ratio``, the models' seconds to those of one plain DuckDB query over the same files that only adds up what each day and
place is said to have; ``peak_mib``; seconds for each stage. Run by ``make bench-warehouse``; 200,000 articles are about a million claims.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import duckdb

from benchmarks.incidents.bcubed import bcubed
from benchmarks.warehouse.rows import write
from benchmarks.warehouse.synthetic import Event, Synthetic
from dagster_project.defs.dbt_runner import DbtEvent, run_dbt
from dagster_project.settings import environment

DBT = Path(__file__).resolve().parents[2] / "dbt"
F1_FLOOR, BEST_FLOOR = 0.95, 0.98
# Of few articles a hundredth is so little that what every build costs hides it.
INCREMENT_CEILING, LARGE = 0.10, 200_000
PLAIN = """select country, place_id, event_start, measure, max(coalesce(point, low)) as greatest, count(distinct source_id) as n_sources
    from read_parquet('{raw}/raw_claims/*.parquet') where scope = 'incident' group by all"""


class Drawn(NamedTuple):
    """What was written: how many rows, and what is true of them."""

    articles: int
    claims: int
    truth: list[tuple[str, str]]
    events: list[Event]


def draw(raw: Path, name: str, articles: int, seed: int = 7, first_article: int = 0) -> Drawn:
    """Draw the articles and write them, in a process of its own, so that its memory is not the warehouse's."""
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(_draw, raw, name, articles, seed, first_article).result()


def _draw(raw: Path, name: str, articles: int, seed: int, first_article: int) -> Drawn:
    drawn = Synthetic(seed, first_article=first_article)
    drawn.draw(articles)
    write(raw, drawn, name)
    return Drawn(len(drawn.articles), len(drawn.claims), drawn.truth, drawn.events)


def build(folder: Path, *, anew: bool = True) -> tuple[dict[str, float], float]:
    """Run the seeds and the models of the figures, ``anew`` or on what is there; seconds by stage (each model's, added up) and in all."""
    stages: dict[str, float] = defaultdict(float)

    def told(event: DbtEvent) -> None:
        data = event["data"]
        path = data["node_info"]["node_path"].split("/")
        stages[path[1] if path[0] in ("intermediate",) else path[0]] += float(data.get("execution_time", 0.0))

    started = time.perf_counter()
    with environment({"HARMLEDGER_RAW": str(folder / "raw"), "HARMLEDGER_BUILD_DB": str(folder / "build.duckdb")}):
        run_dbt(
            DBT,
            folder / "target",
            "build",
            "--exclude-resource-type",
            "test",
            "unit_test",
            *(("--full-refresh",) if anew else ()),
            "--select",
            "+path:models/marts/figures",
            tell=told,
        )
    return stages, time.perf_counter() - started


def plain_query(folder: Path) -> float:
    """Seconds of the plain query."""
    started = time.perf_counter()
    with duckdb.connect() as connection:
        connection.execute(f"create table answer as {PLAIN.format(raw=folder / 'raw')}")
    return time.perf_counter() - started


def judged(folder: Path, truth: list[tuple[str, str]], events: list[Event]) -> tuple[float, dict[str, tuple[int, int]]]:
    """F1 of the incidents, and by kind of event how many best figures are exact, of how many."""
    with duckdb.connect(str(folder / "build.duckdb"), read_only=True) as connection:
        incidents = dict(connection.execute("select claim_id, coalesce(incident_id, claim_id) from marts.claims").fetchall())
        best = dict(connection.execute("select incident_id, sum(best) from marts.casualties where harm = 'killed' group by all").fetchall())
    score = bcubed([event for _, event in truth], [incidents[claim] for claim, _ in truth])
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for claim, event in truth:
        found[event][incidents[claim]] += 1
    exact: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for planted in events:
        incident = max(found[planted.event_id].items(), key=lambda item: (item[1], item[0]))[0]
        exact[planted.kind][0] += best.get(incident) == planted.best
        exact[planted.kind][1] += 1
    return score.f1, {kind: (right, total) for kind, (right, total) in exact.items()}


def measure(folder: Path, articles: int) -> int:
    """Draw, build, judge, print; the number of measures below their floors."""
    started = time.perf_counter()
    draw(folder / "raw", "none", 0)
    build(folder)  # dbt parses the project the first time
    _, empty = build(folder)
    drawn = draw(folder / "raw", "first", articles)
    print(f"articles: {drawn.articles}\nclaims: {drawn.claims}\nevents: {len(drawn.events)}", flush=True)
    print(f"seconds_generate: {time.perf_counter() - started:.1f}", flush=True)
    stages, seconds = build(folder)
    f1, exact = judged(folder, drawn.truth, drawn.events)
    share = sum(right for right, _ in exact.values()) / sum(total for _, total in exact.values())
    print(f"bcubed_f1: {f1:.4f}\nbest_exact_share: {share:.4f}")
    for kind, (right, total) in sorted(exact.items()):
        print(f"best_exact_share_{kind}: {right / total:.4f}")
    draw(folder / "raw", "more", max(1, articles // 100), seed=8, first_article=drawn.articles)
    _, again = build(folder, anew=False)
    ratio = (again - empty) / (seconds - empty)
    print(f"increment_ratio: {ratio:.3f}")
    print(f"duckdb_ratio: {seconds / plain_query(folder):.1f}")
    print(f"peak_mib: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
    for stage, spent in sorted(stages.items()):
        print(f"seconds_{stage}: {spent:.1f}")
    print(f"seconds_build_empty: {empty:.1f}\nseconds_build_increment: {again:.1f}\nseconds_build_full: {seconds:.1f}")
    return (f1 < F1_FLOOR) + (share < BEST_FLOOR) + (articles >= LARGE and ratio > INCREMENT_CEILING)


def main() -> int:
    """Print the measures; 1 when one is below its floor."""
    parser = argparse.ArgumentParser(description="Measure the warehouse over synthetic claims.")
    parser.add_argument("--articles", type=int, default=2_000, help="how many articles, five claims each (default: 2,000)")
    parser.add_argument("--keep", type=Path, default=None, help="an empty folder in which everything is left")
    options = parser.parse_args()
    if options.keep:
        return int(measure(options.keep, options.articles) > 0)
    with tempfile.TemporaryDirectory(prefix="bench-warehouse-") as folder:
        return int(measure(Path(folder), options.articles) > 0)


if __name__ == "__main__":
    raise SystemExit(main())

"""``python -m dagster_project.gazetteer``: compile the gazetteer into the configured folder."""

from __future__ import annotations

import sys
import time

from dagster_project.gazetteer.build import compile_gazetteer
from dagster_project.settings import Settings


def main() -> int:
    """Compile; name the rows that could not be taken on standard error; exit status 1 when there are any."""
    settings = Settings()
    folder = settings.gazetteer_index
    started = time.perf_counter()
    problems = compile_gazetteer(folder, settings.gazetteer_additions)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"compiled {folder} in {time.perf_counter() - started:.1f} s")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

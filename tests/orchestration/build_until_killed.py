"""Run as a process of its own: starts a build, leaves a mark, and stops inside the stage that it was given."""

from __future__ import annotations

import sys
import time

from dagster_project.defs.run import run_build
from dagster_project.settings import get_settings
from tests.orchestration.small import ENGINE

REACHED = "reached"


def main(stop_in: str) -> None:
    """Build with the settings of the environment; hang where ``stop_in`` begins until killed."""

    def progress(stage: str, done: int, total: int | None) -> None:
        if stage == stop_in:
            get_settings().warehouse.joinpath(REACHED).touch()
            time.sleep(600)

    run_build(get_settings(), progress, engine=ENGINE)


if __name__ == "__main__":
    main(sys.argv[1])

"""Dagster's own folder: made with telemetry off. ``python -m dagster_project.defs.home`` makes it and prints where it is."""

from __future__ import annotations

from pathlib import Path

from dagster_project.settings import get_settings
from dagster_project.store.files import write_text

CONFIGURATION = """telemetry:
  enabled: false
nux:
  enabled: false
# Schedule and sensor take turns; the build lock would make the second wait in any case.
concurrency:
  runs:
    max_concurrent_runs: 1
"""


def ensure_home(folder: Path) -> Path:
    """Make the folder and its ``dagster.yaml``; one that is there already is the user's and stays as it is."""
    if not (folder / "dagster.yaml").exists():
        write_text(folder / "dagster.yaml", CONFIGURATION)
    return folder


if __name__ == "__main__":
    print(ensure_home(get_settings().dagster_home))

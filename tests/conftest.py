"""What holds for all tests: they see the project's defaults, not the settings of whoever runs them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from dagster_project.memory import collect_rarely
from dagster_project.settings import PREFIX, get_settings

collect_rarely()


@pytest.fixture(autouse=True)
def defaults(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hide the settings of the environment, and forget what a test made of them."""
    for name in [*os.environ]:
        if name.startswith(PREFIX) or name == "DAGSTER_HOME":
            monkeypatch.delenv(name)
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()

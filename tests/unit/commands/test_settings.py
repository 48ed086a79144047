"""Settings read from the environment."""

from __future__ import annotations

import pytest

from dagster_project.settings import Settings


def test_an_empty_variable_is_none_and_no_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the compiled gazetteer would be written into the working directory."""
    monkeypatch.setenv("HARMLEDGER_GAZETTEER", "")
    assert Settings().gazetteer is None and Settings().gazetteer_index.name == "gazetteer"

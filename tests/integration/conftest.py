"""Running the command line in a process of its own, as users do; and dbt in this process, over hand-written raw tables."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project.settings import Settings
from tests.integration.modelled import Workshop

PROJECT = Path(__file__).resolve().parents[2]
Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def harmledger() -> Command:
    """``harmledger(*arguments, stdin=b"", **settings)``: the finished process; settings as ``corpus=...``, ``warehouse=...``.

    All warehouses share one compiled gazetteer: compiling it takes longer than anything else in these tests.
    """

    def run(*arguments: str, stdin: bytes = b"", **settings: object) -> subprocess.CompletedProcess[str]:
        variables = {name: value for name, value in os.environ.items() if not name.startswith("HARMLEDGER_")}
        settings = {"gazetteer": Settings().gazetteer_index} | settings
        variables |= {f"HARMLEDGER_{name.upper()}": str(value) for name, value in settings.items()}
        command = [sys.executable, "-m", "dagster_project.cli", *arguments]
        done = subprocess.run(command, input=stdin, capture_output=True, env=variables | {"COLUMNS": "200"}, cwd=PROJECT, check=False)
        return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture(scope="session")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The workshop of this test process: what dbt parsed there is used by one test file after the other."""
    return Workshop(tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="module")
def workshop(parsed: Workshop) -> Workshop:
    """The workshop, empty."""
    parsed.clear()
    return parsed

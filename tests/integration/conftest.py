"""Running the command line in a process of its own, as users do, and the one warehouse that all files here share; dbt in this process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from dagster_project.settings import Settings
from tests.integration.modelled import Workshop
from tests.orchestration.small import DBT_PROJECT

PROJECT = Path(__file__).resolve().parents[2]
Command = Callable[..., "subprocess.CompletedProcess[str]"]
# Beside the sample corpus: a toll that rises, and a file that is no article.
MORE = {
    "more/first.md": """---
title: Shells hit market
published_at: 2019-08-14
publisher: The Valley Post
language: en
---
Shelling killed at least 14 people in the Syrian town of Saraqib on Tuesday, the Syrian Observatory for Human Rights said.
""",
    "more/second.md": """---
title: Toll rises
published_at: 2019-08-15
publisher: Evening Wire
language: en
---
The death toll from Tuesday's shelling of the Syrian town of Saraqib rose to 16, the Syrian Observatory for Human Rights said on Thursday.
""",
    "more/broken.json": "{",
}
CORRECTIONS = {
    "aliases.csv": """register,id,alias,by,date,why
source,sohr,the Valley Observatory,Ann,2026-01-01,their local name
source,sohr,the Observatory of nowhere,,2026-01-01,nobody signed this
"""
}


@dataclass(frozen=True)
class Ended:
    """How a build ended."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Built:
    """A warehouse of the sample corpus, and how its two builds ended: one whose test fails, then one with the project's models.

    ``moment`` is the one that the second build was given.
    """

    folder: Path
    failed: Ended
    done: Ended
    moment: datetime

    @property
    def database(self) -> Path:
        return self.folder / "harmledger.duckdb"

    @property
    def exports(self) -> Path:
        return self.folder / "exports"

    @property
    def compiled(self) -> Path:
        """The models' statements as dbt ran them."""
        return self.folder / "build" / "dbt" / "compiled" / "harmledger" / "models"


@pytest.hookimpl(trylast=True)  # after the shuffling
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The build that files share begins at once in one process, while others do what needs none: all then wait the less."""
    needs: dict[Path, bool] = {}
    for item in items:
        needs[item.path] = needs.get(item.path, False) or "built" in getattr(item, "fixturenames", ())
    first = next((path for path, built in needs.items() if built), None)
    items.sort(key=lambda item: (needs[item.path] and item.path != first, item.path != first))


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
def built(harmledger: Command, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The warehouse that all files of this folder read: built once in a test run, by the process that comes first."""
    mine = tmp_path_factory.getbasetemp()
    ours = mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine
    folder, told = ours / "sample-warehouse", ours / "sample-warehouse.json"
    with FileLock(ours / "sample-warehouse.lock"):
        if not told.exists():
            moment = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
            ended = _build(harmledger, ours, folder, moment)
            told.write_text(json.dumps(ended | {"moment": moment.isoformat()}), encoding="utf-8")
    builds = json.loads(told.read_text(encoding="utf-8"))
    result = Built(folder, Ended(**builds["failed"]), Ended(**builds["done"]), datetime.fromisoformat(builds["moment"]))
    assert result.done.returncode == 0, result.done.stdout + result.done.stderr
    return result


@pytest.fixture
def warehouse_db(built: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    """The built warehouse, open read-only."""
    with duckdb.connect(str(built.database), read_only=True) as db:
        yield db


def _build(harmledger: Command, parent: Path, warehouse: Path, moment: datetime) -> dict[str, dict[str, object]]:
    corpus, models, corrections = parent / "sample-corpus", parent / "failing-models", parent / "corrections"
    shutil.copytree(PROJECT / "corpus", corpus)
    failing = DBT_PROJECT | {"data-tests/never.sql": "select 1"}
    for folder, files in ((corpus, MORE), (models, failing), (corrections, CORRECTIONS)):
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    failed = harmledger("build", "--corpus", str(corpus), warehouse=warehouse, dbt_project=models)
    done = harmledger("build", "--corpus", str(corpus), warehouse=warehouse, corrections=corrections, now=moment.isoformat())
    return {name: asdict(Ended(ended.returncode, ended.stdout, ended.stderr)) for name, ended in (("failed", failed), ("done", done))}


@pytest.fixture(scope="session")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The workshop of this test process: what dbt parsed there is used by one test file after the other."""
    return Workshop(tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="module")
def workshop(parsed: Workshop) -> Workshop:
    """The workshop, empty."""
    parsed.clear()
    return parsed

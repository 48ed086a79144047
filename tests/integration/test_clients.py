"""The ways into the warehouse that the analysts' page shows: each is run as it stands there, where its program is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.types import NullType

from tests.integration.conftest import PROJECT, Built

pytestmark = pytest.mark.slow


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (PROJECT / "docs" / "analysts.md").read_text(encoding="utf-8"), re.S)


@pytest.fixture
def project(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds the built warehouse where the page says it is."""
    (tmp_path / "warehouse").symlink_to(built.folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def engine(built: Built) -> Iterator[Engine]:
    engine = create_engine(f"duckdb:///{built.database}", connect_args={"read_only": True})
    yield engine
    engine.dispose()


@pytest.mark.parametrize("code", blocks("python"))
def test_python_of_the_page_runs_and_finds_rows(project: Path, code: str) -> None:
    names: dict[str, Any] = {}
    exec(code, names)
    assert len(names["frame"]) > 0
    if "engine" in names:
        names["engine"].dispose()


@pytest.mark.parametrize("sql", blocks("sql"))
def test_sql_of_the_page_runs_and_finds_rows(warehouse_db: duckdb.DuckDBPyConnection, sql: str) -> None:
    assert warehouse_db.execute(sql).fetchall()


def test_every_table_and_column_says_in_the_file_what_it_is(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    """A BI tool shows the comments of the database; the documentation page may be far."""
    of = "where schema_name in ('marts', 'exports') and coalesce(comment, '') = ''"
    assert warehouse_db.execute(f"select table_name from duckdb_tables() {of}").fetchall() == []
    assert warehouse_db.execute(f"select table_name, column_name from duckdb_columns() {of} order by all").fetchall() == []


@pytest.mark.parametrize("sql", blocks("sql"))
def test_shell_opens_the_file_read_only(project: Path, sql: str) -> None:
    shell = shutil.which("duckdb", path=str(Path(sys.executable).parent)) or shutil.which("duckdb")
    if shell is None:
        pytest.skip("no DuckDB shell on this machine")
    done = subprocess.run([shell, "-readonly", "-csv", "warehouse/harmledger.duckdb", sql], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout.count("\n") > 1, done.stderr


@pytest.mark.parametrize("code", blocks("r"))
def test_r_of_the_page_runs(project: Path, code: str) -> None:
    rscript = shutil.which("Rscript")
    if rscript is None or subprocess.run([rscript, "-e", "library(duckdb)"], capture_output=True, check=False).returncode:
        pytest.skip("no R with the package duckdb on this machine")
    done = subprocess.run([rscript, "-e", code + "\nstopifnot(nrow(killed) > 0)"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_bi_tools_see_a_type_for_every_column_of_the_flat_ledger(engine: Engine) -> None:
    columns = inspect(engine).get_columns("claims_flat", schema="marts")
    assert {"claim_id", "value_low", "value_point", "value_high", "weapons"} <= {column["name"] for column in columns}
    assert [column["name"] for column in columns if isinstance(column["type"], NullType)] == []


def test_bi_tools_filter_and_add_up_through_sqlalchemy(engine: Engine) -> None:
    with engine.connect() as db:
        speakers = db.execute(text("select source_name from marts.claims_flat where value_point = :value"), {"value": 87}).scalars().all()
        metric = db.execute(text("select sum(best) from metrics.monthly_casualties where harm = 'killed'")).scalar_one()
        fact = db.execute(text("select sum(best) from marts.casualties where harm = 'killed'")).scalar_one()
    assert "Syrian Observatory for Human Rights" in speakers
    assert metric == fact > 0


def test_bi_tools_see_the_metrics_and_the_exports(engine: Engine) -> None:
    inspector = inspect(engine)
    assert "monthly_casualties" in inspector.get_view_names(schema="metrics")
    assert "hxl_incidents" in inspector.get_table_names(schema="exports")

"""What a build does to the warehouse, whole and killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from dagster_project.defs.run import BuildSummary, run_build
from dagster_project.settings import PROJECT, Settings
from dagster_project.store.lock import BuildIsRunning, build_lock
from tests.orchestration.build_until_killed import REACHED
from tests.orchestration.small import ENGINE, SPOILED, write_article

pytestmark = pytest.mark.slow


def build(settings: Settings, **options: bool) -> BuildSummary:
    return run_build(settings, engine=ENGINE, **options)


def published(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.published_database), read_only=True) as database:
        return database.execute(sql).fetchall()


def test_build_publishes_what_was_read(built: Settings) -> None:
    assert published(built, "select sum(point) from marts.claims") == [(6,)]
    assert (built.exports / "claims.parquet").is_file()
    assert (built.docs / "index.html").is_file()


def test_later_build_reads_only_what_changed(built: Settings) -> None:
    write_article(built.corpus, 2, title="A new title")
    (built.corpus / "article-3.md").unlink()
    done = build(built)
    assert done.success, done.failures
    assert (done.articles_extracted, done.articles_unchanged, done.articles_withdrawn) == (1, 1, 1)
    assert published(built, "select sum(point) from marts.claims") == [(3,)]


def test_run_of_a_build_is_kept_with_row_counts_and_checks(built: Settings) -> None:
    with dg.DagsterInstance.from_config(str(built.dagster_home)) as instance:
        assert not instance.telemetry_enabled
        (run,) = instance.get_runs()
        assert run.job_name == "build_warehouse"
        for key, rows in ((["raw_claims"], 3), (["marts", "claims"], 3)):
            event = instance.get_latest_materialization_event(dg.AssetKey(key))
            assert event is not None and event.asset_materialization is not None
            metadata = event.asset_materialization.metadata
            assert metadata["dagster/row_count"].value == rows
            assert "killed" in str(metadata["preview"].value)
        checks = instance.get_records_for_run(run.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION).records
        names = {record.event_log_entry.dagster_event.asset_check_evaluation_data.check_name for record in checks}
        assert "contract" in names
        assert any(name.startswith("source_not_null") for name in names)


def test_failing_test_stops_the_swap_and_is_named(built: Settings) -> None:
    before = built.published_database.read_bytes()
    write_article(built.corpus, 9, title=SPOILED)
    failed = build(built)
    assert not failed.success
    assert any("no_spoiled_article" in failure for failure in failed.failures)
    assert built.published_database.read_bytes() == before


def test_dbt_project_that_does_not_parse_fails_the_build_with_its_reason(settings: Settings) -> None:
    (settings.dbt_project / "models" / "broken.sql").write_text("select * from {{ ref('nowhere') }}", encoding="utf-8")
    failed = build(settings)
    assert not failed.success
    assert "nowhere" in " ".join(failed.failures)


def test_second_build_is_refused_and_told_who_builds(settings: Settings) -> None:
    with build_lock(settings.lock, 0), pytest.raises(BuildIsRunning, match=f"process {os.getpid()}"):
        build(settings)


def test_killed_builds_leave_what_was_published_and_block_nobody(built: Settings) -> None:
    before = built.published_database.read_bytes()
    write_article(built.corpus, 4)
    # Each begins at once, where the one before was killed.
    for stage in ("articles", "models and tests", "publish"):
        kill_in(stage, built)
        assert built.published_database.read_bytes() == before
    again = build(built)
    assert again.success, again.failures
    assert published(built, "select sum(point), count(*) from marts.claims") == [(10, 4)]


def kill_in(stage: str, settings: Settings) -> None:
    names = ("corpus", "warehouse", "gazetteer", "corrections", "dbt_project", "workers", "lock_wait_seconds")
    variables = os.environ | {f"HARMLEDGER_{name.upper()}": str(getattr(settings, name)) for name in names}
    script = Path("tests") / "orchestration" / "build_until_killed.py"
    command = [sys.executable, "-m", ".".join(script.with_suffix("").parts), stage]
    mark = settings.warehouse / REACHED
    mark.unlink(missing_ok=True)
    process = subprocess.Popen(command, cwd=PROJECT, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None and not mark.exists():
            time.sleep(0.1)
    finally:
        process.kill()
        process.wait()
    assert mark.exists(), f"the build never came to {stage}"

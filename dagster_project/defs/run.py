"""A build started from Python rather than from Dagster's UI; the run shows in the UI all the same."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from dagster_project.defs.assembly import assemble
from dagster_project.defs.automation import JOB
from dagster_project.defs.dbt_runner import DbtFailed
from dagster_project.defs.engine import Engine
from dagster_project.defs.home import ensure_home
from dagster_project.defs.ingest import Ingestion, Progress
from dagster_project.defs.session import open_session
from dagster_project.settings import Settings

# The run's log is in the UI; the terminal belongs to whoever called.
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
# Capturing a step's output would draw the caller's progress late and costs four processes a step.
NO_CAPTURE = {"compute_logs": {"module": "dagster._core.storage.noop_compute_log_manager", "class": "NoOpComputeLogManager"}}


@dataclass(frozen=True)
class BuildSummary:
    """What a build did; ``failures`` says why it did not succeed, ``seconds`` is its wall time.

    ``refused_corrections`` names each line of a correction that was not taken, as file, line and reason.
    """

    success: bool
    seconds: float
    articles_read: int = 0
    articles_extracted: int = 0
    articles_unchanged: int = 0
    articles_withdrawn: int = 0
    rejected_articles: int = 0
    rejected_rows: int = 0
    claims: int = 0
    refused_corrections: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


def run_build(
    settings: Settings,
    progress: Progress = lambda stage, done, total: None,
    *,
    reread: bool = False,
    engine: Engine | None = None,
) -> BuildSummary:
    """Build and publish the warehouse in this process.

    ``progress`` is told a stage, what is done of it, and of how much (``None`` when unknown). ``reread`` reads unchanged
    articles again. ``engine`` replaces the project's own extraction. What was published before stays when the build
    fails. Raises ``BuildIsRunning`` when another build holds the lock for longer than ``settings.lock_wait_seconds``.
    """
    started = time.perf_counter()
    with _silent(), open_session(settings, progress, reread=reread, engine=engine) as session:
        try:
            job = assemble(settings).resolve_job_def(JOB)
        except DbtFailed as error:
            return BuildSummary(False, time.perf_counter() - started, failures=(f"the dbt project does not parse: {error}",))
        with dg.DagsterInstance.local_temp(str(ensure_home(settings.dagster_home)), NO_CAPTURE) as instance:
            result = job.execute_in_process(QUIET, instance=instance, resources={"session": session}, raise_on_error=False)
        return _summary(result, session.ingestion or Ingestion(), time.perf_counter() - started)


@contextmanager
def _silent() -> Iterator[None]:
    """Keep what the steps print out of the caller's standard output."""
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        yield


def _summary(result: dg.ExecuteInProcessResult, done: Ingestion, seconds: float) -> BuildSummary:
    return BuildSummary(
        success=result.success,
        seconds=seconds,
        articles_read=done.read,
        articles_extracted=done.extracted,
        articles_unchanged=done.unchanged,
        articles_withdrawn=done.withdrawn,
        rejected_articles=done.rows.get("rejected_articles", 0),
        rejected_rows=done.rows.get("rejected_rows", 0),
        claims=done.rows.get("raw_claims", 0),
        refused_corrections=tuple(done.refused_corrections),
        failures=() if result.success else _failures(result),
    )


def _failures(result: dg.ExecuteInProcessResult) -> tuple[str, ...]:
    checks = [
        f"{evaluation.asset_key.to_user_string()}: check {evaluation.check_name}"
        for evaluation in result.get_asset_check_evaluations()
        if not evaluation.passed and evaluation.severity == dg.AssetCheckSeverity.ERROR
    ]
    steps = []
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            while error and error.cause:
                error = error.cause
            steps.append(f"{event.step_key}: {error.message.strip() if error else 'failed'}")
    return (*checks, *steps) or ("the run did not succeed",)

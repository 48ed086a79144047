"""When builds run by themselves: the job, every night, and when the corpus has changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import dagster as dg

from dagster_project.settings import Settings

JOB = "build_warehouse"

build_warehouse = dg.define_asset_job(
    JOB,
    selection=dg.AssetSelection.all(),
    description="Read the corpus, model, test and publish the warehouse.",
)


def nightly(settings: Settings) -> dg.ScheduleDefinition:
    """The nightly build."""
    return dg.ScheduleDefinition(
        name="nightly",
        job=build_warehouse,
        cron_schedule=settings.nightly_cron,
        execution_timezone=settings.timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Build the warehouse every night.",
    )


def corpus_sensor(settings: Settings) -> dg.SensorDefinition:
    """The watch over the corpus folder; its cursor is the fingerprint of what it saw last."""

    @dg.sensor(
        name="corpus_changes",
        job=build_warehouse,
        minimum_interval_seconds=settings.sensor_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Build the warehouse when files of the corpus were added, changed or removed, or corrections.",
    )
    def corpus_changes(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        if not settings.corpus.exists():
            return dg.SkipReason(f"there is no corpus at {settings.corpus}")
        # A correction moves figures as an article does.
        seen = f"{fingerprint(settings.corpus)}-{fingerprint(settings.corrections)}"
        if seen == context.cursor:
            return dg.SkipReason("the corpus is as it was")
        # No run key: a corpus that returns to an earlier state must be built again.
        return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=seen)

    return corpus_changes


def fingerprint(folder: Path) -> str:
    """A hash over names, sizes and times of change of all files in a folder; contents are not read."""
    digest = hashlib.sha256()
    for root, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = Path(root, name)
            try:
                state = path.stat()
            except FileNotFoundError:  # gone since it was listed
                continue
            digest.update(f"{path.relative_to(folder)}\0{state.st_size}\0{state.st_mtime_ns}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()

"""The dbt project as assets: every model and seed one asset, every test a check of it.

dbt builds into the build's own database. An error of a model or a test fails the step, so that nothing is published.
"""

# No deferred annotations here: Dagster looks at the type of ``context`` itself.

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtCliResource, DbtProject, dbt_assets
from filelock import FileLock
from packaging import version

from dagster_project.defs import dbt_child
from dagster_project.defs.ingest import PREVIEW_ROWS
from dagster_project.defs.metadata import preview
from dagster_project.defs.session import Session
from dagster_project.settings import Settings, environment
from dagster_project.store.publish import first_rows, table_counts

PRODUCTS = frozenset({"target", "logs", "dbt_packages"})
DbtEvent = Any  # what dagster-dbt streams: outputs, check results, observations


class Translator(DagsterDbtTranslator):
    """Names dbt's resources as the other assets are named: a raw source is the asset of that raw table."""

    def __init__(self) -> None:
        # Both tables of the compiled gazetteer are one asset.
        super().__init__(DagsterDbtTranslatorSettings(enable_source_tests_as_checks=True, enable_duplicate_source_asset_keys=True))

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """Raw sources bear the table's name, those of the gazetteer its, models and seeds ``schema/name``."""
        if dbt_resource_props["resource_type"] == "source":
            is_gazetteer = dbt_resource_props["source_name"] == "gazetteer"
            return dg.AssetKey("gazetteer" if is_gazetteer else dbt_resource_props["name"])
        return super().get_asset_key(dbt_resource_props)

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """Groups are the warehouse's schemas."""
        return dbt_resource_props.get("config", {}).get("schema") or super().get_group_name(dbt_resource_props)


class DbtFailed(RuntimeError):
    """dbt ended with an error; the message is what it said."""


class Dbt(DbtCliResource):
    """dbt without what dagster-dbt starts beside it: a process that asks for the version, and a second set-up of dbt in this process.

    Both serve features that are not used here (row counts are read after the build) and cost as much as a small build.
    """

    @cached_property
    def _cli_version(self) -> version.Version:
        return version.parse(metadata.version("dbt-core"))

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> None:
        return None


def dbt_cli(settings: Settings) -> DbtCliResource:
    """dbt as Dagster runs it: what it does becomes events."""
    python, *child = _command()
    return Dbt(settings.dbt_project, child, settings.dbt_project, dbt_executable=python)


def run_dbt(project: Path, target: Path, *arguments: str) -> None:
    """Run a dbt command that makes no assets, in the environment as it is; raises ``DbtFailed``."""
    folders = ("--project-dir", project, "--profiles-dir", project, "--target-path", target, "--log-path", target)
    done = subprocess.run([*_command(), *arguments, *folders], capture_output=True, text=True, check=False)
    if done.returncode:
        raise DbtFailed((done.stdout + done.stderr).strip())


def prepare(settings: Settings) -> DbtProject:
    """The dbt project with a manifest that is not older than its files; parses the project when it must.

    Raises ``DbtFailed`` when the project does not parse.
    """
    project = DbtProject(settings.dbt_project)
    manifest = project.manifest_path
    manifest.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(manifest.parent / ".parse.lock"), environment(settings.dbt_environment()):
        if not manifest.exists() or manifest.stat().st_mtime < _last_change(settings.dbt_project):
            run_dbt(settings.dbt_project, manifest.parent, "parse", "--quiet")
    return project


def dbt_models(project: DbtProject) -> dg.AssetsDefinition:
    """All of a dbt project as one step: ``dbt build``."""

    @dbt_assets(
        manifest=project.manifest_path,
        project=project,
        dagster_dbt_translator=Translator(),
        name="dbt_models",
        required_resource_keys={"session", "dbt"},
    )
    def models(context: dg.AssetExecutionContext) -> Iterator[DbtEvent]:
        session: Session = context.resources.session
        dbt: DbtCliResource = context.resources.dbt
        invocation = dbt.cli(["build"], context=context, target_path=session.settings.build / "dbt")
        total = len(context.selected_output_names) + len(context.selected_asset_check_keys)
        yield from _with_rows(_told(invocation.stream(), session, total), context, session)

    return models


def _command() -> list[str]:
    """dbt of the running Python, wherever that is, in a child that does not outlive this process."""
    return [sys.executable, dbt_child.__file__, str(os.getpid())]


def _told(events: Iterable[DbtEvent], session: Session, total: int) -> Iterator[DbtEvent]:
    session.progress("models and tests", 0, total)
    for done, event in enumerate(events, start=1):
        session.progress("models and tests", min(done, total), total)
        yield event


def _with_rows(events: Iterable[DbtEvent], context: dg.AssetExecutionContext, session: Session) -> Iterator[DbtEvent]:
    """Add the number of rows and the first of them to each table's event.

    dbt holds the database while it runs, so the events wait for its end.
    """
    held: list[DbtEvent] = []
    failure: Exception | None = None
    try:
        held += events
    except Exception as error:  # raised again, after what did succeed is told
        failure = error
    database = session.settings.build_database
    readable = database.exists() and failure is None
    counts, rows = (table_counts(database), first_rows(database, PREVIEW_ROWS)) if readable else ({}, {})
    for event in held:
        table = ".".join(context.asset_key_for_output(event.output_name).path) if isinstance(event, dg.Output) else ""
        if table in counts:
            yield event.with_metadata({**event.metadata, "dagster/row_count": counts[table], "preview": preview(rows[table])})
        else:
            yield event
    if failure:
        raise failure


def _last_change(folder: Path) -> float:
    files = (path for path in folder.rglob("*") if path.is_file() and PRODUCTS.isdisjoint(path.relative_to(folder).parts))
    return max((path.stat().st_mtime for path in files), default=0.0)

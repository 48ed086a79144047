"""The dbt project as assets: every model and seed one asset, every test a check of it.

dbt builds into the build's own database. An error of a model or a test fails the step, so that nothing is published.
"""

# No deferred annotations here: Dagster looks at the type of ``context`` itself.

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtProject, dbt_assets
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage
from filelock import FileLock

from dagster_project.defs.dbt_runner import DbtEvent, DbtFailed, run_dbt
from dagster_project.defs.ingest import PREVIEW_ROWS
from dagster_project.defs.metadata import preview
from dagster_project.defs.session import Session
from dagster_project.settings import Settings, environment
from dagster_project.store.continuation import PRODUCTS, continue_published, fingerprint_of, remember
from dagster_project.store.publish import first_rows, table_counts

AssetEvent = Any  # what dagster-dbt makes of dbt's events: outputs, check results, observations


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


def prepare(settings: Settings) -> DbtProject:
    """The dbt project with a manifest that is not older than its files; parses the project when it must.

    Raises ``DbtFailed`` when the project does not parse.
    """
    project = DbtProject(settings.dbt_project)
    manifest = project.manifest_path
    manifest.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(manifest.parent / ".parse.lock"), environment(settings.dbt_environment()):
        if not manifest.exists() or manifest.stat().st_mtime < _last_change(settings.dbt_project):
            run_dbt(settings.dbt_project, manifest.parent, "parse")
    return project


def dbt_models(project: DbtProject) -> dg.AssetsDefinition:
    """All of a dbt project as one step: ``dbt build``."""
    translator = Translator()

    @dbt_assets(
        manifest=project.manifest_path,
        project=project,
        dagster_dbt_translator=translator,
        name="dbt_models",
        required_resource_keys={"session"},
    )
    def models(context: dg.AssetExecutionContext) -> Iterator[AssetEvent]:
        session: Session = context.resources.session
        target = session.settings.build / "dbt"
        # All is built, whatever part of it was asked for: what is published is always one whole.
        settings = session.settings
        built_by = fingerprint_of(settings.dbt_project, settings.gazetteer_index, settings.raw)
        continue_published(settings.published_database, settings.build_database, built_by)
        total = len(context.selected_output_names) + len(context.selected_asset_check_keys)
        parsed = ("--partial-parse-file-path", project.manifest_path.with_name("partial_parse.msgpack"))
        done: list[DbtEvent] = []

        def tell(event: DbtEvent) -> None:
            done.append(event)
            session.progress("models and tests", min(len(done), total), total)

        session.progress("models and tests", 0, total)
        failure = None
        try:
            run_dbt(project.project_dir, target, "build", *parsed, tell=tell)
            remember(session.settings.build_database, built_by)
        except DbtFailed as error:  # raised again, after what did succeed is told
            failure = error
        manifest: Mapping[str, Any] = json.loads(project.manifest_path.read_bytes())
        messages = [DbtCoreCliEventMessage(raw_event=event, event_history_metadata={}) for event in done]
        events = [
            made for message in messages for made in message.to_default_asset_events(manifest, translator, context, target, project)
        ]
        yield from _with_rows(events, context, None if failure else session.settings.build_database)
        if failure:
            raise failure

    return models


def _with_rows(events: Sequence[AssetEvent], context: dg.AssetExecutionContext, database: Path | None) -> Iterator[AssetEvent]:
    """Leave out what was not asked for; add the number of rows and the first of them to each table's event."""
    counts, rows = (table_counts(database), first_rows(database, PREVIEW_ROWS)) if database else ({}, {})
    for event in events:
        if not isinstance(event, dg.Output):
            yield event
        elif event.output_name in context.selected_output_names:
            table = ".".join(context.asset_key_for_output(event.output_name).path)
            found = {"dagster/row_count": counts[table], "preview": preview(rows[table])} if table in counts else {}
            yield event.with_metadata({**event.metadata, **found})


def _last_change(folder: Path) -> float:
    files = (path for path in folder.rglob("*") if path.is_file() and PRODUCTS.isdisjoint(path.relative_to(folder).parts))
    return max((path.stat().st_mtime for path in files), default=0.0)

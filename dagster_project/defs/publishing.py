"""The published warehouse: what was built and tested is swapped in. Only a build without an error comes this far."""

# No deferred annotations here: Dagster looks at the type of ``context`` itself.

from collections.abc import Iterable

import dagster as dg

from dagster_project.defs.dbt_runner import run_dbt
from dagster_project.defs.session import Session
from dagster_project.store.exports import write_exports
from dagster_project.store.publish import publish_database, publish_exports, publish_page, table_counts


def published_warehouse(upstream: Iterable[dg.AssetKey]) -> dg.AssetsDefinition:
    """The asset that is downstream of everything, so that any failure stops the swap."""

    @dg.asset(
        name="published_warehouse",
        group_name="published",
        kinds={"duckdb", "parquet"},
        deps=sorted(upstream),
        required_resource_keys={"session"},
    )
    def publish(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        """The database that readers open, the exported files with their descriptor, and the documentation page."""
        session: Session = context.resources.session
        settings = session.settings
        session.progress("publish", 0, None)
        # Where the models were built: what dbt parsed then need not be parsed again.
        target = settings.build / "dbt"
        run_dbt(settings.dbt_project, target, "docs", "generate", "--static", "--no-compile")
        exports = settings.build / "exports"
        files = write_exports(settings.build_database, exports)
        counts = table_counts(settings.build_database)
        publish_database(settings.build_database, settings.published_database)
        publish_exports(exports, settings.exports)
        publish_page(target / "static_index.html", settings.docs / "index.html")
        return dg.MaterializeResult(
            metadata={
                "database": dg.MetadataValue.path(str(settings.published_database)),
                "docs": dg.MetadataValue.path(str(settings.docs / "index.html")),
                "exports": len(files),
                "rows": counts,
            }
        )

    return publish

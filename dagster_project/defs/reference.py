"""The compiled gazetteer as an asset: made anew when what it is compiled from has changed."""

# No deferred annotations here: Dagster looks at the type of ``context`` itself.

import json

import dagster as dg

from dagster_project.defs.session import Session
from dagster_project.gazetteer.compiled import MANIFEST, current, ensure_gazetteer


@dg.asset(group_name="reference", kinds={"python", "parquet"}, required_resource_keys={"session"})
def gazetteer(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Places and their names: the index for the readers, Parquet tables for the models."""
    session: Session = context.resources.session
    session.progress("gazetteer", 0, None)
    folder, additions = session.settings.gazetteer_index, session.settings.gazetteer_additions
    if not current(folder, additions):
        ensure_gazetteer(folder, additions)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for problem in manifest["problems"]:
        context.log.warning(problem)
    counts = {"dagster/row_count": manifest["places"], "names": manifest["names"], "rows_not_taken": len(manifest["problems"])}
    return dg.MaterializeResult(metadata=counts)

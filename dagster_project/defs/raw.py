"""The raw tables as assets: one reading of the corpus fills them all, and each is held against its contract."""

# No deferred annotations here: Dagster looks at the type of ``context`` itself.

from collections.abc import Iterator

import dagster as dg

from dagster_project.articles.corpus import read_corpus
from dagster_project.contracts.corrections import RAW_CORRECTIONS
from dagster_project.contracts.tables import TABLES
from dagster_project.contracts.validation import BatchRefused
from dagster_project.defs.ingest import Ingestion, ingest
from dagster_project.defs.metadata import broken_rules, preview, table_schema
from dagster_project.defs.session import Session

GROUP = "raw"
CONTRACT = "contract"

corpus = dg.AssetSpec("corpus", group_name="corpus", description="The folder of article files.", kinds={"file"})
corrections = dg.AssetSpec("corrections", group_name="corpus", description="The folder of human corrections.", kinds={"file"})


@dg.multi_asset(
    name="raw_tables",
    group_name=GROUP,
    specs=[
        dg.AssetSpec(
            table.name,
            deps=["corrections"] if table is RAW_CORRECTIONS else ["corpus", "gazetteer"],
            description=f"One row per {table.grain}.",
            kinds={"python", "parquet"},
            metadata={"dagster/column_schema": table_schema(table)},
        )
        for table in TABLES.values()
    ],
    check_specs=[
        dg.AssetCheckSpec(CONTRACT, asset=table.name, blocking=True, description="Columns, types, vocabularies and row rules of the table.")
        for table in TABLES.values()
    ],
    required_resource_keys={"session"},
)
def raw_tables(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """Read new and changed articles, extract, validate, and append to the raw log."""
    session: Session = context.resources.session
    settings, engine = session.settings, session.get_engine()
    articles = read_corpus(settings.corpus, max_bytes=settings.max_file_bytes, supported=engine.languages, signatures=False)
    try:
        done = ingest(
            articles,
            session.log,
            engine,
            context.run_id,
            workers=settings.workers,
            batch_size=settings.batch_size,
            complete=settings.corpus_is_complete,
            reread=session.reread,
            corrections=settings.corrections,
            now=settings.now,
            progress=session.progress,
        )
    except BatchRefused as refused:
        yield _check(refused.table, False, dg.AssetCheckSeverity.ERROR, {"refused": refused.problem})
        raise dg.Failure(f"The batch was refused as a whole: {refused}") from refused
    session.ingestion = done
    for name in TABLES:
        yield dg.MaterializeResult(name, metadata=_metadata(name, done, session), check_results=[_contract(name, done)])


def _metadata(name: str, done: Ingestion, session: Session) -> dict[str, object]:
    rows = done.previews[name].to_dicts() if name in done.previews else []
    return {
        "dagster/row_count": session.log.count(name),
        "rows_written": done.rows[name],
        "articles": {"read": done.read, "extracted": done.extracted, "unchanged": done.unchanged, "withdrawn": done.withdrawn},
        "preview": preview(rows),
    }


def _contract(name: str, done: Ingestion) -> dg.AssetCheckResult:
    """Rows that broke a rule were taken out, so that they warn; only wrong columns stop the build."""
    counts = done.broken[name]
    return _check(name, not counts, dg.AssetCheckSeverity.WARN, broken_rules(counts, done.examples[name]))


def _check(name: str, passed: bool, severity: dg.AssetCheckSeverity, metadata: dict[str, object]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(asset_key=name, check_name=CONTRACT, passed=passed, severity=severity, metadata=metadata)

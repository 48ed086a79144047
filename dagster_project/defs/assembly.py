"""All definitions put together for given settings."""

from __future__ import annotations

import dagster as dg

from dagster_project.defs.automation import build_warehouse, corpus_sensor, nightly
from dagster_project.defs.modelling import dbt_models, prepare
from dagster_project.defs.publishing import published_warehouse
from dagster_project.defs.raw import corpus, corrections, raw_tables
from dagster_project.defs.reference import gazetteer
from dagster_project.defs.session import build_session
from dagster_project.settings import Settings


def assemble(settings: Settings) -> dg.Definitions:
    """Assets, checks, job, schedule, sensor and resources; parses the dbt project when its manifest is out of date.

    Raises ``DbtFailed`` when the dbt project does not parse.
    """
    models = dbt_models(prepare(settings))
    upstream = {*raw_tables.keys, *models.keys}
    return dg.Definitions(
        assets=[corpus, corrections, gazetteer, raw_tables, models, published_warehouse(upstream)],
        jobs=[build_warehouse],
        schedules=[nightly(settings)],
        sensors=[corpus_sensor(settings)],
        resources={"session": build_session},
        # One process, so that the session, and with it the lock, lives from the run's first step to its last.
        executor=dg.in_process_executor,
    )

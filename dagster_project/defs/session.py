"""One build's surroundings, shared by its assets: settings, the lock, whom to tell of progress, what was ingested.

The session is a Dagster resource. Runs execute in one process, so it lives, and holds the lock, from a run's first step
to its last.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import dagster as dg

from dagster_project.defs.engine import Engine, default_engine
from dagster_project.defs.ingest import Ingestion, Progress
from dagster_project.memory import collect_rarely
from dagster_project.settings import Settings, environment, get_settings
from dagster_project.store.lock import build_lock
from dagster_project.store.log import RawLog
from dagster_project.store.publish import begin_build


@dataclass
class Session:
    """What the assets of one build share; ``ingestion`` is there once the raw tables are written."""

    settings: Settings
    log: RawLog
    progress: Progress
    reread: bool = False
    engine: Engine | None = None
    ingestion: Ingestion | None = None

    def get_engine(self) -> Engine:
        """The extraction; the project's own unless another was given."""
        return self.engine or default_engine()


@contextmanager
def open_session(settings: Settings, progress: Progress, *, reread: bool = False, engine: Engine | None = None) -> Iterator[Session]:
    """Hold the lock, clear what a killed build left, and give the session; raises ``BuildIsRunning``.

    Inside the block the environment tells the workers and dbt where this build's inputs and outputs are.
    """

    def waiting(message: str) -> None:
        progress(message, 0, None)

    collect_rarely()
    with build_lock(settings.lock, settings.lock_wait_seconds, waiting):
        begin_build(settings.build_database, settings.exports, settings.lock_wait_seconds)
        log = RawLog(settings.raw)
        with environment(settings.dbt_environment()):
            yield Session(settings, log, progress, reread, engine)


@dg.resource(
    config_schema={"reread": dg.Field(bool, default_value=False, description="Read every article again, also the unchanged ones.")},
    description="The settings of this build and the lock that admits one build at a time.",
)
def build_session(context: dg.InitResourceContext) -> Iterator[Session]:
    """The session of a run that Dagster starts: what the command line would draw is logged."""
    stages: set[str] = set()

    def progress(stage: str, done: int, total: int | None) -> None:
        if stage not in stages and context.log:
            stages.add(stage)
            context.log.info(stage)

    with open_session(get_settings(), progress, reread=context.resource_config["reread"]) as session:
        yield session

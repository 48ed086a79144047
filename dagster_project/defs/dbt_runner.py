"""dbt in this process: it starts once, not once a command, and a build that is killed leaves no dbt that goes on writing."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any

DbtEvent = dict[str, Any]
QUIET = ("--log-level", "none", "--log-level-file", "none", "--no-print", "--no-use-colors", "--no-send-anonymous-usage-stats")


class DbtFailed(RuntimeError):
    """dbt ended with an error; the message is what it said."""


def run_dbt(
    project: Path,
    target: Path,
    *arguments: str | PathLike[str],
    tell: Callable[[DbtEvent], None] = lambda event: None,
) -> None:
    """Run one dbt command on a project, in the environment as it is; its artifacts go to the folder ``target``.

    ``tell`` is given dbt's structured event for each node that is done, from dbt's threads. Raises ``DbtFailed``;
    an interrupt goes on as what it is.
    See https://docs.getdbt.com/reference/programmatic-invocations and https://docs.getdbt.com/reference/events-logging.
    """
    # dbt takes longer to import than all else, and only a build needs it.
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner
    from dbt_common.events.functions import msg_to_dict

    errors: list[str] = []

    def hear(event: Any) -> None:
        if event.info.level == "error":
            errors.append(event.info.msg)
        if event.info.name.startswith("Log") and event.info.name.endswith("Result"):
            tell(msg_to_dict(event))

    folders = ("--project-dir", project, "--profiles-dir", project, "--target-path", target, "--log-path", target)
    try:
        result = dbtRunner(callbacks=[hear]).invoke([str(argument) for argument in (*arguments, *QUIET, *folders)])
    finally:
        # The adapter keeps the database open for the process's next command; others are to open it, or to replace it.
        DuckDBConnectionManager.close_all_connections()
    if result.exception and not isinstance(result.exception, Exception):
        raise result.exception  # an interrupt: dbt hands it over as it does errors
    if not result.success:
        raise DbtFailed("\n".join(errors) or str(result.exception or "dbt did not say why"))

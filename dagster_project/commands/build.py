"""``harmledger build``: runs the build, shows how far it is, and ends with what is in the warehouse now."""

from __future__ import annotations

from typing import Any

import duckdb
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from dagster_project.commands.database import published
from dagster_project.commands.errors import BUSY, FAILED, NOTHING_THERE, OK, CommandError
from dagster_project.settings import Settings

# Bounds are added over the rows that have a best figure, so that they hold the sum; rows without one (only vague words) leave it open.
_CASUALTIES = """select sum(low) filter (best is not null)::bigint, sum(best)::bigint, sum(high) filter (best is not null)::bigint,
    coalesce(bool_or(is_open or best is null), false)
    from marts.casualties where harm = ?"""
_DISPLACED = """select sum(persons_low) filter (persons_best is not null)::bigint, sum(persons_best)::bigint,
    sum(coalesce(persons_high, persons_best)) filter (persons_best is not null)::bigint,
    coalesce(bool_or(persons_high is null or persons_best is null), false)
    from marts.displacement where category = 'new_displacement' and is_recommended and is_additive"""
_COUNTS = (("articles", "marts.articles"), ("claims", "marts.claims"), ("incidents", "marts.incidents"))


def run(settings: Settings, full: bool) -> int:
    """Build with ``settings`` (``full``: read unchanged articles again) and return the exit code.

    Raises :class:`CommandError` when the corpus is missing or another build holds the lock.
    """
    if not settings.corpus.exists():
        hint = "give a folder with --corpus or HARMLEDGER_CORPUS"
        raise CommandError(f"{settings.corpus}: no such file or folder", NOTHING_THERE, hint)
    console = Console(stderr=True, highlight=False)
    summary = _build(settings, full, console)
    _complain(console, summary)
    out = Console(highlight=False)
    withdrawn = f", {summary.articles_withdrawn} withdrawn" if summary.articles_withdrawn else ""
    out.print(f"{summary.articles_extracted} extracted, {summary.articles_unchanged} unchanged{withdrawn}")
    if not summary.success:
        out.print("The build failed; the warehouse published before, if any, is as it was.", style="bold red")
        return FAILED
    out.print(_summary_table(settings, summary))
    out.print(f"Published: {settings.published_database}")
    return OK


def _build(settings: Settings, full: bool, console: Console) -> Any:
    from dagster_project.defs.run import run_build  # loads Dagster
    from dagster_project.store.lock import BuildIsRunning

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=30), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        tasks: dict[str, Any] = {}

        def progress(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                for earlier in tasks.values():
                    bar.update(earlier, visible=False)
                tasks[stage] = bar.add_task(stage, total=total)
                if not console.is_terminal:
                    console.print(stage)
            bar.update(tasks[stage], completed=done, total=total)

        try:
            return run_build(settings, progress, reread=full)
        except BuildIsRunning as error:
            raise CommandError(str(error), BUSY, "try again when it has ended, or wait longer with --wait") from error


def _complain(console: Console, summary: Any) -> None:
    for failure in summary.failures:
        console.print(f"failed: {failure}", style="red", soft_wrap=True)


def _summary_table(settings: Settings, summary: Any) -> Table:
    table = Table(box=SIMPLE, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column(style="dim")
    with published(settings.published_database) as connection:
        for name, relation in _COUNTS:
            table.add_row(name, f"{_value(connection, f'select count(*) from {relation}'):,}", "")
        for harm in ("killed", "injured"):
            table.add_row(harm, *_range(connection.execute(_CASUALTIES, [harm]).fetchall()[0]))
        table.add_row("newly displaced", *_range(connection.execute(_DISPLACED).fetchall()[0]))
    table.add_row("rejected", f"{summary.rejected_articles:,}", "inputs that are no articles" if summary.rejected_articles else "")
    if summary.rejected_rows:
        table.add_row("rejected rows", f"{summary.rejected_rows:,}", "rows that broke a rule of their contract")
    table.add_row("time", f"{summary.seconds:.1f} s", "")
    return table


def _value(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(connection.execute(sql).fetchall()[0][0])


def _range(row: tuple[int | None, int | None, int | None, bool]) -> tuple[str, str]:
    """Best estimate, and its bounds in words."""
    low, best, high, is_open = row
    if best is None:
        return ("unknown", "") if is_open else ("none", "")
    bounds = f"{low or 0:,} to {high or 0:,}{' or more' if is_open else ''}"
    return f"{best:,}", bounds

"""The ``harmledger`` command: what it offers and how it ends. What each command does is in ``commands/``.

Libraries that take long to load are imported inside the commands that need them.
Exit codes: 0 done; 1 some input was not taken, a check or a build failed; 2 wrong usage; 3 nothing there (no warehouse, no
such id); 4 another build is running; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from dagster_project.commands.errors import FAILED, INTERRUPTED, CommandError
from dagster_project.memory import collect_rarely

app = typer.Typer(
    name="harmledger",
    help="News articles in, an auditable warehouse of harm out: who was killed, injured or displaced, where, when, and who says so.",
    epilog="Exit codes: 0 done · 1 some input not taken, a check or a build failed · 2 wrong usage · 3 nothing there · "
    "4 another build is running · 130 interrupted",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How ``query`` writes its result."""

    table = "table"
    csv = "csv"
    json = "json"


def _settings(**given: Any) -> Any:
    from pydantic import ValidationError

    from dagster_project.settings import override

    try:
        return override(**given)
    except ValidationError as error:
        first = error.errors()[0]
        raise CommandError(f"setting {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[bool, typer.Option("--version", help="Say the version and end.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an unexpected error.")] = False,
) -> None:
    """Options of all commands."""
    _debug.on = debug
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"harmledger {installed('harmledger')}")
        raise typer.Exit


@app.command()
def build(
    corpus: Annotated[Path | None, typer.Option(help="Folder of articles; default: HARMLEDGER_CORPUS, else the sample corpus.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Read every article again, also the unchanged ones.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that extract at once; default: all cores.")] = None,
    wait: Annotated[float | None, typer.Option(min=0, help="Seconds to wait for another build to end.")] = None,
) -> None:
    """Read the corpus, model the warehouse, test it, and publish it; an unchanged article is not read again."""
    from dagster_project.commands.build import run

    raise typer.Exit(run(_settings(corpus=corpus, workers=workers, lock_wait_seconds=wait), full))


@app.command()
def extract(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for JSON Lines on standard input.")],
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that read at once; default: all cores.")] = None,
    llm: Annotated[
        str | None,
        typer.Option(metavar="ENDPOINT", help="OpenAI-compatible endpoint to ask about sentences the rules left unread; default: none."),
    ] = None,
) -> None:
    """Print the claims of articles as JSON Lines, in the order of the text. No warehouse is needed or touched."""
    from dagster_project.commands.extract import run

    settings = _settings(workers=workers)
    out = sys.stdout
    if hasattr(out, "reconfigure"):
        out.reconfigure(encoding="utf-8", newline="\n")

    def write(line: str) -> None:
        out.write(line + "\n")

    def complain(line: str) -> None:
        typer.echo(f"harmledger: {line}", err=True)

    second = None
    if llm is not None:
        from dagster_project.commands.second_reader import SecondReader

        second = SecondReader(llm, settings.llm_model, settings.llm_key, settings.llm_timeout_seconds, complain)
    code = run(paths, settings.workers, settings.max_file_bytes, write, complain, second)
    out.flush()
    raise typer.Exit(code)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="One SQL statement, or - to read it from standard input.")],
    style: Annotated[Format, typer.Option("--format", "-f", help="How to write the result.")] = Format.table,
) -> None:
    """Ask the published warehouse, read-only. Tables of the schema marts need no prefix."""
    from dagster_project.commands.query import run

    run(_settings().published_database, sys.stdin.read() if sql == "-" else sql, style.value, sys.stdout)


@app.command()
def explain(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a claim, an incident, a statement or a row of a mart, or its first characters.")
    ],
) -> None:
    """Show where a number comes from: the figure, its rule, its claims, and their words in the sentence."""
    from dagster_project.commands.explain import run

    run(_settings().published_database, identifier, sys.stdout)


@app.command()
def docs(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to serve on; 0 takes a free one.")] = 8090,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Serve the documentation page: every model, column, test and the lineage from raw to marts."""
    from dagster_project.commands.docs import serve

    serve(_settings().docs, "127.0.0.1", port, lambda address: typer.echo(f"Documentation at {address} (Ctrl+C ends)"), open_browser)


@app.command()
def doctor() -> None:
    """Check the set-up: Python, packages, folders, language packs, gazetteer, dbt, lock, published file."""
    from rich.console import Console
    from rich.text import Text

    from dagster_project.commands.doctor import findings

    console = Console(highlight=False, soft_wrap=True)
    marks = {"ok": ("ok", "green"), "note": ("note", "yellow"), "wrong": ("WRONG", "bold red")}
    wrong = 0
    for finding in findings(_settings()):
        mark, style = marks[finding.state]
        wrong += finding.state == "wrong"
        console.print(Text.assemble((f"{mark:<6}", style), f"{finding.check:<17} {finding.found}"))
        if finding.advice:
            console.print(Text(f"{'':<24}→ {finding.advice}"))
    raise typer.Exit(FAILED if wrong else 0)


class _debug:
    on = False


def main() -> None:
    """Run the command line; every error ends as one line on standard error and an exit code."""
    collect_rarely()
    try:
        app()
    except CommandError as error:
        typer.echo(f"harmledger: {error.message}" + (f": {error.hint}" if error.hint else ""), err=True)
        sys.exit(error.code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader has gone (``| head``): nothing is wrong, and the interpreter must not complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if _debug.on:
            raise
        message = " ".join(str(error).split()) or "no message"
        typer.echo(f"harmledger: unexpected {type(error).__name__}: {message} (harmledger --debug … shows where)", err=True)
        sys.exit(FAILED)


if __name__ == "__main__":
    main()

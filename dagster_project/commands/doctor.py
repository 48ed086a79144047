"""``harmledger doctor``: looks at everything that a build needs and says what to do about what is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Literal

from dagster_project.settings import Settings

State = Literal["ok", "note", "wrong"]
_PYTHON = (3, 11)
_ARTICLES_TRIED = 50
_LOW_DISK = 1_000_000_000  # bytes


@dataclass(frozen=True)
class Finding:
    """What one check found; ``note`` is worth knowing but stops nothing, ``wrong`` does. ``advice`` says what to do."""

    check: str
    state: State
    found: str
    advice: str = ""


def findings(settings: Settings) -> Iterator[Finding]:
    """All checks, one after the other; a check that itself breaks is a finding too."""
    checks: tuple[tuple[str, Callable[[Settings], Finding]], ...] = (
        ("python", _python),
        ("packages", _packages),
        ("corpus", _corpus),
        ("corrections", _corrections),
        ("warehouse folder", _warehouse),
        ("language packs", _languages),
        ("gazetteer", _gazetteer),
        ("dbt project", _dbt),
        ("build lock", _lock),
        ("published file", _published),
    )
    for name, check in checks:
        try:
            yield check(settings)
        except Exception as error:  # whatever breaks here would break a build: it is what this command looks for
            yield Finding(name, "wrong", f"{type(error).__name__}: {error}".split("\n", 1)[0])


def _python(_: Settings) -> Finding:
    version = sys.version_info[:3]
    found = f"{'.'.join(map(str, version))} at {sys.executable}"
    if version < _PYTHON:
        return Finding("python", "wrong", found, "Python 3.11 or later is needed")
    return Finding("python", "ok", found)


def _packages(_: Settings) -> Finding:
    from packaging.requirements import Requirement

    declared = [Requirement(line) for line in metadata.requires("harmledger") or []]
    needed = [r for r in declared if r.marker is None or r.marker.evaluate({"extra": ""})]
    wrong = []
    for requirement in needed:
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            wrong.append(f"{requirement.name} {version} is not {requirement.specifier}")
    if wrong:
        return Finding("packages", "wrong", "; ".join(wrong), "run: make install")
    return Finding("packages", "ok", f"{len(needed)} of {len(needed)} there, at the versions asked for")


def _corpus(settings: Settings) -> Finding:
    from dagster_project.articles import Article, CorpusError, read_corpus

    try:
        items = list(islice(read_corpus(settings.corpus, max_bytes=settings.max_file_bytes, signatures=False), _ARTICLES_TRIED))
    except CorpusError as error:
        return Finding("corpus", "wrong", str(error), "set HARMLEDGER_CORPUS, or give --corpus")
    articles = sum(isinstance(item, Article) for item in items)
    found = f"{settings.corpus}: of the first {len(items)} inputs {articles} are articles"
    if not items:
        return Finding("corpus", "note", f"{settings.corpus} holds no articles", "put article files there; its README says which")
    return Finding("corpus", "ok" if articles else "wrong", found, "" if articles else "see why: harmledger extract <folder>")


def _corrections(settings: Settings) -> Finding:
    from datetime import UTC, datetime

    from dagster_project.defs.corrections import correction_rows
    from dagster_project.store.log import Run

    taken, refused = correction_rows(settings.corrections, {}, Run("doctor", datetime.now(UTC), ""))
    found = f"{settings.corrections}: {taken.height} lines hold, {len(refused)} are not taken"
    if refused:
        return Finding("corrections", "note", found, f"{refused[0].row_key}: {refused[0].reason}")
    return Finding("corrections", "ok", found)


def _warehouse(settings: Settings) -> Finding:
    settings.warehouse.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.NamedTemporaryFile(dir=settings.warehouse):
            pass
    except OSError as error:
        found = f"{settings.warehouse} is not writable: {error.strerror}"
        return Finding("warehouse folder", "wrong", found, "set HARMLEDGER_WAREHOUSE to a writable folder")
    free = shutil.disk_usage(settings.warehouse).free
    state: State = "ok" if free > _LOW_DISK else "note"
    return Finding("warehouse folder", state, f"{settings.warehouse} is writable, {free / 1e9:.1f} GB free")


def _languages(_: Settings) -> Finding:
    from dagster_project.extraction import pipeline

    return Finding("language packs", "ok", ", ".join(sorted(pipeline.supported_languages())))


def _gazetteer(settings: Settings) -> Finding:
    index = settings.gazetteer_index
    missing = [name for name in ("places.parquet", "place_names.parquet") if not (index / name).is_file()]
    if missing:
        return Finding("gazetteer", "note", f"not compiled yet at {index}", "the next build compiles it")
    return Finding("gazetteer", "ok", f"compiled at {index}")


def _dbt(settings: Settings) -> Finding:
    from dagster_project.settings import environment

    with tempfile.TemporaryDirectory() as scratch, environment(settings.dbt_environment()):
        folder = str(settings.dbt_project)
        options = ["--project-dir", folder, "--profiles-dir", folder, "--target-path", scratch, "--log-path", scratch]
        code = "import sys; from dbt.cli.main import cli; cli(sys.argv[1:])"
        command = [sys.executable, "-c", code, "--quiet", "parse", *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        return Finding("dbt project", "wrong", lines[-1].strip() if lines else "dbt parse failed", f"run: dbt parse --project-dir {folder}")
    return Finding("dbt project", "ok", f"{settings.dbt_project} parses")


def _lock(settings: Settings) -> Finding:
    from dagster_project.store.lock import current_holder

    holder = current_holder(settings.lock)
    if holder:
        return Finding("build lock", "note", f"a build is running ({holder})", "a second build waits for it")
    return Finding("build lock", "ok", "free")


def _published(settings: Settings) -> Finding:
    from dagster_project.commands.database import published

    file: Path = settings.published_database
    if not file.is_file():
        return Finding("published file", "note", f"none yet at {file}", "run: harmledger build")
    with published(file) as connection:
        (tables,) = connection.execute("select count(*) from information_schema.tables where table_schema = 'marts'").fetchall()[0]
    return Finding("published file", "ok", f"{file}: {tables} marts, {file.stat().st_size / 1e6:.1f} MB")

"""A small warehouse to build: three articles, an extraction that finds one claim in each, a dbt project of two models."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dagster_project.defs.assembly import assemble
from dagster_project.defs.run import run_build
from dagster_project.settings import Settings
from tests.orchestration.small import DBT_PROJECT, ENGINE, write_article, write_gazetteer


def settings_under(folder: Path) -> Settings:
    """Settings of a build that reads and writes under ``folder`` alone."""
    return Settings(
        corpus=folder / "corpus",
        warehouse=folder / "warehouse",
        gazetteer=folder / "gazetteer",
        corrections=folder / "corrections",
        dbt_project=folder / "dbt",
        workers=1,
        lock_wait_seconds=0,
    )


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles and a dbt project that has been parsed: to be copied, not changed."""
    folder = tmp_path_factory.mktemp("prepared")
    for number in (1, 2, 3):
        write_article(folder / "corpus", number)
    write_gazetteer(folder / "gazetteer")
    for name, text in DBT_PROJECT.items():
        (folder / "dbt" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "dbt" / name).write_text(text, encoding="utf-8")
    assemble(settings_under(folder))
    return folder


@pytest.fixture(scope="session")
def prepared_and_built(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after its first build: to be copied, not changed."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    summary = run_build(settings_under(folder), engine=ENGINE)
    assert summary.success, summary.failures
    assert (summary.articles_read, summary.articles_extracted, summary.claims, summary.rejected_rows) == (3, 3, 3, 0)
    return folder


@pytest.fixture
def settings(tmp_path: Path, prepared: Path) -> Settings:
    """A corpus and a dbt project, nothing built."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    return settings_under(tmp_path)


@pytest.fixture
def built(tmp_path: Path, prepared_and_built: Path) -> Settings:
    """A warehouse that was built once."""
    shutil.copytree(prepared_and_built, tmp_path, dirs_exist_ok=True)
    return settings_under(tmp_path)

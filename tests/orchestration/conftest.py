"""A small warehouse to build: three articles, an extraction that finds one claim in each, a dbt project of two models."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dagster_project.settings import Settings
from tests.orchestration.small import DBT_PROJECT, write_article, write_gazetteer


@pytest.fixture(scope="session")
def parsed_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small dbt project, with whatever dbt keeps of it after the first test that parsed it."""
    folder = tmp_path_factory.mktemp("dbt")
    for name, text in DBT_PROJECT.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path, parsed_project: Path) -> Settings:
    """Settings of a build that reads and writes under ``tmp_path`` alone."""
    for number in (1, 2, 3):
        write_article(tmp_path / "corpus", number)
    project = tmp_path / "dbt"
    shutil.copytree(parsed_project, project)
    write_gazetteer(tmp_path / "gazetteer")
    return Settings(
        corpus=tmp_path / "corpus",
        warehouse=tmp_path / "warehouse",
        gazetteer=tmp_path / "gazetteer",
        corrections=tmp_path / "corrections",
        dbt_project=project,
        workers=1,
        lock_wait_seconds=0,
    )

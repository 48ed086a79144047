"""When a build continues the published database, and when it starts anew."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dagster_project.settings import Settings
from dagster_project.store.continuation import GROWTH, continue_published, fingerprint_of, remember


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A warehouse whose published database was built by what is there."""
    settings = Settings(warehouse=tmp_path / "warehouse", dbt_project=tmp_path / "dbt", gazetteer=tmp_path / "gazetteer")
    for folder in (settings.build, settings.dbt_project / "models", settings.dbt_project / "target", settings.gazetteer_index):
        folder.mkdir(parents=True)
    (settings.dbt_project / "models" / "one.sql").write_text("select 1")
    (settings.gazetteer_index / "places.parquet").write_bytes(b"places")
    correct(settings, "first", "fix")
    with duckdb.connect(str(settings.published_database)) as connection:
        connection.execute("create schema intermediate")
    assert not continues(settings)  # nobody knows by what it was built
    remember(settings.published_database, fingerprint(settings))
    return settings


def correct(settings: Settings, run: str, action: str) -> None:
    folder = settings.raw / "raw_corrections"
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        said = f"'{run}' as run_id, now() as ingested_at, '{action}' as action, 'x' as target_id, 'X' as value"
        connection.execute(f"copy (select {said}) to '{folder / run}.parquet' (format parquet)")


def continues(settings: Settings) -> bool:
    continue_published(settings.published_database, settings.build_database, fingerprint(settings))
    return settings.build_database.exists()


def fingerprint(settings: Settings) -> str:
    return fingerprint_of(settings.dbt_project, settings.gazetteer_index, settings.raw)


def test_continues_what_the_same_models_built(settings: Settings) -> None:
    assert continues(settings)


def test_new_corrections_of_claims_and_products_of_dbt_do_not_matter(settings: Settings) -> None:
    correct(settings, "second", "reject")
    (settings.dbt_project / "target" / "manifest.json").write_text("{}")
    assert continues(settings)


def test_starts_anew_when_models_gazetteer_or_aliases_changed(settings: Settings) -> None:
    correct(settings, "second", "source_alias")
    assert not continues(settings)
    (settings.raw / "raw_corrections" / "second.parquet").unlink()
    (settings.gazetteer_index / "places.parquet").write_bytes(b"more places")
    assert not continues(settings)
    (settings.gazetteer_index / "places.parquet").write_bytes(b"places")
    (settings.dbt_project / "models" / "one.sql").write_text("select 2")
    assert not continues(settings)
    (settings.dbt_project / "models" / "one.sql").write_text("select 1")
    assert continues(settings)


def test_starts_anew_when_the_file_has_outgrown_its_full_build(settings: Settings) -> None:
    full = settings.published_database.stat().st_size
    with duckdb.connect(str(settings.published_database)) as connection:
        connection.execute("create table replaced as select random() as x from range(1000000)")
    remember(settings.published_database, fingerprint(settings))  # a build that continued: what counts is the size of the full one
    assert settings.published_database.stat().st_size > GROWTH * full
    assert not continues(settings)


def test_starts_anew_without_a_published_database(settings: Settings) -> None:
    settings.published_database.unlink()
    assert not continues(settings)

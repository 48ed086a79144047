"""Where things are and how much may run: the only reader and writer of the process environment.

Every setting may be given as ``HARMLEDGER_<NAME>`` (for instance ``HARMLEDGER_CORPUS=/data/news``). What is derived from
the settings (file names inside the warehouse) lives here too, so that no other module builds such a path.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[1]
PREFIX = "HARMLEDGER_"


class Settings(BaseSettings):
    """Typed settings; relative paths count from the working directory, defaults from the project's folder."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore")

    corpus: Path = Field(default=PROJECT / "corpus", description="Folder of articles to read.")
    corpus_is_complete: bool = Field(default=True, description="An article that is gone is withdrawn; false for feeds.")
    warehouse: Path = Field(default=PROJECT / "warehouse", description="Folder of everything that is built.")
    gazetteer: Path | None = Field(default=None, description="Folder of the compiled gazetteer; default: inside the warehouse.")
    gazetteer_additions: Path | None = Field(default=None, description="Folder of the user's own place files, compiled into the gazetteer.")
    languages: Path | None = Field(default=None, description="Folder of the user's own language packs, one folder a language.")
    corrections: Path = Field(default=PROJECT / "corrections", description="Folder of human corrections (CSV files).")
    dbt_project: Path = Field(default=PROJECT / "dbt", description="The dbt project that models the warehouse.")
    now: AwareDatetime | None = Field(
        default=None, description="The moment at which a build takes place (ISO 8601, with its zone), to replay one; default: the clock's."
    )
    workers: int = Field(default=os.cpu_count() or 1, ge=1, description="Processes that extract at once.")
    llm_model: str = Field(default="default", description="Model that `extract --llm` asks for.")
    llm_key: str | None = Field(default=None, description="Key that `extract --llm` sends, when the endpoint wants one.")
    llm_timeout_seconds: float = Field(default=30, gt=0, description="How long `extract --llm` waits for one answer.")
    batch_size: int = Field(default=500, ge=1, description="Articles that are held, validated and written together.")
    max_file_mb: float = Field(default=20, gt=0, description="Input files above this size are rejected, in megabytes.")
    lock_wait_seconds: float = Field(default=600, ge=0, description="How long a build waits for another build before it leaves.")
    nightly_cron: str = Field(default="0 2 * * *", description="When the nightly build starts.")
    timezone: str = Field(default="UTC", description="Time zone of the nightly build.")
    sensor_seconds: int = Field(default=60, ge=1, description="Least seconds between two looks at the corpus folder.")

    @field_validator("corpus", "warehouse", "gazetteer", "gazetteer_additions", "languages", "corrections", "dbt_project")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return None if path is None else path.expanduser().resolve()

    @property
    def raw(self) -> Path:
        """The append-only log: one folder of Parquet files for each raw table."""
        return self.warehouse / "raw"

    @property
    def build(self) -> Path:
        """Scratch of the build in progress; whatever a killed build left there is removed by the next one."""
        return self.warehouse / "build"

    @property
    def build_database(self) -> Path:
        """The database being built; it bears the published file's name because views name their catalogue."""
        return self.build / "harmledger.duckdb"

    @property
    def published_database(self) -> Path:
        """The database that readers open."""
        return self.warehouse / "harmledger.duckdb"

    @property
    def exports(self) -> Path:
        """One Parquet file for each published mart."""
        return self.warehouse / "exports"

    @property
    def docs(self) -> Path:
        """The documentation page of the warehouse."""
        return self.warehouse / "docs"

    @property
    def lock(self) -> Path:
        """The lock that admits one build at a time."""
        return self.warehouse / "build.lock"

    @property
    def gazetteer_index(self) -> Path:
        """Folder of the compiled gazetteer."""
        return self.gazetteer or self.warehouse / "gazetteer"

    @property
    def dagster_home(self) -> Path:
        """Dagster's own store of runs and events."""
        return self.warehouse / "dagster"

    @property
    def max_file_bytes(self) -> int:
        """Largest input file, in bytes."""
        return int(self.max_file_mb * 1_000_000)

    def dbt_environment(self) -> dict[str, str]:
        """The variables by which dbt finds its inputs and its output."""
        return {
            "HARMLEDGER_RAW": str(self.raw),
            "HARMLEDGER_BUILD_DB": str(self.build_database),
            "HARMLEDGER_PUBLISHED_DB": str(self.published_database),
            "HARMLEDGER_GAZETTEER": str(self.gazetteer_index),
            # dbt keeps moments in UTC, without a zone.
            "HARMLEDGER_BUILD_BEGAN": self.now.astimezone(UTC).replace(tzinfo=None).isoformat(" ") if self.now else "",
            "DO_NOT_TRACK": "1",
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        }


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read from the environment once."""
    return Settings()


def override(**values: Any) -> Settings:
    """Put settings given on a command line above those of the environment, for this process and its children.

    ``None`` values are left out. Returns the settings that now hold.
    """
    for name, value in values.items():
        if value is not None:
            os.environ[f"{PREFIX}{name.upper()}"] = str(value)
    get_settings.cache_clear()
    return get_settings()


@contextmanager
def environment(variables: dict[str, str]) -> Iterator[None]:
    """Set environment variables inside the block, for what is started there: workers, dbt."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

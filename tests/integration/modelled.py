"""A warehouse that dbt models in this process over hand-written raw tables: no corpus, no extraction, no Dagster."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile, rmtree
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dagster_project.defs.dbt_runner import DbtEvent, run_dbt
from dagster_project.settings import environment

DBT = Path(__file__).resolve().parents[2] / "dbt"
Rows = list[tuple[Any, ...]]
# Data tests are run where they are the subject.
MODELS_ALONE = ("--exclude-resource-type", "test", "unit_test")
FIGURES = "+path:models/marts/figures"
# What must hold of the figures, whatever the claims are.
INVARIANTS = (
    "path:models/marts/figures",
    *(f"path:models/intermediate/{part}" for part in ("figures", "incidents", "corrections")),
    "path:data-tests/figures",
)
PLACES = {"place_id": "X-1", "name": "Qaryat", "admin1": "Idlib", "country": "SYR", "precision": "settlement"}


@dataclass(frozen=True)
class Built:
    """A database that dbt built."""

    database: Path

    def query(self, sql: str, *parameters: object) -> Rows:
        """The rows of a query."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql, parameters).fetchall()


@dataclass(frozen=True)
class Workshop:
    """A folder in which one warehouse after the other is built.

    dbt parses the project anew when its database is elsewhere, which takes longer than a build: hence the same folder for all.
    """

    folder: Path

    @property
    def database(self) -> Path:
        """The database that dbt builds."""
        return self.folder / "build" / "harmledger.duckdb"

    @property
    def built(self) -> Built:
        """What is there to be queried."""
        return Built(self.database)

    @property
    def published(self) -> Path:
        """What the last ``publish`` put there: the memory of later builds."""
        return self.folder / "harmledger.duckdb"

    def dbt(self, *arguments: str, **variables: str) -> list[DbtEvent]:
        """Run one dbt command; its results, node by node. Raises ``DbtFailed``."""
        done: list[DbtEvent] = []
        self.database.parent.mkdir(exist_ok=True)
        places = {"RAW": self.folder / "raw", "BUILD_DB": self.database, "PUBLISHED_DB": self.published}
        places["GAZETTEER"] = self.folder / "gazetteer"
        given = {f"HARMLEDGER_{name}": str(path) for name, path in places.items()}
        with environment(given | variables):
            run_dbt(DBT, self.folder / "target", *arguments, tell=done.append)
        return done

    def build(self, *select: str, **variables: str) -> None:
        """Build seeds and models, all of them in full, without their tests."""
        self.dbt("build", *MODELS_ALONE, "--full-refresh", "--select", *(select or (FIGURES,)), **variables)

    def rebuild(self, *select: str, **variables: str) -> None:
        """Build the models once more, in full; their seeds are as they were."""
        self.increment("--full-refresh", "--select", *(select or (FIGURES,)), **variables)

    def increment(self, *arguments: str, **variables: str) -> None:
        """Build on what is there: only what is new."""
        self.dbt("run", *(arguments or ("--select", FIGURES)), **variables)

    def publish(self) -> None:
        """Let later builds remember what was built; it stays in place, so that their seeds are there."""
        copyfile(self.database, self.published)

    def restore(self, built: Built) -> None:
        """Put back what was kept, to build on it."""
        copyfile(built.database, self.database)

    def keep(self, name: str) -> Built:
        """A copy of what was built; the file bears the same name, because views name their catalogue."""
        place = self.folder / name / self.database.name
        place.parent.mkdir()
        copyfile(self.database, place)
        return Built(place)

    def clear(self) -> None:
        """Remove all but what dbt parsed."""
        for path in self.folder.iterdir():
            if path.is_dir() and path.name != "target":
                rmtree(path)
            elif path.is_file():
                path.unlink()

    def test(self, *select: str) -> set[str]:
        """The outcomes of the data tests whose models are all among those selected, or were built before."""
        options = ("--indirect-selection", "buildable", "--exclude-resource-type", "unit_test")
        return {event["data"]["status"] for event in self.dbt("test", *options, "--select", *select)}

    def write_gazetteer(self) -> None:
        """A gazetteer of one place."""
        (self.folder / "gazetteer").mkdir(parents=True, exist_ok=True)
        columns = ("place_id", "name", "feature", "admin1", "admin2", "country", "pcode", "iso", "precision")
        texts = {column: PLACES.get(column) for column in columns}
        numbers = {"geonames_id": 1, "latitude": 35.5, "longitude": 36.5, "population": 0}
        rest = {"parent_id": None, "valid_from": None, "valid_to": None}
        names = {"place_id": "X-1", "name": "Qaryat", "language": "en", "script": "Latn", "source": "test"}
        for name, row in (("places", texts | numbers | rest), ("place_names", names)):
            pq.write_table(pa.Table.from_pylist([row]), self.folder / "gazetteer" / f"{name}.parquet")

"""Small raw tables for the reconciliation tests: a few articles, each with the claims that a reader would take from it.

Only the facts that matter to a case are given; the rest is filled in as a plain reading would. Nothing is asserted here.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.warehouse.rows import plain_claim
from dagster_project.contracts.tables import TABLES
from dagster_project.contracts.types import arrow_schema

INGESTED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class Raw:
    """Collects raw rows and writes them as the Parquet folders that dbt reads."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
        self._position = 0
        self.begin("run-1", INGESTED)

    def begin(self, run_id: str, ingested_at: datetime.datetime, extractor_version: str = "test") -> None:
        """What follows is written by this run."""
        self._run = {"run_id": run_id, "ingested_at": ingested_at, "extractor_version": extractor_version}

    def article(
        self,
        article_id: str,
        published: str | None = None,
        publisher: str | None = None,
        copy_of: str | None = None,
        version: str = "1",
        **fields: Any,
    ) -> None:
        """An article that was read; its words do not matter here, only that no two are alike unless one is a trimmed copy."""
        self._position = 0
        seed = sum(ord(character) * 7919**i for i, character in enumerate(copy_of or article_id))
        trimmed = 9 if copy_of else 0
        self.rows["raw_articles"].append(
            {
                **self._key(article_id),
                "path": article_id,
                "format": "txt",
                "body": article_id,
                "published_at": published,
                "publisher": publisher,
                "language": "en",
                "status": "extracted",
                "synthetic": True,
                "signature": [(seed * (i + 1) + (i < trimmed)) % 4294967291 for i in range(64)],
                "article_version": version,
                **fields,
            }
        )

    def claim(
        self, claim_id: str, number: int | str, measure: str = "killed", *, quantifier: str = "exact", gap: int = 100, **fields: Any
    ) -> str:
        """A claim of the last article: ``number`` as written, or a vague word's code; ``fields`` override columns of raw_claims."""
        self._position += gap
        vague = isinstance(number, str)
        values = {
            "exact": (number, None, None),
            "about": (number, None, None),
            "at_least": (number, number, None),
            "more_than": (None, None if vague else int(number) + 1, None),
            "nearly": (None, None, None if vague else int(number) - 1),
        }
        point, low, high = (None, None, None) if vague else values[quantifier]
        day = fields.pop("day", None)
        source = fields.pop("source", None)
        article = self.rows["raw_articles"][-1]
        own = {
            **self._key(article["article_id"]),
            "article_version": article["article_version"],
            "claim_id": claim_id,
            "point": point,
            "low": low,
            "high": high,
            "rule_id": "test",
            "event_start": day,
            "event_end": day,
            "date_precision": "day" if day and len(day) == 10 else None,
            "reported_at": article["published_at"],
        }
        self.rows["raw_claims"].append(plain_claim(measure, number, quantifier, self._position, source, own | fields))
        return claim_id

    def accusation(self, statement_id: str, accused: str, **fields: Any) -> str:
        """A statement of the last article that somebody did it; ``fields`` override columns of raw_responsibility."""
        self._position += 100
        quote = f"blamed {accused}"
        article = self.rows["raw_articles"][-1]
        span = {"char_start": self._position, "char_end": self._position + len(quote)}
        self.rows["raw_responsibility"].append(
            {
                **self._key(article["article_id"]),
                "article_version": article["article_version"],
                "statement_id": statement_id,
                "section": "body",
                "quote": quote,
                "sentence_start": span["char_start"],
                "sentence_end": span["char_end"],
                **span,
                "stance": "accused",
                "accused": accused,
                "accused_text": accused,
                "modality": "asserted",
                "narrative_role": "main",
                "rule_id": "test",
                "language": "en",
                "reported_at": article["published_at"],
                "weapons": [],
                "place_names": [],
                **fields,
            }
        )
        return statement_id

    def correction(
        self, action: str, target: str, value: str | None = None, field: str | None = None, *, on: str = "2026-01-02", **more: Any
    ) -> str:
        """A line of the folder of corrections that was taken, and its id."""
        line = len(self.rows["raw_corrections"]) + 2
        said = {"action": action, "target_id": target, "value": value, "field": field}
        said |= {"corrected_by": "Ann", "corrected_on": on, "reason": "checked"}
        self.rows["raw_corrections"].append({"correction_id": f"cor_{line}", "path": "test.csv", "line": line, **said, **self._run, **more})
        return f"cor_{line}"

    def reread(self, run_id: str, ingested_at: datetime.datetime) -> None:
        """All articles read once more, by a later extractor that finds the same."""
        later = {"run_id": run_id, "ingested_at": ingested_at, "extractor_version": "later"}
        for table in ("raw_articles", "raw_claims", "raw_responsibility"):
            self.rows[table] += [row | later for row in self.rows[table]]

    def write(self, folder: Path) -> None:
        """One Parquet file per raw table under ``folder``, named after the last run."""
        for name, table in TABLES.items():
            (folder / name).mkdir(parents=True, exist_ok=True)
            filled = [{field.name: row.get(field.name) for field in table.fields} for row in self.rows[name]]
            pq.write_table(pa.Table.from_pylist(filled, schema=arrow_schema(table)), folder / name / f"{self._run['run_id']}.parquet")

    def _key(self, article_id: str) -> dict[str, Any]:
        return {"article_id": article_id, "article_version": "1", **self._run}


def town(name: str, country: str = "SYR", admin1: str = "Idlib", latitude: float = 35.0) -> dict[str, Any]:
    """The place columns of a settlement."""
    return {
        "place_id": f"{country}-{name}",
        "place_name": name,
        "place_text": name,
        "place_names": [name],
        "place_role": "at",
        "admin1": admin1,
        "country": country,
        "latitude": latitude,
        "longitude": 36.0,
        "place_precision": "settlement",
    }


def country(code: str) -> dict[str, Any]:
    """The place columns of a figure of which only the country is known."""
    return {"place_id": code, "country": code, "place_precision": "country"}


def cases(raw: Raw | None = None) -> Raw:
    """Every case in a country or a town of its own, so that they share one build; added to ``raw`` where it is given."""
    raw = raw or Raw()

    raw.article("two-speakers", "2017-04-06")
    here = {"day": "2017-04-04", **town("Khan Sheikhun"), "weapons": ["sarin"]}
    raw.claim("un-83", 83, quantifier="at_least", source="united_nations", **here)
    raw.claim("sohr-87", 87, source="sohr", **here)
    raw.claim("sohr-30", 30, source="sohr", population=["child"], age="child", parent_claim_id="sohr-87", relation_cue="subset", **here)

    raw.article("recalled", "2019-08-30")
    here = {"day": "2017-04", **town("Khan Sheikhun"), "weapons": ["toxic_gas"]}
    raw.claim("recall-80", 80, quantifier="more_than", narrative_role="background", **here)

    raw.article("two-sides", "2019-08-14")
    here = {"day": "2019-08-14", "source": "sohr", **country("IRQ")}
    raw.claim("soldiers-14", 14, population=["state_forces"], status="state_forces", **here)
    raw.claim("fighters-20", 20, population=["combatant"], status="combatant", gap=20, **here)
    raw.claim("commanders-2", 2, population=["commander"], relation_cue="subset", gap=20, **here)

    here = {"day": "2020-01-01", **town("Quetta", "PAK", "Balochistan")}
    raw.article("toll-wednesday", "2020-01-01", "Outlet A")
    raw.claim("toll-14", 14, source="police", **here)
    raw.article("toll-thursday", "2020-01-02", "Outlet B")
    raw.claim("toll-16", 16, source="police", relation_cue="update_to", **here)
    raw.claim("wounded-9", 9, "injured", source="hospital", relation_cue="increment", **here)

    raw.article("contested", "2016-05-02")
    here = {"day": "2016-05-01", "population": ["combatant"], "status": "combatant", **town("Mosul", "IRQ", "Nineveh")}
    raw.claim("army-60", 60, source="iraqi_government", **here)
    raw.claim("group-9", 9, source="islamic_state", victim_affiliation="islamic_state", **here)

    raw.article("residual", "2019-06-16")
    civilians = {"population": ["civilian"], "status": "civilian", **country("YEM")}
    raw.claim("residual-45", 45, quantifier="at_least", day="2019-06-15", weapons=["air_strike"], **country("YEM"))
    raw.claim("residual-10", 10, parent_claim_id="residual-45", relation_cue="subset", day="2019-06-15", **civilians)
    raw.claim("residual-20", 20, day="2019-06-20", weapons=["bombardment"], **civilians)

    raw.article("border", "2021-03-02")
    here = {"day": "2021-03-01", "population": ["state_forces"], "status": "state_forces", **town("Kupwara", "IND", "Jammu and Kashmir")}
    raw.claim("pakistani-4", 4, victim_affiliation="pakistan", **here)
    raw.claim("indian-1", 1, victim_affiliation="india", **here)

    raw.article("vague", "2021-05-02")
    raw.claim("vague-dozens", "dozens", day="2021-05-01", **town("Kano", "NGA", "Kano"))
    raw.claim("feared-100", 100, modality="feared", day="2021-05-01", **town("Kano", "NGA", "Kano"))

    raw.article("same-day-a", "2018-03-02", "Outlet A")
    raw.claim("ghouta-20", 20, day="2018-03-01", weapons=["air_strike"], **town("Douma", admin1="Rif Dimashq", latitude=33.57))
    raw.article("same-day-b", "2018-03-02", "Outlet B")
    raw.claim("ghouta-23", 23, day="2018-03-01", weapons=["bombardment"], **town("Douma", admin1="Rif Dimashq", latitude=33.57))
    raw.claim("hama-7", 7, day="2018-03-01", weapons=["air_strike"], **town("Hama", admin1="Hama", latitude=35.13))

    here = {"day": "2017-08-01", **town("Garissa", "KEN", "Garissa")}
    raw.article("wire", "2017-08-01", "Wire")
    raw.claim("wire-12", 12, quantifier="at_least", **here)
    raw.article("wire-copy", "2017-08-02", "Outlet C", copy_of="wire")
    raw.claim("copy-12", 12, **here)

    raw.article("undated", "2022-02-10")
    raw.claim("undated-6", 6, **town("Gao", "MLI", "Gao"))
    raw.claim("compared-30", 30, narrative_role="comparison", **town("Gao", "MLI", "Gao"))
    raw.claim("denied-4", 4, modality="denied", day="2022-02-09", **town("Gao", "MLI", "Gao"))
    raw.claim("period-950", 950, scope="period", quantifier="more_than", event_start="2021-10-01", event_end="2022-02-10", **country("MLI"))

    return raw

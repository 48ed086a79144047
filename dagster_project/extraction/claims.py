"""What extraction gives: claims and statements as values, with the rows and JSON lines that others read.

Field names and meanings are those of the raw tables (contracts) and of the extraction contract.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from dagster_project.extraction.numbers.quantities import Quantity


def stable_id(*parts: object) -> str:
    """A short hash that is the same on every machine."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class ArticleText:
    """What extraction needs of an article. ``published_at`` is ISO 8601, possibly partial; offsets count in ``title`` and ``body``."""

    article_id: str
    article_version: str
    language: str
    body: str
    title: str | None = None
    published_at: str | None = None
    publisher: str | None = None


@dataclass(frozen=True)
class Span:
    """Where a statement stands: Unicode code points of the section, half open."""

    section: str
    char_start: int
    char_end: int
    quote: str
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True)
class Speaker:
    """Who says so; all None when the article speaks itself."""

    source_id: str | None = None
    source_name: str | None = None
    source_text: str | None = None
    source_type: str | None = None
    via_text: str | None = None


@dataclass(frozen=True)
class When:
    """When it happened, never more precise than the text."""

    event_start: str | None = None
    event_end: str | None = None
    date_precision: str | None = None
    date_rule: str | None = None
    anchor_date: str | None = None
    as_of_date: str | None = None
    reported_at: str | None = None


@dataclass(frozen=True)
class Where:
    """Where it happened."""

    place_name: str | None = None
    place_text: str | None = None
    place_names: tuple[str, ...] | None = None
    place_role: str | None = None
    place_id: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    pcode: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    place_precision: str | None = None


@dataclass(frozen=True)
class Value:
    """The number as stated and what it implies."""

    stated_number: float | None
    stated_word: str | None
    value_type: str
    bound: str
    quantifier: str
    point: int | None
    low: int | None
    high: int | None
    share: float | None
    count_basis: str
    unit: str

    @classmethod
    def of(cls, quantity: Quantity, unit: str) -> Value:
        """What a quantity that was read says, counted in ``unit``."""
        point, low, high = quantity.implied
        number, word = (quantity.stated, None) if isinstance(quantity.stated, float) else (None, quantity.stated)
        kinds = (quantity.value_type, quantity.bound, quantity.quantifier)
        return cls(number, word, *kinds, point, low, high, quantity.share, quantity.basis, unit)


@dataclass(frozen=True)
class Victims:
    """Who is counted: codes, the words, and the facets that tell "women and children" from "women journalists"."""

    population: tuple[str, ...] = ("people",)
    population_text: str | None = None
    status: str | None = None
    sex: str | None = None
    age: str | None = None
    roles: tuple[str, ...] | None = None
    victim_affiliation: str | None = None
    restrictor: str | None = None


@dataclass(frozen=True)
class Reading:
    """How the statement is told and which rule read it."""

    modality: str
    narrative_role: str
    confidence: float | None
    rule_id: str
    language: str


@dataclass(frozen=True)
class Claim:
    """One quantified statement."""

    claim_id: str
    article_id: str
    article_version: str
    span: Span
    kind: str
    measure: str
    value: Value
    victims: Victims
    reading: Reading
    speaker: Speaker = Speaker()
    when: When = When()
    where: Where = Where()
    relation_cue: str | None = None
    parent_claim_id: str | None = None
    scope: str | None = None
    cause: str | None = None
    hazard: str | None = None
    weapons: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    facility_type: str | None = None
    displacement_term: str | None = None

    def row(self) -> dict[str, Any]:
        """The columns of ``raw_claims`` except those of the log."""
        return _flat(self)

    def contract(self) -> dict[str, Any]:
        """The JSON object that ``harmledger extract`` prints."""
        row = self.row()
        number, word = row.pop("stated_number"), row.pop("stated_word")
        stated = int(number) if number is not None and number == int(number) else number
        return {"article": row.pop("article_id"), **row, "stated": word if word is not None else stated}


@dataclass(frozen=True)
class WeaponUse:
    """A statement that a weapon was used, without a count."""

    statement_id: str
    article_id: str
    article_version: str
    span: Span
    weapon: str
    stance: str
    reading: Reading
    actors: tuple[str, ...] = ()
    speaker: Speaker = Speaker()
    when: When = When()
    where: Where = Where()

    def row(self) -> dict[str, Any]:
        """The columns of ``raw_weapon_uses`` except those of the log."""
        return _flat(self)

    def contract(self) -> dict[str, Any]:
        """The JSON object that ``harmledger extract`` prints."""
        return _statement(self.row(), "weapon_use")


@dataclass(frozen=True)
class Responsibility:
    """A statement about who did it."""

    statement_id: str
    article_id: str
    article_version: str
    span: Span
    stance: str
    reading: Reading
    accused: str | None = None
    accused_text: str | None = None
    act: str | None = None
    weapons: tuple[str, ...] = ()
    speaker: Speaker = Speaker()
    when: When = When()
    where: Where = Where()

    def row(self) -> dict[str, Any]:
        """The columns of ``raw_responsibility`` except those of the log."""
        return _flat(self)

    def contract(self) -> dict[str, Any]:
        """The JSON object that ``harmledger extract`` prints."""
        return _statement(self.row(), "responsibility")


@dataclass(frozen=True)
class TerritorialControl:
    """A statement that an actor took, holds or lost a place."""

    statement_id: str
    article_id: str
    article_version: str
    span: Span
    actor: str
    control: str
    reading: Reading
    actor_text: str | None = None
    speaker: Speaker = Speaker()
    when: When = When()
    where: Where = Where()

    def row(self) -> dict[str, Any]:
        """The columns of ``raw_territorial_control`` except those of the log."""
        return _flat(self)

    def contract(self) -> dict[str, Any]:
        """The JSON object that ``harmledger extract`` prints."""
        return _statement(self.row(), "territorial_control")


@dataclass(frozen=True)
class ReadSentence:
    """A sentence that the gate let through; ``unread``: it holds a harm word and a quantity that no rule joined."""

    article_id: str
    article_version: str
    section: str
    sentence_index: int
    char_start: int
    char_end: int
    n_claims: int
    status: str

    def row(self) -> dict[str, Any]:
        """The columns of ``raw_sentences`` except those of the log."""
        return asdict(self)


@dataclass(frozen=True)
class Extraction:
    """Everything read from one article version."""

    claims: tuple[Claim, ...] = ()
    weapon_uses: tuple[WeaponUse, ...] = ()
    responsibility: tuple[Responsibility, ...] = ()
    territorial_control: tuple[TerritorialControl, ...] = ()
    sentences: tuple[ReadSentence, ...] = ()
    n_sentences: int = field(default=0)

    def contract(self) -> list[dict[str, Any]]:
        """All JSON objects in the order of the text, title first."""
        lines = [
            *(claim.contract() for claim in self.claims),
            *(use.contract() for use in self.weapon_uses),
            *(statement.contract() for statement in self.responsibility),
            *(control.contract() for control in self.territorial_control),
        ]
        return sorted(lines, key=lambda x: (x["section"] != "title", x["char_start"], x["kind"], x["char_end"]))


def _statement(row: dict[str, Any], kind: str) -> dict[str, Any]:
    return {"article": row.pop("article_id"), "kind": kind, "measure": None, **row}


def _flat(value: Any) -> dict[str, Any]:
    """Nested dataclasses spread into one level; tuples become lists."""
    row: dict[str, Any] = {}
    for item in fields(value):
        part = getattr(value, item.name)
        if hasattr(part, "__dataclass_fields__"):
            row.update(_flat(part))
        else:
            row[item.name] = list(part) if isinstance(part, tuple) else part
    return row

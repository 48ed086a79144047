"""What every source of places is turned into before compilation; nothing here reads a file or compiles."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from dagster_project.gazetteer.names import script_of

# Feature → how exactly a place of it is known (codes of the vocabulary ``place_precisions``).
PRECISION = {
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin2",
    "admin3": "admin3",
    "settlement": "settlement",
    "quarter": "point",
    "camp": "settlement",
    "region": "region",
    "sea": "sea",
}
SCRIPTS = ("Latn", "Arab", "Cyrl")
_LATIN_1 = "\u00ff"
_ENGLISH = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ə": "a", "Ə": "A", "ǝ": "a", **dict.fromkeys("‘’`ʼʻʹʿʾ", None)}
)


@dataclass
class Record:
    """A place on its way into the gazetteer.

    ``admin1_id`` and ``admin2_id`` are ids of other records; ``admin2_name`` is for sources that name a district without
    giving it an id. ``names`` holds (name, ISO 639-1 code or None, source) beside ``name`` itself.
    """

    place_id: str
    name: str
    feature: str
    country: str
    admin1_id: str | None = None
    admin2_id: str | None = None
    admin2_name: str | None = None
    pcode: str | None = None
    geonames_id: int | None = None
    iso: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    valid_from: str | None = None
    valid_to: str | None = None
    source: str = ""
    names: list[tuple[str, str | None, str]] = field(default_factory=list)

    @property
    def precision(self) -> str:
        return PRECISION[self.feature]


@dataclass(frozen=True)
class Problem:
    """A row that could not be taken, and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


def plain_name(name: str) -> str:
    """A name as English-language news writes it: without marks beyond those of western European languages.

    Ḩamāh becomes Hamah, Şırnak Sirnak, Łódź Lodz; Malmö and São Paulo stay.
    """
    if "`" not in name and (name.isascii() or max(name) <= _LATIN_1):
        return name
    kept = []
    for char in unicodedata.normalize("NFC", name.translate(_ENGLISH)):
        kept.append(char if char <= _LATIN_1 else "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c)))
    return "".join(kept)


def usable_name(name: str) -> bool:
    """Whether an alternate name of GeoNames is one that a text would use.

    GeoNames mixes names with machine transliterations (all lower case), airport codes and addresses of pages.
    """
    if len(name) < 2 or "/" in name or any(map(str.isdigit, name)):
        return False
    script = script_of(name)
    if script not in SCRIPTS:
        return False
    if script == "Arab":
        return True
    first = name.lstrip("'‘’`ʻʼ(")[:1]
    if name.isupper() and len(name) <= 4:
        return False
    return first.isupper() or (first.islower() and any(word[:1].isupper() for word in name.replace("-", " ").split()[1:]))

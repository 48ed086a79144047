from __future__ import annotations

import json
import threading
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dagster_project.gazetteer import build
from dagster_project.gazetteer.compiled import MANIFEST, NAMES, PLACES, ensure_gazetteer
from dagster_project.gazetteer.index import Gazetteer, Place
from dagster_project.gazetteer.names import fold_name, skeleton


def names(places: tuple[Place, ...]) -> list[tuple[str, str | None]]:
    return [(p.feature, p.country) for p in places]


def test_a_place_is_found_in_every_spelling_and_script(small: Gazetteer) -> None:
    for spelling in ("Khan Sheikhun", "Khān Shaykhūn", "Khan Sheikhoun", "Khan Cheikhoun", "خان شيخون"):
        assert small.find(fold_name(spelling))[0].place_id == "gn:168325", spelling


def test_the_curated_name_is_the_place_s_name(small: Gazetteer) -> None:
    place = small.by_id("gn:168325")
    assert place is not None
    assert (place.name, place.admin1, place.country, place.pcode) == ("Khan Sheikhun", "Idlib", "SYR", "SY0702")


def test_province_and_town_of_one_name_are_two_candidates(small: Gazetteer) -> None:
    assert {p.feature for p in small.find("idlib")} >= {"admin1", "settlement"}


def test_geonames_numbers_of_areas_are_not_taken_for_p_codes(small: Gazetteer) -> None:
    idlib, deir = small.by_id("SY-ID"), small.by_id("SY-DY")
    assert idlib is not None and deir is not None
    assert (idlib.pcode, deir.pcode) == ("SY07", "SY09")


def test_the_most_populous_of_one_name_comes_first(small: Gazetteer) -> None:
    assert names(small.find("paris"))[:2] == [("settlement", "FRA"), ("settlement", "USA")]


def test_countries_have_names_in_the_supported_languages(small: Gazetteer) -> None:
    for name in ("Syria", "Syrien", "Syrie", "Siria", "Síria", "سوريا"):
        assert ("country", "SYR") in names(small.find(fold_name(name))), name


def test_seas_lie_in_no_country(small: Gazetteer) -> None:
    assert names(small.find(fold_name("Mittelmeer"))) == [("sea", None)]


def test_names_of_two_letters_are_kept_for_countries_and_sizeable_towns_only(small: Gazetteer) -> None:
    assert names(small.find(fold_name("U.S."))) == [("country", "USA")]
    assert names(small.find("eu")) == [("settlement", "FRA")]
    assert small.find("oz") == ()


def test_other_romanisations_are_found_by_their_consonants(small: Gazetteer) -> None:
    assert "gn:168325" in {p.place_id for p in small.alike("SYR", skeleton("khan shykhun"))}


def test_tables_hold_the_declared_columns_and_every_place(compiled: Path) -> None:
    places, place_names = pq.read_table(compiled / PLACES), pq.read_table(compiled / NAMES)
    assert places.column_names == (
        [
            "place_id",
            "name",
            "feature",
            "admin1",
            "admin2",
            "country",
            "pcode",
            "geonames_id",
            "iso",
            "latitude",
            "longitude",
            "precision",
            "population",
            "parent_id",
            "valid_from",
            "valid_to",
        ]
    )
    columns = ["place_id", "name", "language", "script", "source"]
    assert place_names.column_names == columns
    ids = places["place_id"].to_pylist()
    assert len(ids) == len(set(ids))
    assert set(place_names["place_id"].to_pylist()) == set(ids)
    assert set(places["parent_id"].to_pylist()) - {None} <= set(ids)


def test_a_current_gazetteer_is_not_compiled_again(compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "compile_gazetteer", lambda *_: pytest.fail("compiled again"))
    assert ensure_gazetteer(compiled).find("idlib")


def test_a_changed_source_compiles_anew(compiled: Path, tmp_path: Path) -> None:
    additions = tmp_path / "additions"
    additions.mkdir()
    before = json.loads((compiled / MANIFEST).read_text())["content"]
    (additions / "pcodes.csv").write_text("Location,Admin Level,P-Code,Name,Parent P-Code\nFRA,1,FR99,Nowhere,FRA\n")
    assert ensure_gazetteer(compiled, additions).find("nowhere")[0].pcode == "FR99"
    assert json.loads((compiled / MANIFEST).read_text())["content"] != before


def test_many_openers_compile_once(tmp_path: Path, small_base: None, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    real = build.compile_gazetteer
    monkeypatch.setattr(build, "compile_gazetteer", lambda *a: (runs.append(1), real(*a))[1])
    threads = [threading.Thread(target=ensure_gazetteer, args=(tmp_path / "g",)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(runs) == 1

from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project.gazetteer.index import Gazetteer, Place, write_index

HOMS = Place("x:1", "Homs", "settlement", "settlement", "Homs", None, "SYR", "SY04", 34.73, 36.71, 775_404, "SY-HI", "SY-HI")
BARE = Place("x:2", "Nowhere", "region", "region", None, None, None, None, None, None, 0, None, None)


@pytest.fixture
def index(tmp_path: Path) -> Gazetteer:
    path = tmp_path / "index.bin"
    write_index(path, [HOMS, BARE], {"homs": [0], "deir al zor": [0], "nowhere": [1], "~SYRhms": [0], "#x:1": [0]})
    return Gazetteer(path)


def test_a_place_survives_writing_and_reading(index: Gazetteer) -> None:
    assert index.find("homs") == (HOMS,)
    assert index.find("nowhere") == (BARE,)


def test_an_unknown_name_finds_nothing(index: Gazetteer) -> None:
    assert index.find("atlantis") == ()


def test_articles_inside_a_name_may_differ(index: Gazetteer) -> None:
    assert index.find("deir ez zor") == (HOMS,)


def test_places_are_found_by_id_and_by_consonants(index: Gazetteer) -> None:
    assert index.by_id("x:1") == HOMS
    assert index.by_id("x:9") is None
    assert index.alike("SYR", "hms") == (HOMS,)


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "index.bin"
    path.write_bytes(b"something else entirely" * 4)
    with pytest.raises(ValueError, match="not a compiled gazetteer"):
        Gazetteer(path)

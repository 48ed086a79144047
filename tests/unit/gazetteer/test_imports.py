from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project.gazetteer.imports import load_folder
from dagster_project.gazetteer.records import Record

SHARED = Path(__file__).parents[4] / "shared" / "data" / "global_pcodes_adm_1_2.csv"
ALPHA3 = {"SY": "SYR"}


def dump_row(key: str = "900001", name: str = "Qmenas", latitude: str = "35.9", code: str = "PPL", country: str = "SY") -> str:
    row = [
        key,
        name,
        name,
        "Kmenas,قميناس",
        latitude,
        "36.6",
        "P",
        code,
        country,
        "",
        "12",
        "",
        "",
        "",
        "1500",
        "",
        "",
        "Asia/Damascus",
        "2020-01-01",
    ]
    return "\t".join(row) + "\n"


def load(folder: Path, records: dict[str, Record] | None = None) -> tuple[dict[str, Record], list[str]]:
    records = {} if records is None else records
    idlib = Record("SY-ID", "Idlib", "admin1", "SYR")
    records.setdefault("SY-ID", idlib)
    problems = load_folder(folder, ALPHA3, {"SY.12": records["SY-ID"]}, records)
    return records, [str(p) for p in problems]


def test_a_geonames_dump_adds_places_below_their_area(tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_text(dump_row(), encoding="utf-8")
    records, problems = load(tmp_path)
    place = records["gn:900001"]
    assert (place.name, place.country, place.admin1_id, place.latitude) == ("Qmenas", "SYR", "SY-ID", 35.9)
    assert "قميناس" in {n for n, _, _ in place.names}
    assert problems == []


def test_geonames_codes_are_not_taken_for_pcodes(tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_text(dump_row(), encoding="utf-8")
    records, _ = load(tmp_path)
    assert records["gn:900001"].pcode is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (dump_row(latitude="north"), "could not convert"),
        (dump_row(latitude="95"), "no such point"),
        (dump_row(country="QQ"), "unknown country"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_goes_on(tmp_path: Path, row: str, reason: str) -> None:
    (tmp_path / "SY.txt").write_text(row + dump_row(key="900002"), encoding="utf-8")
    records, problems = load(tmp_path)
    assert "gn:900002" in records
    assert "gn:900001" not in records
    assert len(problems) == 1 and "SY.txt, line 1" in problems[0] and reason in problems[0]


def test_a_list_of_pcodes_ties_codes_to_known_areas(tmp_path: Path) -> None:
    (tmp_path / "codes.csv").write_text(
        "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\nSYR,2,SY0700,Ariha,SY07,\nSYR,1,SY07,Idleb,SYR,2020-01-01\n",
        encoding="utf-8",
    )
    records, problems = load(tmp_path)
    assert records["SY-ID"].pcode == "SY07"
    assert records["cod:SY0700"].admin1_id == "SY-ID"
    assert problems == []


def test_a_pcode_must_begin_with_its_parents(tmp_path: Path) -> None:
    (tmp_path / "codes.csv").write_text(
        "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\n"
        "SYR,1,SY07,Idlib,SYR,\nSYR,2,SY0800,Ariha,SY07,\nSYR,2,SY9900,Lost,SY99,\n",
        encoding="utf-8",
    )
    records, problems = load(tmp_path)
    assert "cod:SY0800" not in records
    assert any("does not begin with" in p for p in problems)
    assert any("'SY99' is not known" in p for p in problems)


def test_a_wide_table_brings_names_in_arabic(tmp_path: Path) -> None:
    (tmp_path / "syr.csv").write_text("ADM1_EN,ADM1_AR,ADM1_PCODE\nIdlib,إدلب,SY07\n", encoding="utf-8")
    records, problems = load(tmp_path)
    assert (records["SY-ID"].pcode, problems) == ("SY07", [])
    assert "إدلب" in {n for n, _, _ in records["SY-ID"].names}


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "neither a GeoNames dump nor a table of p-codes" in load(tmp_path)[1][0]


@pytest.mark.skipif(not SHARED.is_file(), reason="the global list of p-codes is not at hand")
def test_the_global_list_of_pcodes_is_taken_in(tmp_path: Path) -> None:
    lines = SHARED.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    (tmp_path / "global.csv").write_text("".join([lines[0], *(line for line in lines[1:] if line.startswith("SYR,"))]), encoding="utf-8")
    records, problems = load(tmp_path)
    assert sum(r.pcode is not None and r.feature == "admin1" for r in records.values()) == 14
    assert problems == []

"""The files of corrections: which lines are taken, which are refused and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project.contracts.corrections import FIXABLE
from dagster_project.corrections.files import HEADERS, Correction, FolderRead, read_folder
from dagster_project.corrections.values import problem_with

PROJECT = Path(__file__).resolve().parents[3]
SIGNED = "Ann,2024-05-01,checked"


def read(folder: Path, name: str, *lines: str) -> FolderRead:
    folder.joinpath(name).write_text("\n".join([",".join(HEADERS[name]), *lines]) + "\n", encoding="utf-8")
    return read_folder(folder)


@pytest.mark.parametrize(
    ("name", "line", "taken"),
    [
        ("claims.csv", f"reject,c1,,,{SIGNED}", ("reject", "c1", None, None)),
        ("claims.csv", f"fix,c1,value,>=83,{SIGNED}", ("fix", "c1", "value", ">=83")),
        ("claims.csv", f"fix,c1,population,child+woman,{SIGNED}", ("fix", "c1", "population", "child+woman")),
        ("incidents.csv", f"merge,i1,i2,,{SIGNED}", ("merge", "i1", None, "i2")),
        ("incidents.csv", f"split,i1,,c1+c2,{SIGNED}", ("split", "i1", None, "c1+c2")),
        ("aliases.csv", f"place,123,Kariat,{SIGNED}", ("place_alias", "123", None, "Kariat")),
    ],
)
def test_line_is_taken(tmp_path: Path, name: str, line: str, taken: tuple[object, ...]) -> None:
    done = read(tmp_path, name, "", line)
    assert not done.refused
    assert done.corrections == [Correction(name, 3, *taken, corrected_by="Ann", corrected_on="2024-05-01", reason="checked")]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "line", "rule"),
    [
        ("claims.csv", f"delete,c1,,,{SIGNED}", "action_is_known"),
        ("claims.csv", f"fix,c1,value,many,{SIGNED}", "value_fits_the_field"),
        ("claims.csv", f"fix,c1,population,child+martian,{SIGNED}", "value_fits_the_field"),
        ("claims.csv", "fix,c1,value,9,Ann,yesterday,checked", "date_is_a_day"),
        ("claims.csv", "reject,c1,Ann,2024-05-01", "line_has_all_columns"),
        ("incidents.csv", f"merge,i1,i2,c1,{SIGNED}", "action_has_its_columns"),
        ("aliases.csv", f"person,1,Kariat,{SIGNED}", "register_is_known"),
    ],
)
def test_bad_line_is_refused_with_its_rule_and_the_next_is_taken(tmp_path: Path, name: str, line: str, rule: str) -> None:
    good = {"claims.csv": "reject,c9,,,", "incidents.csv": "merge,i8,i9,,", "aliases.csv": "actor,a9,them,"}[name] + SIGNED
    done = read(tmp_path, name, line, good)
    assert [(refused.line, refused.rule) for refused in done.refused] == [(2, rule)]
    assert [correction.line for correction in done.corrections] == [3]


def test_line_that_is_said_twice_counts_once(tmp_path: Path) -> None:
    done = read(tmp_path, "claims.csv", f"reject,c1,,,{SIGNED}", f"reject,c1,,,{SIGNED}")
    assert len(done.corrections) == 1 and done.refused[0].reason == "line 2 says the same"


def test_id_of_a_correction_does_not_depend_on_where_it_stands(tmp_path: Path) -> None:
    (first,) = read(tmp_path, "claims.csv", f"reject,c1,,,{SIGNED}").corrections
    (moved,) = read(tmp_path, "claims.csv", "", f"reject,c1,,,{SIGNED}").corrections
    assert (first.correction_id, first.line, moved.line) == (moved.correction_id, 2, 3)


@pytest.mark.parametrize(
    ("name", "content"), [("claims.csv", b"claim;why\n"), ("claims.csv", b"\xff\xfe\x00"), ("claims.csv", b""), ("other.csv", b"a,b\n")]
)
def test_file_that_is_none_of_ours_is_refused_whole(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    done = read_folder(tmp_path)
    assert (done.unread, [refused.line for refused in done.refused]) == ({name}, [1])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "16"), ("value", "10-14"), ("date", "2019"), ("date", "2019-02/2019-03-05"), ("as_of_date", "2019-02"),
        ("scope", "period"), ("restrictor", "none"), ("weapons", "none"),
        ("weapons", "sarin+air_strike"), ("source_id", "anything"), ("unit", "household"),
    ],
)  # fmt: skip
def test_value_fits_its_field(field: str, value: str) -> None:
    assert problem_with(field, value) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "14-10"), ("value", "-3"), ("value", "none"), ("date", "2019-13"), ("date", "2019-03/2019-02"),
        ("as_of_date", "2019/2020"), ("date", "2019-02-30"),
        ("scope", "war"), ("weapons", "sarin+"), ("unit", "tonne"), ("population", "none"),
    ],
)  # fmt: skip
def test_value_does_not_fit_its_field(field: str, value: str) -> None:
    assert problem_with(field, value)


def test_shipped_files_hold_headers_only() -> None:
    done = read_folder(PROJECT / "corrections")
    assert done == FolderRead()
    assert {path.name for path in (PROJECT / "corrections").glob("*.csv")} == set(HEADERS)


def test_examples_of_the_readme_are_taken_and_every_field_is_named(tmp_path: Path) -> None:
    text = (PROJECT / "corrections" / "README.md").read_text(encoding="utf-8")
    for name, section in zip(HEADERS, text.split("\n## ")[1:], strict=True):
        lines = [line.strip() for line in section.splitlines() if line.startswith("    ")]
        assert section.startswith(name) and lines[0] == ",".join(HEADERS[name])
        done = read(tmp_path, name, *lines[1:])
        assert not done.refused
    assert len(done.corrections) == 5
    assert not [field for field in FIXABLE if f"`{field}`" not in text]


def test_models_apply_what_the_contract_lets_a_fix_name() -> None:
    macro = (PROJECT / "dbt" / "macros" / "figures" / "corrections.sql").read_text(encoding="utf-8")
    assert not [field for field in FIXABLE if f"'{field}'" not in macro]

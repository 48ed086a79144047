"""The swap: what readers see before, during and after, and what a killed build leaves behind."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dagster_project.store.files import BEFORE, replace_folder, restore_folder, write_text
from dagster_project.store.publish import begin_build, publish_database, table_counts


def database(path: Path, rows: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts; create schema staging")
        connection.execute(f"create table marts.claims as select range as claim_id from range({rows})")
        connection.execute("create view staging.stg_claims as select * from marts.claims")
    return path


def rows_of(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as connection:
        return int(connection.execute("select count(*) from marts.claims").fetchall()[0][0])


def test_swap_shows_the_new_build_and_spares_who_has_the_old_one_open(tmp_path: Path) -> None:
    published = database(tmp_path / "harmledger.duckdb", 1)
    reader = duckdb.connect(str(published), read_only=True)
    publish_database(database(tmp_path / "build" / "harmledger.duckdb", 2), published)
    assert reader.execute("select count(*) from marts.claims").fetchall() == [(1,)]
    reader.close()
    assert rows_of(published) == 2
    assert not (tmp_path / "build" / "harmledger.duckdb").exists()


def test_write_ahead_log_of_the_old_file_is_not_replayed_into_the_new(tmp_path: Path) -> None:
    published = database(tmp_path / "harmledger.duckdb", 1)
    (tmp_path / "harmledger.duckdb.wal").write_bytes(b"changes to the old file")
    publish_database(database(tmp_path / "build" / "harmledger.duckdb", 2), published)
    assert rows_of(published) == 2


def test_nothing_is_published_without_a_build(tmp_path: Path) -> None:
    published = database(tmp_path / "harmledger.duckdb", 1)
    with pytest.raises(FileNotFoundError):
        publish_database(tmp_path / "build" / "harmledger.duckdb", published)
    assert rows_of(published) == 1


def test_tables_are_counted_by_schema(tmp_path: Path) -> None:
    assert table_counts(database(tmp_path / "build.duckdb", 3)) == {"marts.claims": 3, "staging.stg_claims": 3}


def test_next_build_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    built = tmp_path / "build" / "harmledger.duckdb"
    built.parent.mkdir()
    built.write_bytes(b"half a database")
    (tmp_path / "build" / "dbt").mkdir()
    begin_build(built, tmp_path / "exports")
    assert list(built.parent.iterdir()) == []


def test_folder_is_replaced_whole(tmp_path: Path) -> None:
    for name, file in (("exports", "old.parquet"), ("new", "new.parquet")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).touch()
    replace_folder(tmp_path / "new", tmp_path / "exports")
    assert [path.name for path in tmp_path.iterdir()] == ["exports"]
    assert [path.name for path in (tmp_path / "exports").iterdir()] == ["new.parquet"]


def test_folder_swap_halted_halfway_is_healed(tmp_path: Path) -> None:
    (tmp_path / f"exports{BEFORE}").mkdir()
    (tmp_path / f"exports{BEFORE}" / "old.parquet").touch()
    restore_folder(tmp_path / "exports")
    assert (tmp_path / "exports" / "old.parquet").exists()
    assert not (tmp_path / f"exports{BEFORE}").exists()


def test_text_is_written_whole_and_leaves_no_part(tmp_path: Path) -> None:
    write_text(tmp_path / "folder" / "page.html", "Ærø")
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["page.html"]
    assert (tmp_path / "folder" / "page.html").read_text(encoding="utf-8") == "Ærø"

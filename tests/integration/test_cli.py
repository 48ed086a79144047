"""The command line as a user meets it: output, exit codes, one clear line for an error."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.integration.conftest import Command

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    folder = tmp_path / "warehouse"
    folder.mkdir()
    with duckdb.connect(str(folder / "harmledger.duckdb")) as db:
        db.execute("create schema marts")
        db.execute(
            "create table marts.t as select 1 as a, date '2020-01-02' as d, {'low': 1, 'high': null} as s, 'x, \"y\"' as q, null as n"
        )
    return folder


def test_help_loads_no_heavy_library(harmledger: Command) -> None:
    done = harmledger("--help")
    assert done.returncode == 0 and "extract" in done.stdout and "Exit codes" in done.stdout
    code = "import sys, dagster_project.cli; print([m for m in ('dagster', 'polars', 'duckdb', 'dbt') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT, check=True).stdout.strip() == "[]"


def test_wrong_usage_has_its_own_exit_code(harmledger: Command) -> None:
    assert harmledger("query").returncode == 2
    assert harmledger("nonsense").returncode == 2


def test_query_as_csv_and_json(harmledger: Command, warehouse: Path) -> None:
    as_csv = harmledger("query", "select * from t", "--format", "csv", warehouse=warehouse)
    assert list(csv.reader(io.StringIO(as_csv.stdout))) == [
        ["a", "d", "s", "q", "n"],
        ["1", "2020-01-02", '{"low": 1, "high": null}', 'x, "y"', ""],
    ]
    as_json = harmledger("query", "-", "-f", "json", stdin=b"select * from marts.t", warehouse=warehouse)
    assert json.loads(as_json.stdout) == [{"a": 1, "d": "2020-01-02", "s": {"low": 1, "high": None}, "q": 'x, "y"', "n": None}]


def test_query_as_table_says_how_many_rows(harmledger: Command, warehouse: Path) -> None:
    assert "3 rows" in harmledger("query", "select * from range(3)", warehouse=warehouse).stdout
    assert "first 500 rows" in harmledger("query", "select * from range(501)", warehouse=warehouse).stdout


@pytest.mark.parametrize(
    "sql",
    [
        "create table marts.u (a int)",
        "delete from t",
        "copy t to 'x.csv'",
        "attach 'other.duckdb'",
        "select * from gone",
        "selec 1",
        "set threads=1",
    ],
)
def test_query_reads_and_nothing_else(harmledger: Command, warehouse: Path, sql: str) -> None:
    done = harmledger("query", sql, warehouse=warehouse)
    assert done.returncode == 1
    assert done.stderr.startswith("harmledger: ") and done.stderr.count("\n") == 1
    assert not (PROJECT / "x.csv").exists() and not (PROJECT / "other.duckdb").exists()


@pytest.mark.parametrize("command", [("query", "select 1"), ("explain", "abc"), ("docs",)])
def test_without_a_warehouse_the_error_says_what_to_do(harmledger: Command, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = harmledger(*command, warehouse=tmp_path)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1 and "harmledger build" in done.stderr


def test_missing_corpus_is_one_clear_line(harmledger: Command, tmp_path: Path) -> None:
    done = harmledger("build", "--corpus", str(tmp_path / "gone"), warehouse=tmp_path)
    assert done.returncode == 3 and "no such file or folder" in done.stderr and "Traceback" not in done.stderr


def test_bad_setting_is_one_clear_line(harmledger: Command) -> None:
    done = harmledger("query", "select 1", workers="many")
    assert done.returncode == 1 and "workers" in done.stderr and "Traceback" not in done.stderr


def test_extract_names_bad_input_and_reads_the_rest(harmledger: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02binary")
    (tmp_path / "b.txt").write_text("A blast at a market killed nine people on Wednesday, police said.")
    done = harmledger("extract", str(tmp_path), str(tmp_path / "gone"))
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].startswith("harmledger: a.txt: ") and "gone" in done.stderr.splitlines()[1]
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(claim["article"], claim["point"], claim["measure"]) for claim in claims] == [("b.txt", 9, "killed")]


def test_extract_keeps_the_order_of_articles_and_text_with_any_number_of_workers(harmledger: Command, tmp_path: Path) -> None:
    sentences = "A blast killed {} people on Wednesday. Later, {} people were injured in a fire. "
    lines = [json.dumps({"article_id": f"a{i:02}", "language": "en", "text": sentences.format(i + 2, i + 3)}) for i in range(40)]
    stdin = "\n".join(lines).encode()
    one = harmledger("extract", "-", "--workers", "1", stdin=stdin)
    two = harmledger("extract", "-", "--workers", "2", stdin=stdin)
    assert one.returncode == two.returncode == 0
    assert one.stdout == two.stdout
    claims = [json.loads(line) for line in one.stdout.splitlines()]
    assert [(claim["article"], claim["point"]) for claim in claims] == [(f"a{i:02}", n) for i in range(40) for n in (i + 2, i + 3)]


def test_extract_gives_the_characters_at_its_offsets(harmledger: Command, tmp_path: Path) -> None:
    text = "\r\n  😀 Minst 14 människor dödades och 20 skadades i attacken, säger polisen.\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    done = harmledger("extract", str(tmp_path / "a.txt"))
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert claims and all(text[claim["char_start"] : claim["char_end"]] == claim["quote"] for claim in claims)


def test_unsupported_language_is_said_and_is_no_error(harmledger: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ainakin neljätoista ihmistä kuoli iskussa torille keskiviikkona, poliisi kertoi.", encoding="utf-8")
    done = harmledger("extract", str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "") and "no language pack for 'fi'" in done.stderr


def test_docs_page_is_served(tmp_path: Path) -> None:
    from threading import Thread
    from urllib.request import urlopen

    from dagster_project.commands.docs import server

    (tmp_path / "index.html").write_text("<p>models</p>")
    with server(tmp_path, "127.0.0.1", 0) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        with urlopen(f"http://127.0.0.1:{running.server_address[1]}/") as answer:
            assert answer.read() == b"<p>models</p>"
        running.shutdown()

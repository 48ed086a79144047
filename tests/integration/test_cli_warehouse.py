"""A warehouse built from three articles by the command line, and what a user does with it then."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from tests.integration.conftest import Command
from tests.orchestration.small import DBT_PROJECT

pytestmark = pytest.mark.slow

ARTICLES = {
    "first.md": """---
title: Shells hit market
published_at: 2019-08-14
publisher: The Valley Post
language: en
---
Shelling killed at least 14 people in the Syrian town of Saraqib on Tuesday, the Syrian Observatory for Human Rights said.
""",
    "second.md": """---
title: Toll rises
published_at: 2019-08-15
publisher: Evening Wire
language: en
---
The death toll from Tuesday's shelling of the Syrian town of Saraqib rose to 16, the Syrian Observatory for Human Rights said on Thursday.
""",
    "broken.json": "{",
}
CORRECTIONS = """register,id,alias,by,date,why
source,sohr,the Valley Observatory,Ann,2019-09-01,their local name
source,sohr,the Observatory,,2019-09-01,nobody signed this
"""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="module")
def failed(harmledger: Command, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, subprocess.CompletedProcess[str]]:
    """Corpus, warehouse and how the first build ended: the articles were read, then a test of its (small) models failed."""
    corpus, warehouse = tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("warehouse")
    models = tmp_path_factory.mktemp("models")
    for folder, files in ((corpus, ARTICLES), (models, DBT_PROJECT | {"data-tests/never.sql": "select 1"})):
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    return corpus, warehouse, harmledger("build", "--corpus", str(corpus), warehouse=warehouse, dbt_project=models)


@pytest.fixture(scope="module")
def built(harmledger: Command, failed: tuple[Path, Path, subprocess.CompletedProcess[str]]) -> tuple[Path, Path, str]:
    """Corpus, warehouse and what the second build printed, which had the project's own models."""
    corpus, warehouse, _ = failed
    corrections = warehouse / "corrections"
    corrections.mkdir()
    (corrections / "aliases.csv").write_text(CORRECTIONS, encoding="utf-8")
    done = harmledger("build", "--corpus", str(corpus), warehouse=warehouse, corrections=corrections, now="2019-09-01T02:00:00Z")
    assert done.returncode == 0, done.stdout + done.stderr
    return corpus, warehouse, done.stdout + done.stderr


def test_failed_build_names_the_failed_test_and_publishes_nothing(failed: tuple[Path, Path, subprocess.CompletedProcess[str]]) -> None:
    _, _, done = failed
    assert done.returncode == 1
    assert "2 extracted, 0 unchanged" in done.stdout and "never" in done.stderr
    assert "Published" not in done.stdout


def test_second_build_reads_nothing_again_and_ends_with_a_summary(built: tuple[Path, Path, str]) -> None:
    _, warehouse, printed = built
    assert "0 extracted, 2 unchanged" in printed
    for name in ("articles", "claims", "incidents", "killed", "injured", "displaced", "rejected", "time"):
        assert name in printed
    assert str(warehouse / "harmledger.duckdb") in printed


def test_rejected_input_is_in_the_warehouse(built: tuple[Path, Path, str]) -> None:
    _, warehouse, _ = built
    with duckdb.connect(str(warehouse / "harmledger.duckdb"), read_only=True) as db:
        assert db.execute("select distinct path, reason_code from staging.stg_rejected_articles").fetchall() == [
            ("broken.json", "malformed")
        ]


def test_correction_that_nobody_signed_is_named_and_the_other_one_holds(built: tuple[Path, Path, str]) -> None:
    _, warehouse, printed = built
    assert "correction not taken: aliases.csv:3: corrected_by must be known" in printed
    with duckdb.connect(str(warehouse / "harmledger.duckdb"), read_only=True) as db:
        assert db.execute("select new_value, state, line from marts.corrections").fetchall() == [("the Valley Observatory", "applied", 2)]
        assert db.execute("select row_key from staging.stg_rejected_rows").fetchall() == [("aliases.csv:3",)]


def test_build_that_is_given_a_moment_dates_what_it_knows_by_it(built: tuple[Path, Path, str]) -> None:
    _, warehouse, _ = built
    with duckdb.connect(str(warehouse / "harmledger.duckdb"), read_only=True) as db:
        moment = "select distinct known_from::varchar from history.claims"
        assert db.execute(moment).fetchall() == [("2019-09-01 02:00:00",)]
        assert db.execute("select count(*) from history.as_known_at('claims', date '2019-08-31')").fetchall() == [(0,)]
        assert db.execute("select count(*) > 0 from history.as_known_at('claims', date '2019-09-01')").fetchall() == [(True,)]


def test_explain_leads_from_the_number_to_the_words(harmledger: Command, built: tuple[Path, Path, str]) -> None:
    _, warehouse, _ = built
    sql = "select incident_id, claim_ids[1] as claim_id from casualties where harm = 'killed' and best = 16"
    asked = harmledger("query", sql, "-f", "json", warehouse=warehouse)
    row = json.loads(asked.stdout)[0]
    incident = harmledger("explain", row["incident_id"], warehouse=warehouse)
    assert incident.returncode == 0, incident.stderr
    assert "killed 16" in incident.stdout and "rule ledger" in incident.stdout
    assert "⟦" in incident.stdout and "Saraqib" in incident.stdout and "The Valley Post" in incident.stdout
    claim = harmledger("explain", row["claim_id"][:12], warehouse=warehouse)
    assert claim.returncode == 0 and row["incident_id"] in claim.stdout and "⟦" in claim.stdout


def test_explain_of_an_unknown_id_says_so(harmledger: Command, built: tuple[Path, Path, str]) -> None:
    _, warehouse, _ = built
    done = harmledger("explain", "no-such-id", warehouse=warehouse)
    assert done.returncode == 3 and done.stderr.count("\n") == 1


@pytest.mark.browser
def test_documentation_page_shows_the_models_in_a_browser(built: tuple[Path, Path, str], tmp_path: Path) -> None:
    _, warehouse, _ = built
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip("no Chromium on this machine (tests/setup-browser.sh installs it)")
    quiet = ("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic")
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        *quiet,
        f"--user-data-dir={tmp_path}",
        "--virtual-time-budget=20000",
        "--dump-dom",
    )
    page = (warehouse / "docs" / "index.html").as_uri() + "#!/model/model.harmledger.casualties"
    done = subprocess.run([browser, *options, page], capture_output=True, text=True, timeout=120, check=False)
    assert "casualties" in done.stdout, done.stderr[-2000:]
    assert "additive" in done.stdout

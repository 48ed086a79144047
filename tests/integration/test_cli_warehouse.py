"""What a user does with a warehouse that the command line has built."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tests.integration.conftest import Built, Command

pytestmark = pytest.mark.slow

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def test_failed_build_names_the_failed_test_and_publishes_nothing(built: Built) -> None:
    assert built.failed.returncode == 1
    assert re.search(r"[1-9]\d+ extracted, 0 unchanged", built.failed.stdout) and "never" in built.failed.stderr
    assert "Published" not in built.failed.stdout


def test_second_build_reads_nothing_again_and_ends_with_a_summary(built: Built) -> None:
    read = re.search(r"(\d+) extracted", built.failed.stdout)
    assert read and f"0 extracted, {read[1]} unchanged" in built.done.stdout
    for name in ("articles", "claims", "incidents", "killed", "injured", "displaced", "rejected", "time"):
        assert name in built.done.stdout
    assert str(built.database) in built.done.stdout


def test_rejected_input_is_in_the_warehouse(warehouse_db: duckdb.DuckDBPyConnection) -> None:
    rejected = warehouse_db.execute("select distinct path, reason_code from staging.stg_rejected_articles").fetchall()
    assert rejected == [("more/broken.json", "malformed")]


def test_correction_that_nobody_signed_is_named_and_the_other_one_holds(built: Built, warehouse_db: duckdb.DuckDBPyConnection) -> None:
    assert "correction not taken: aliases.csv:3: corrected_by must be known" in built.done.stderr
    held = warehouse_db.execute("select new_value, state, line from marts.corrections").fetchall()
    assert held == [("the Valley Observatory", "applied", 2)]
    assert ("aliases.csv:3",) in warehouse_db.execute("select row_key from staging.stg_rejected_rows").fetchall()


def test_build_that_is_given_a_moment_dates_what_it_knows_by_it(built: Built, warehouse_db: duckdb.DuckDBPyConnection) -> None:
    moments = warehouse_db.execute("select distinct known_from from history.claims").fetchall()
    assert moments == [(built.moment.replace(tzinfo=None),)]
    known = "select count(*) > 0 from history.as_known_at('claims', ?::date)"
    days = (built.moment.date(), built.moment.date() - timedelta(days=1))
    assert [warehouse_db.execute(known, [day]).fetchone() for day in days] == [(True,), (False,)]


def test_explain_leads_from_the_number_to_the_words(harmledger: Command, built: Built) -> None:
    sql = (
        "select incident_id, claim_ids[1] as claim_id from casualties join incidents using (incident_id)"
        " where harm = 'killed' and best = 16 and event_start = '2019-08-13'"
    )
    asked = harmledger("query", sql, "-f", "json", warehouse=built.folder)
    row = json.loads(asked.stdout)[0]
    incident = harmledger("explain", row["incident_id"], warehouse=built.folder)
    assert incident.returncode == 0, incident.stderr
    assert "killed 16" in incident.stdout and "rule ledger" in incident.stdout
    assert "⟦" in incident.stdout and "Saraqib" in incident.stdout and "The Valley Post" in incident.stdout
    claim = harmledger("explain", row["claim_id"][:12], warehouse=built.folder)
    assert claim.returncode == 0 and row["incident_id"] in claim.stdout and "⟦" in claim.stdout


def test_explain_of_an_unknown_id_says_so(harmledger: Command, built: Built) -> None:
    done = harmledger("explain", "no-such-id", warehouse=built.folder)
    assert done.returncode == 3 and done.stderr.count("\n") == 1


@pytest.mark.browser
def test_documentation_page_shows_the_models_in_a_browser(built: Built, tmp_path: Path) -> None:
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
    page = (built.folder / "docs" / "index.html").as_uri() + "#!/model/model.harmledger.casualties"
    done = subprocess.run([browser, *options, page], capture_output=True, text=True, timeout=120, check=False)
    assert "casualties" in done.stdout, done.stderr[-2000:]
    assert "additive" in done.stdout

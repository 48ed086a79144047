"""What Dagster loads: assets, checks, the job, the schedule and the sensor."""

from __future__ import annotations

from datetime import UTC, datetime

import dagster as dg
import pytest

from dagster_project.contracts.tables import TABLES
from dagster_project.defs.assembly import assemble
from dagster_project.defs.automation import corpus_sensor, fingerprint
from dagster_project.defs.home import ensure_home
from dagster_project.settings import PROJECT, Settings
from tests.orchestration.small import write_article


@pytest.fixture
def definitions(settings: Settings) -> dg.Definitions:
    return assemble(settings)


def test_every_raw_table_is_an_asset_with_a_blocking_contract(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    for name in TABLES:
        (check,) = [key for key in graph.asset_check_keys if key == dg.AssetCheckKey(dg.AssetKey(name), "contract")]
        assert graph.get_check_spec(check).blocking


def test_models_read_the_raw_assets_and_their_tests_are_checks(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    assert graph.get(dg.AssetKey(["marts", "articles"])).parent_keys == {dg.AssetKey("raw_articles")}
    names = {key.name for key in graph.asset_check_keys}
    assert {"source_not_null_raw_raw_articles_article_id", "unique_articles_article_id"} <= names


def test_publishing_is_downstream_of_everything(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    upstream = graph.get(dg.AssetKey("published_warehouse")).parent_keys
    made = {key for key in graph.materializable_asset_keys if key.path[0] not in ("published_warehouse", "gazetteer")}
    assert upstream == made


def test_job_builds_and_publishes_in_one_run(definitions: dg.Definitions) -> None:
    steps = definitions.resolve_job_def("build_warehouse").nodes_in_topological_order
    assert [step.name for step in steps][-2:] == ["dbt_models", "published_warehouse"]


def test_schedule_asks_for_a_build_every_night(definitions: dg.Definitions) -> None:
    schedule = definitions.resolve_schedule_def("nightly")
    with dg.build_schedule_context(scheduled_execution_time=datetime(2026, 1, 1, 2, tzinfo=UTC)) as context:
        requests = schedule.evaluate_tick(context).run_requests
    assert schedule.cron_schedule == "0 2 * * *"
    assert requests is not None and len(requests) == 1


def test_sensor_asks_for_a_build_only_when_the_corpus_or_the_corrections_changed(settings: Settings) -> None:
    sensor = corpus_sensor(settings)

    def look(cursor: str | None) -> tuple[int, str | None]:
        with dg.build_sensor_context(cursor=cursor) as context:
            seen = sensor.evaluate_tick(context)
            return len(seen.run_requests or ()), seen.cursor

    asked, first = look(None)
    assert asked == 1 and first == f"{fingerprint(settings.corpus)}-{fingerprint(settings.corrections)}"
    assert look(first)[0] == 0
    write_article(settings.corpus, 7)
    asked, second = look(first)
    assert asked == 1 and second != first
    (settings.corpus / "article-7.md").unlink()
    assert look(second) == (1, first)
    settings.corrections.mkdir()
    (settings.corrections / "claims.csv").touch()
    asked, third = look(first)
    assert asked == 1 and look(third)[0] == 0


def test_home_of_dagster_has_telemetry_off_and_keeps_the_users_configuration(settings: Settings) -> None:
    home = ensure_home(settings.dagster_home)
    assert "enabled: false" in (home / "dagster.yaml").read_text(encoding="utf-8")
    (home / "dagster.yaml").write_text("own: true\n", encoding="utf-8")
    assert (ensure_home(home) / "dagster.yaml").read_text(encoding="utf-8") == "own: true\n"


@pytest.mark.slow
def test_the_projects_own_models_load(settings: Settings) -> None:
    own = settings.model_copy(update={"dbt_project": PROJECT / "dbt"})
    graph = assemble(own).resolve_asset_graph()
    assert dg.AssetKey(["marts", "casualties"]) in graph.materializable_asset_keys
    assert graph.get(dg.AssetKey(["staging", "stg_claims"])).parent_keys == {dg.AssetKey("raw_claims")}
    assert graph.external_asset_keys == {dg.AssetKey("corpus"), dg.AssetKey("corrections")}, "everything but what people write is made here"

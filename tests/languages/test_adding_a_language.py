"""A new language is data: the steps of docs/adding-a-language.md, done with a small Italian pack."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract, supported_languages
from dagster_project.languages.pack import HERE, PackError, load_pack
from dagster_project.languages.sections.frames import FramesSection
from dagster_project.languages.sections.text import TextSection
from dagster_project.settings import get_settings

ROOT = Path(__file__).resolve().parents[2]
ITALIAN = ROOT / "tests" / "languages" / "packs" / "it"
PAGE = ROOT / "docs" / "adding-a-language.md"
EXAMPLES = [json.loads(line) for line in (ITALIAN / "examples.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packs with the template in it, as the page makes it."""
    folder = tmp_path / "languages"
    shutil.copytree(HERE / "_template", folder / "xx")
    monkeypatch.setenv("HARMLEDGER_LANGUAGES", str(folder))
    get_settings.cache_clear()
    yield folder
    get_settings.cache_clear()


@pytest.fixture
def italian(packs: Path) -> Path:
    """The template filled with Italian."""
    shutil.copytree(packs / "xx", packs / "it")
    for path in ITALIAN.iterdir():
        shutil.copy(path, packs / "it")
    return packs / "it"


def read(text: str, language: str = "it") -> list[dict[str, Any]]:
    article = ArticleText("example", "v", language, text, published_at="2020-06-10")
    return [claim.contract() for claim in extract(article).claims]


def test_the_page_names_the_steps_that_are_done_here() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert "cp -r dagster_project/languages/_template" in page
    assert "HARMLEDGER_LANGUAGES" in page
    assert all(f"`{path.name}`" in page for path in ITALIAN.iterdir())


def test_the_template_has_every_file_and_loads(packs: Path) -> None:
    assert "xx" in supported_languages()
    assert load_pack("xx").section("text", TextSection).abbreviations == []
    assert read("Due persone sono morte.", "xx") == []


def test_without_the_folder_there_is_no_such_language() -> None:
    assert "it" not in supported_languages()
    with pytest.raises(PackError, match="it"):
        load_pack("it")


def test_a_misspelt_key_is_refused_by_name(italian: Path) -> None:
    path = italian / "facilities.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("passive", "pasive"), encoding="utf-8")
    with pytest.raises(PackError, match="pasive"):
        load_pack("it").section("facilities", FramesSection)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:40])
def test_the_new_language_is_read(italian: Path, example: dict[str, Any]) -> None:
    claims = read(example["text"])
    seen = [
        {key: c["parent_claim_id"] is not None if key == "subset" else c[key] for key in wanted}
        for c, wanted in zip(claims, example["claims"], strict=False)
    ]
    assert seen == example["claims"]
    assert len(claims) == len(example["claims"]), [c["quote"] for c in claims]

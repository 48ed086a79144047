"""Extraction against annotated articles, where they are at hand: the floors that must hold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"

pytestmark = pytest.mark.skipif(not (SHARED / "gold" / "score.py").is_file(), reason="the annotated articles are not beside the checkout")


def scores(articles: Path, gold: list[Path], tmp_path: Path) -> dict[str, dict[str, float]]:
    """What the scorer says of the command's output."""
    command = Path(sys.executable).with_name("harmledger")
    lines = subprocess.run([command, "extract", str(articles)], capture_output=True, text=True, cwd=ROOT).stdout
    predictions = tmp_path / "claims.jsonl"
    predictions.write_text(lines, encoding="utf-8")
    scorer = [sys.executable, str(SHARED / "gold" / "score.py"), "--json", "--pred", str(predictions), "--gold", *map(str, gold)]
    return dict(json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout))


def test_seed_articles_are_read_right(tmp_path: Path) -> None:
    main = scores(SHARED / "seeds", [SHARED / "gold" / "seeds"], tmp_path)["main"]
    assert main["f1"] >= 0.95
    assert main["full_f1"] >= 0.75


def test_english_articles_are_read_by_the_same_mechanism(tmp_path: Path) -> None:
    gold = sorted((SHARED / "gold" / "dev").glob("en-*.json"))
    assert scores(SHARED / "gold" / "dev" / "articles.jsonl", gold, tmp_path)["main"]["f1"] >= 0.70

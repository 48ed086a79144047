"""The measure of incidents: B-cubed, and the labels that it is taken over."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.incidents.bcubed import bcubed
from benchmarks.incidents.report import MENTIONS
from dagster_project.articles import Article, read_corpus

CORPUS = Path(__file__).resolve().parents[3] / "corpus"


def test_a_perfect_grouping_scores_one() -> None:
    assert bcubed(["a", "a", "b"], [1, 1, 2]) == (1.0, 1.0, 1.0)


def test_a_merge_costs_precision_and_a_split_costs_recall() -> None:
    assert bcubed(["a", "a", "b", "b"], [1, 1, 1, 1])[:2] == (0.5, 1.0)
    assert bcubed(["a", "a", "b", "b"], [1, 2, 3, 3])[:2] == (1.0, 0.75)


def test_nothing_to_compare_scores_nothing() -> None:
    assert bcubed([], []).f1 == 0.0


@pytest.fixture(scope="module")
def bodies() -> dict[str, str]:
    articles = [item for item in read_corpus(CORPUS, supported=frozenset(), signatures=False) if isinstance(item, Article)]
    return {key: article.body for article in articles for key in (article.article_id, article.path)}


def test_every_label_stands_in_its_article(bodies: dict[str, str]) -> None:
    with MENTIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row for row in rows if row["quote"] not in bodies[row["article"]]] == []
    assert len({(row["article"], row["quote"]) for row in rows}) == len(rows)
    assert len({row["article"] for row in rows}) >= 40

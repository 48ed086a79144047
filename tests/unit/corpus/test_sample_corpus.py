"""The sample corpus and its own gold: everything is read, nothing is anyone's text, offsets hold."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path

import pytest

from dagster_project.articles.corpus import read_corpus
from dagster_project.articles.model import Article, Rejection

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "corpus"
GOLD = ROOT / "benchmarks" / "accuracy" / "gold"
SEEDS = ROOT.parent / "shared" / "seeds"
READ_LANGUAGES = frozenset({"en", "sv", "fr", "es", "ar", "de", "pt"})
# Names and figures may recur; a longer run of the same words would be somebody's sentence.
LONGEST_SHARED_RUN = 10


@cache
def read() -> tuple[Article | Rejection, ...]:
    return tuple(read_corpus(CORPUS, supported=READ_LANGUAGES))


def articles() -> list[Article]:
    return [item for item in read() if isinstance(item, Article)]


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_every_file_is_read() -> None:
    assert [item for item in read() if isinstance(item, Rejection)] == []


def test_every_article_says_what_it_is() -> None:
    for article in articles():
        assert article.synthetic and article.rights == "CC0-1.0", article.path
        assert article.title and article.published_at and article.publisher, article.path
        assert article.url is None or article.url.startswith("https://example.org/"), article.path
        assert article.language == article.path.split("/")[0], article.path


def test_file_names_begin_with_the_date_of_publication_and_are_unique() -> None:
    names = [Path(article.path).name for article in articles() if "#" not in article.path]
    assert len(names) == len(set(names))
    for article in articles():
        if "#" not in article.path:
            assert article.published_at is not None
            assert Path(article.path).name.startswith(article.published_at[:10]), article.path


def test_every_reader_has_something_to_read() -> None:
    assert {article.format for article in articles()} == {"text", "markdown", "html", "json", "jsonl"}


def test_each_language_that_is_read_has_at_least_four_articles_and_one_that_is_not_is_there() -> None:
    languages = [article.language for article in articles()]
    assert all(languages.count(language) >= 4 for language in READ_LANGUAGES)
    assert [article.language for article in articles() if article.status == "unsupported_language"] == ["fi"]


def test_no_sentence_is_taken_from_the_seed_articles() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the seed articles are not at ../shared/seeds")
    taken = {run for file in SEEDS.glob("*.txt") for run in runs(file.read_text(encoding="utf-8"), LONGEST_SHARED_RUN)}
    for article in articles():
        assert not runs(article.body, LONGEST_SHARED_RUN) & taken, article.path


@pytest.mark.parametrize("file", sorted(GOLD.glob("*.json")), ids=lambda file: file.stem)
def test_gold_quotes_stand_at_their_offsets_in_the_article(file: Path) -> None:
    gold = json.loads(file.read_text(encoding="utf-8"))
    article = next(article for article in articles() if article.article_id == gold["article"])
    assert gold["text_sha256"] == hashlib.sha256(article.body.encode("utf-8")).hexdigest()
    ids = {claim["id"] for claim in gold["claims"]}
    for claim in gold["claims"]:
        assert article.body[claim["char_start"] : claim["char_end"]] == claim["quote"]
        assert claim.get("subset_of") is None or claim["subset_of"] in ids - {claim["id"]}

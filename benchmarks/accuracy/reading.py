"""Reads annotated articles with the engine and joins each claim with its evidence and with what the scorer says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.accuracy import score
from dagster_project.articles import Article, read_corpus
from dagster_project.extraction import pipeline
from dagster_project.extraction.confidence import Evidence, calibration
from dagster_project.settings import get_settings

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "benchmarks" / "accuracy" / "gold"


def articles_of(gold: Path) -> Path:
    """Where the texts of a folder of gold are: its ``articles.jsonl``, else the sample corpus."""
    own = gold / "articles.jsonl"
    return own if own.is_file() else ROOT / "corpus"


def _claims(article: Article) -> list[dict[str, Any]]:
    seen: list[Evidence] = []

    def note(evidence: Evidence) -> float:
        seen.append(evidence)
        return float(len(seen) - 1)

    text = pipeline.ArticleText(
        article.article_id, article.article_version, article.language, article.body, article.title, article.published_at, article.publisher
    )
    claims = [claim.contract() for claim in pipeline.extract(text, note).claims]
    for claim in claims:
        claim["evidence"] = dict(seen[int(claim["confidence"])])
        claim["confidence"] = calibration()(claim["evidence"])
    return claims


def read(gold: Path, languages: Sequence[str] = ()) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    """The annotated articles of ``gold``, of all languages or the given ones, and the claims read from them by article.

    Each claim is what ``harmledger extract`` prints, with its ``evidence`` beside.
    """
    annotated = [a for a in score.read_gold([gold]) if not languages or a["language"] in languages]
    keys = {a["key"] for a in annotated}
    texts = [
        item
        for item in read_corpus(articles_of(gold), supported=pipeline.supported_languages(), signatures=False)
        if isinstance(item, Article) and item.language in pipeline.supported_languages() and _key(item) in keys
    ]
    workers = get_settings().workers
    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            found = list(pool.map(_claims, texts, chunksize=8))
    else:
        found = [_claims(text) for text in texts]
    return annotated, score.by_name(claim for claims in found for claim in claims)


def _key(article: Article) -> str:
    return article.article_id.rsplit("/", 1)[-1]


def judged(annotated: Sequence[dict[str, Any]], by_article: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Each scored claim with its article and whether it is right: matched in the sense of the scorer."""
    for article in annotated:
        claims = by_article.get(article["key"], [])
        right = {id(claim) for _, claim in score.match(article["claims"], claims)}
        for claim in claims:
            yield article["key"], claim, id(claim) in right

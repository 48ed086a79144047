"""Every language pack reads the sentences that were written with it; those marked ``open`` it is known not to read yet, and the
test fails as soon as it does, so that the mark goes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract, supported_languages
from dagster_project.languages.pack import HERE

NOT_YET = [pytest.mark.xfail(reason="not read yet")]
EXAMPLES = [
    pytest.param(language, example, id=f"{language}:{number}", marks=NOT_YET if "open" in example else [])
    for language in sorted(supported_languages())
    for path in [HERE / language / "examples.jsonl"]
    if path.is_file()
    for number, example in enumerate(map(json.loads, path.read_text(encoding="utf-8").splitlines()), start=1)
]


def seen(claim: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """The claim's values of the fields that the example states."""
    names = {"source": "source_id"}
    values = {key: claim.get(names.get(key, key)) for key in wanted}
    if "subset" in wanted:
        values["subset"] = claim["parent_claim_id"] is not None
    return values


@pytest.mark.parametrize(("language", "example"), EXAMPLES)
def test_example_is_read_as_written(language: str, example: dict[str, Any]) -> None:
    article = ArticleText("example", "v", language, example["text"], published_at="2020-06-10")
    claims = [claim.contract() for claim in extract(article).claims]
    read = [seen(c, w) for c, w in zip(claims, example["claims"], strict=False)]
    assert read == example["claims"]
    assert len(claims) == len(example["claims"]), [c["quote"] for c in claims]


def test_every_quote_is_the_text_between_its_offsets() -> None:
    for param in EXAMPLES:
        language, example = param.values
        for claim in extract(ArticleText("example", "v", language, example["text"])).claims:
            assert example["text"][claim.span.char_start : claim.span.char_end] == claim.span.quote

"""Properties of reading, tried on texts that nobody would write."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.articles import Article, Rejection, read_corpus, read_lines
from dagster_project.articles.dates import find_header, normalise
from dagster_project.articles.identity import canonical_url

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=200)


@settings(deadline=None)
@given(TEXTS)
def test_a_text_of_any_characters_comes_back_as_it_is(text: str) -> None:
    (item,) = read_lines(io.BytesIO(json.dumps({"text": text, "language": "en"}).encode()), signatures=False)
    if text.strip():
        assert isinstance(item, Article) and item.body == text
    else:
        assert isinstance(item, Rejection) and item.reason_code == "empty"


@settings(deadline=None)  # models are loaded with the first odd text
@given(st.binary(max_size=300), st.sampled_from([".txt", ".md", ".json", ".jsonl"]))
def test_any_bytes_give_articles_or_a_reason_and_never_an_error(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"a{suffix}").write_bytes(data)
        for item in read_corpus(Path(folder), signatures=False):
            assert isinstance(item, Article) or item.reason


@given(st.text(max_size=80))
def test_dates_are_dates_or_nothing(text: str) -> None:
    for found in (normalise(text), find_header(text)):
        assert found is None or normalise(found) == found


@given(st.text(max_size=60))
def test_a_canonical_address_is_its_own_canonical_address(tail: str) -> None:
    once = canonical_url(f"https://example.org/{tail}")
    assert once is None or canonical_url(once) == once

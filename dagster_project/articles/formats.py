"""One reader a format: a file becomes one or more drafts, that is, a text and what the file says of it.

Which file is read at all, and what becomes of a draft, is decided in ``corpus``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from dagster_project.articles.decoding import decode, storable
from dagster_project.articles.metadata import front_matter, known
from dagster_project.articles.model import Refused

JSON_LINES = "jsonl"
_SNIFF = 4_096
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Draft:
    """A text with what its own file says of it (``stated``) and what was guessed from a page (``guessed``).

    ``record`` is the number of the article in a file that holds several (a line, for JSON Lines), else None.
    """

    text: str
    encoding: str
    stated: dict[str, str] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)
    record: int | None = None


@dataclass(frozen=True)
class Unreadable:
    """A record that gives no draft; the other records of its file go on."""

    record: int
    refused: Refused


Reading = Iterator["Draft | Unreadable"]


def plain_text(data: bytes, declared: str | None) -> Reading:
    """One article whose body is the decoded content as it is."""
    text, encoding = decode(data, declared)
    yield Draft(text, encoding)


def markdown(data: bytes, declared: str | None) -> Reading:
    """One article; front matter is metadata, the body is the content after it as it is."""
    text, encoding = decode(data, declared)
    stated, body = front_matter(text)
    yield Draft(body, encoding, stated)


def json_document(data: bytes, declared: str | None) -> Reading:
    """An article as a JSON object, or several as an array (or as ``{"articles": [...]}``)."""
    text, encoding = decode(data, declared)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused("malformed", f"not JSON: {error}") from error
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    if not isinstance(value, list):
        yield _from_object(value, encoding, None)
        return
    for number, item in enumerate(value, start=1):
        yield _guarded(_from_object, item, encoding, number)


def json_lines(stream: BinaryIO, limit: int) -> Reading:
    """Articles as JSON Lines, one line in memory at a time; a line above ``limit`` bytes or broken is named, the rest goes on."""
    for number, line in enumerate(_lines(stream, limit), start=1):
        if len(line) > limit:
            yield Unreadable(number, Refused("oversized", f"line {number} is larger than {limit / 1_000_000:g} MB"))
        elif line.strip():
            yield _guarded(_from_line, line, number)


def html(data: bytes, declared: str | None) -> Reading:
    """One article: the page's main text, with title, date, author, publisher and address taken from its metadata."""
    named = _DECLARED.search(data[:_SNIFF])
    text, encoding = decode(data, declared or (named.group(1).decode("ascii") if named else None))
    from trafilatura import bare_extraction  # costs half a second: loaded with the first page

    page: Any = bare_extraction(
        text,
        with_metadata=True,
        include_comments=False,
        # Without a date in the page's own metadata there is none: a year in a footer is no date of publication.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if page is None or not page.text:
        raise Refused("not_text", "the page holds no article text")
    found = {
        "title": page.title,
        "published_at": page.date,
        "author": page.author,
        "publisher": page.sitename,
        "url": page.url,
        "rights": page.license,
    }
    guessed = known(found)
    yield Draft(_without_title(page.text, guessed.get("title")), encoding, guessed=guessed)


FILES: dict[str, tuple[str, Callable[[bytes, str | None], Reading]]] = {
    ".txt": ("text", plain_text),
    ".text": ("text", plain_text),
    ".md": ("markdown", markdown),
    ".markdown": ("markdown", markdown),
    ".json": ("json", json_document),
    ".html": ("html", html),
    ".htm": ("html", html),
    ".xhtml": ("html", html),
}
STREAMS = frozenset({".jsonl", ".ndjson"})


def _guarded(read: Callable[..., Draft], *arguments: Any) -> Draft | Unreadable:
    """``read(*arguments)``, of which the last is the record's number; what it refuses becomes a value."""
    try:
        return read(*arguments)
    except Refused as refused:
        return Unreadable(arguments[-1], refused)


def _from_line(line: bytes, number: int) -> Draft:
    text, encoding = decode(line)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused("malformed", f"line {number} is not JSON: {error}") from error
    return _from_object(value, encoding, number)


def _from_object(value: object, encoding: str, number: int | None) -> Draft:
    if not isinstance(value, dict):
        raise Refused("malformed", "an article must be a JSON object")
    text = value.get("text", value.get("body"))
    if not isinstance(text, str):
        raise Refused("missing_field", 'the key "text" is missing or not a string')
    return Draft(storable(text), encoding, known(value), record=number)


def _lines(stream: BinaryIO, limit: int) -> Iterable[bytes]:
    """Lines of ``stream``; of one longer than ``limit`` only ``limit + 1`` bytes, its rest is passed over."""
    first = True
    while line := stream.readline(limit + 1):
        if first and line.startswith(_WIDE_MARKS):
            raise Refused("unreadable", "JSON Lines must be UTF-8")
        if first:
            line, first = line.removeprefix(b"\xef\xbb\xbf"), False
        yield line
        rest = line
        while len(rest) > limit and not rest.endswith(b"\n"):
            rest = stream.readline(limit + 1)


def _without_title(text: str, title: str | None) -> str:
    """The page's text without its headline, which is kept as the title: nothing is to be read twice."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if title and rest and first.strip("# ").casefold() == title.casefold() else text

"""What reading yields: an article, or an input that could not be taken and why."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

EXTRACTED = "extracted"
UNSUPPORTED_LANGUAGE = "unsupported_language"


@dataclass(frozen=True)
class Article:
    """One article version; the fields are the columns of ``raw_articles`` that reading knows.

    ``body`` is the decoded content as it is, so that offsets counted in it hold in the file: of a plain text file the
    whole content, of Markdown the content after the front matter's closing line, of JSON the string ``text``, of HTML
    the text that was taken from the page. A byte order mark is no content. Characters that cannot be stored (lone
    surrogates, NUL) are replaced one for one by U+FFFD.
    """

    article_id: str
    article_version: str
    path: str
    format: str
    encoding: str | None
    url: str | None
    title: str | None
    body: str
    published_at: str | None
    published_rule: str | None
    publisher: str | None
    author: str | None
    language: str
    status: str
    rights: str | None
    synthetic: bool
    signature: tuple[int, ...] = ()

    def row(self) -> dict[str, Any]:
        """The columns of ``raw_articles`` that reading knows."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {"signature": list(self.signature)}


@dataclass(frozen=True)
class Rejection:
    """An input that is not taken: the fields are the columns of ``rejected_articles`` that reading knows.

    ``path`` carries the record's number (``file#3``) for files that hold several articles; ``reason_code`` is one of the
    vocabulary ``rejection_reasons``; ``article_id`` is the id where the input gives one; ``size_bytes`` is the file's size.
    """

    path: str
    reason_code: str
    reason: str
    article_id: str | None = None
    size_bytes: int | None = None

    def row(self) -> dict[str, Any]:
        """The columns of ``rejected_articles`` that reading knows."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


class Refused(Exception):
    """Raised inside the readers for an input that is not taken; becomes a :class:`Rejection`."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason

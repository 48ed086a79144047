"""From a folder, a file or a stream to articles, one at a time and in a stable order.

A corpus is a folder of articles with any sub-folders. Passed over: hidden files and folders, files named ``README*``, and
sidecars (``*.meta.json``). Every other file becomes articles or rejections that say why not; nothing is left out silently.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from dagster_project.articles import dates, identity
from dagster_project.articles.decoding import storable
from dagster_project.articles.formats import FILES, JSON_LINES, STREAMS, Draft, Unreadable, json_lines
from dagster_project.articles.language import declared_language, identify
from dagster_project.articles.metadata import SIDECAR_SUFFIX, is_true, sidecar
from dagster_project.articles.model import EXTRACTED, UNSUPPORTED_LANGUAGE, Article, Refused, Rejection
from dagster_project.articles.signature import signature

DEFAULT_MAX_BYTES = 20_000_000


class CorpusError(Exception):
    """The corpus itself cannot be read; the message says which path and why."""


def read_corpus(
    root: Path, *, max_bytes: int = DEFAULT_MAX_BYTES, supported: Set[str] | None = None, signatures: bool = True
) -> Iterator[Article | Rejection]:
    """Articles and rejections of ``root``, a folder or a single file, sorted by path, one in memory at a time.

    ``max_bytes`` is the size above which a file (of JSON Lines: a line) is rejected; ``supported`` the languages that are
    read, all others get the status ``unsupported_language`` (None: all are read); ``signatures=False`` leaves the
    signatures out, which only warehouses need. A second article of the same id, or of the same text and metadata, is
    rejected as ``duplicate``. Raises :class:`CorpusError` when ``root`` does not exist or cannot be listed.
    """
    root = Path(root)
    if not root.exists():
        raise CorpusError(f"{root}: no such file or folder")
    base = root if root.is_dir() else root.parent
    if root.is_dir() and not os.access(root, os.R_OK | os.X_OK):
        raise CorpusError(f"{root}: the folder cannot be listed (permission denied)")
    finisher = _Finisher(supported, signatures)
    for file, problem in _files(root):
        name = storable(file.relative_to(base).as_posix().encode("utf-8", "replace").decode())
        if problem:
            yield Rejection(name, "unreadable", problem)
        else:
            yield from _read_file(file, name, max_bytes, finisher)


def read_lines(
    stream: BinaryIO, name: str = "stdin", *, max_bytes: int = DEFAULT_MAX_BYTES, supported: Set[str] | None = None, signatures: bool = True
) -> Iterator[Article | Rejection]:
    """Articles and rejections of a stream of JSON Lines; ``name`` stands for its path. See :func:`read_corpus`."""
    finisher = _Finisher(supported, signatures)
    try:
        for draft in json_lines(stream, max_bytes):
            yield finisher.finish(draft, name, JSON_LINES, {}, None)
    except Refused as refused:
        yield Rejection(name, refused.code, refused.reason)


def _files(root: Path) -> Iterator[tuple[Path, str | None]]:
    """Files that are read, sorted within each folder; folders that cannot be listed come with the reason."""
    if root.is_file():
        yield root, None
        return
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError as error:
        yield root, f"the folder cannot be listed: {error.strerror}"
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.casefold().startswith("readme"):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif not entry.name.endswith(SIDECAR_SUFFIX):
            yield Path(entry.path), None


def _read_file(file: Path, name: str, max_bytes: int, finisher: _Finisher) -> Iterator[Article | Rejection]:
    size: int | None = None
    suffix = file.suffix.lower()
    try:
        if not file.is_file():
            raise Refused("unreadable", "not a regular file, or a link to nothing")
        size = file.stat().st_size
        if suffix not in FILES and suffix not in STREAMS:
            raise Refused("unsupported_format", f"no reader for {suffix or 'a file without a suffix'}")
        if size == 0:
            raise Refused("empty", "the file is empty")
        beside = sidecar(file)
        if suffix in STREAMS:
            with file.open("rb") as stream:
                for draft in json_lines(stream, max_bytes):
                    yield finisher.finish(draft, name, JSON_LINES, beside, size)
            return
        if size > max_bytes:
            raise Refused("oversized", f"{size / 1_000_000:.1f} MB is above the limit of {max_bytes / 1_000_000:g} MB")
        format_name, read = FILES[suffix]
        for draft in read(file.read_bytes(), beside.get("encoding")):
            yield finisher.finish(draft, name, format_name, beside, size)
    except Refused as refused:
        yield Rejection(name, refused.code, refused.reason, size_bytes=size)
    except OSError as error:
        yield Rejection(name, "unreadable", error.strerror or str(error), size_bytes=size)


@dataclass
class _Finisher:
    """Turns drafts into articles; remembers ids and contents, so that nothing enters a corpus twice."""

    supported: Set[str] | None
    signatures: bool
    ids: dict[int, str] = field(default_factory=dict)
    contents: dict[int, str] = field(default_factory=dict)

    def finish(
        self, draft: Draft | Unreadable, file: str, format_name: str, beside: dict[str, str], size: int | None
    ) -> Article | Rejection:
        path = file if draft.record is None else f"{file}#{draft.record}"
        if isinstance(draft, Unreadable):
            return Rejection(path, draft.refused.code, draft.refused.reason, size_bytes=size)
        stated = draft.guessed | beside | draft.stated
        given, url, title = stated.get("article_id"), identity.canonical_url(stated.get("url")), stated.get("title")
        if not draft.text.strip():
            return Rejection(path, "empty", "the article has no text", given, size)
        body = storable(draft.text)
        article_id, version = identity.article_id(given, url, path), identity.article_version(title, body)
        published_at, rule = _published(draft, beside, body)
        content = identity.fingerprint(given, url, version, published_at, stated.get("publisher"))
        for seen, key, what in (
            (self.ids, identity.fingerprint(article_id), f"the article_id {article_id} came before, in"),
            (self.contents, content, "the same article came before, in"),
        ):
            if key in seen:
                return Rejection(path, "duplicate", f"{what} {seen[key]}", article_id, size)
        self.ids[identity.fingerprint(article_id)] = self.contents[content] = file
        language = declared_language(stated.get("language")) or identify(f"{title or ''}\n{body}".lstrip(), self.supported or frozenset())
        return Article(
            article_id=article_id,
            article_version=version,
            path=path,
            format=format_name,
            encoding=draft.encoding,
            url=url,
            title=title,
            body=body,
            published_at=published_at,
            published_rule=rule,
            publisher=stated.get("publisher"),
            author=stated.get("author"),
            language=language,
            status=EXTRACTED if self.supported is None or language in self.supported else UNSUPPORTED_LANGUAGE,
            rights=stated.get("rights"),
            synthetic=is_true(stated.get("synthetic")),
            signature=signature(body) if self.signatures else (),
        )


def _published(draft: Draft, beside: dict[str, str], body: str) -> tuple[str | None, str | None]:
    """Date of publication and the rule that gave it: what is stated, a page's metadata, a header in the text."""
    stated = draft.stated.get("published_at") or beside.get("published_at")
    if value := dates.normalise(stated):
        return value, dates.METADATA
    if value := dates.normalise(draft.guessed.get("published_at")):
        return value, dates.PAGE
    if value := dates.find_header(body):
        return value, dates.TEXT_HEADER
    return None, dates.UNREADABLE_METADATA if stated else None

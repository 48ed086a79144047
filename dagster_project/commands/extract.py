"""``harmledger extract``: articles in, one JSON object a line for each claim and statement out, in the order of the text."""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project.articles import Article, CorpusError, Rejection, read_corpus, read_lines
from dagster_project.articles.model import UNSUPPORTED_LANGUAGE
from dagster_project.commands.errors import FAILED, OK
from dagster_project.extraction import pipeline

if TYPE_CHECKING:
    from dagster_project.commands.second_reader import SecondReader  # its imports cost half a second, and it is seldom asked

_CHUNK = 16  # articles that a worker gets at once: enough to make the hand-over cheap, few enough to keep memory low
_AHEAD = 4  # chunks in flight for each worker: the input is never read far ahead of the output

Item = Article | Rejection


def run(
    paths: list[str],
    workers: int,
    max_bytes: int,
    write: Callable[[str], object],
    complain: Callable[[str], object],
    second: SecondReader | None = None,
) -> int:
    """Extract ``paths`` (files, folders, ``-`` for JSON Lines on standard input) and return the exit code.

    ``write`` gets each output line without its newline; ``complain`` one line for each input that is not read.
    ``second`` is asked about the sentences that the rules left unread; everything is then read in this process.
    """
    code = OK
    for lines, problem, is_error in _extracted(_inputs(paths, max_bytes), workers, second):
        for line in lines:
            write(line)
        if problem:
            complain(problem)
            code = FAILED if is_error else code
    return code


def _inputs(paths: list[str], max_bytes: int) -> Iterator[Item]:
    """All inputs, path after path; each path is a corpus of its own, so ids and duplicates are told within it."""
    supported = pipeline.supported_languages()
    for path in paths:
        if path == "-":
            yield from read_lines(sys.stdin.buffer, max_bytes=max_bytes, supported=supported, signatures=False)
            continue
        try:
            yield from read_corpus(Path(path), max_bytes=max_bytes, supported=supported, signatures=False)
        except CorpusError as error:
            yield Rejection(path, "unreadable", str(error).removeprefix(f"{path}: "))


Extracted = tuple[list[str], str | None, bool]


def _extracted(items: Iterator[Item], workers: int, second: SecondReader | None) -> Iterator[Extracted]:
    """Lines, complaint and whether it is an error, in the order of the input; few articles do not pay for processes."""
    first = list(islice(items, _CHUNK)) if workers > 1 and second is None else []
    if len(first) < _CHUNK:
        for item in chain(first, items):
            yield _read(item, second)
        return
    with ProcessPoolExecutor(max_workers=workers) as pool:
        pending: deque[Future[list[Extracted]]] = deque()
        for chunk in _chunks(chain(first, items)):
            pending.append(pool.submit(_read_all, chunk))
            if len(pending) >= workers * _AHEAD:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


def _read_all(items: list[Item]) -> list[Extracted]:
    return [_read(item) for item in items]


def _read(item: Item, second: SecondReader | None = None) -> Extracted:
    if isinstance(item, Rejection):
        return [], f"{item.path}: {item.reason} ({item.reason_code})", True
    if item.status == UNSUPPORTED_LANGUAGE:
        return [], f"{item.path}: not read: no language pack for {item.language!r}", False
    try:
        return article_lines(item, second), None, False
    except Exception as error:  # one article that the engine fails on must not take the others with it
        return [], f"{item.path}: reading broke off: {type(error).__name__}: {error} (failed)", True


def article_lines(article: Article, second: SecondReader | None = None) -> list[str]:
    """The output lines of one article, in the order of the text, the title before the body."""
    text = pipeline.ArticleText(
        article_id=article.article_id,
        article_version=article.article_version,
        language=article.language,
        published_at=article.published_at,
        publisher=article.publisher,
        title=article.title,
        body=article.body,
    )
    reading = pipeline.extract(text)
    further = second.claims(text, reading.sentences) if second else ()
    statements = [*reading.claims, *further, *reading.weapon_uses, *reading.responsibility, *reading.territorial_control]
    lines = [statement.contract() for statement in statements]
    lines.sort(key=lambda line: (line["section"] != "title", line["char_start"], line["char_end"]))
    return [json.dumps(line, ensure_ascii=False) for line in lines]

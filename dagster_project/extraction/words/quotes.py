"""Direct speech: which stretches of a document are quoted. Whose words they are does not live here."""

from __future__ import annotations

from dagster_project.extraction.words.document import Document

MARK = '"'
_DASHES = "\u2013-"


def quotations(document: Document, dash_opens_speech: bool = False, least: int = 0) -> list[tuple[int, int]]:
    """Spans of ``document.norm`` between quotation marks, without the marks, in order.

    A mark opens where a word follows and none precedes. A quotation that a paragraph leaves open ends with it: the next
    paragraph opens it again. ``dash_opens_speech``: a paragraph that begins with a dash is speech to its end.
    ``least``: spans with fewer characters are left out (names and scare quotes).
    """
    found: list[tuple[int, int]] = []
    norm = document.norm
    at = 0
    for line in norm.splitlines(keepends=True):
        text = line.strip()
        if dash_opens_speech and len(text) > 2 and text[0] in _DASHES and text[1] == " ":
            found.append((at + line.index(text[0]) + 1, at + len(line.rstrip())))
        elif MARK in line:
            opened: int | None = None
            for index, char in enumerate(line):
                if char != MARK:
                    continue
                if opened is None:
                    if index + 1 < len(line.rstrip()):
                        opened = index + 1
                elif _closes(line, index):
                    found.append((at + opened, at + index))
                    opened = None
            if opened is not None:
                found.append((at + opened, at + len(line.rstrip())))
        at += len(line)
    return [(start, end) for start, end in found if end - start >= least]


def _closes(line: str, index: int) -> bool:
    """Whether the mark ends what an earlier one opened: it does not stand before a word with a space before itself."""
    after = line[index + 1 : index + 2]
    before = line[index - 1 : index]
    return not (before.isspace() and after.isalnum())

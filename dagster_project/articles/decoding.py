"""Bytes to text: byte order mark, then UTF-8, then the declared encoding, then detection. Newlines stay as they are."""

from __future__ import annotations

import codecs
import re

from dagster_project.articles.model import Refused

# UTF-32's mark begins with UTF-16's: the longer ones come first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")
_SAMPLE = 65_536


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Text and name of the encoding of ``data``.

    ``declared`` is what the file or its sidecar says of its encoding; it is asked when the bytes are not UTF-8. Text that
    is UTF-8 but for a few damaged bytes stays UTF-8, with U+FFFD for them. Raises :class:`Refused` (``binary``,
    ``unreadable``).
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), encoding
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return data.decode(declared), codecs.lookup(declared).name
        except (UnicodeDecodeError, LookupError):
            pass
    lenient = data.decode("utf-8", "replace")
    damaged = lenient.count("\ufffd")
    whole = sum(1 for character in lenient if character > "\x7f") - damaged
    if whole > 3 * damaged:
        return lenient, "utf-8"
    return _detected(data)


def storable(text: str) -> str:
    """``text`` with each character that Parquet or UTF-8 cannot hold replaced by U+FFFD: offsets stay."""
    return _UNSTORABLE.sub("\ufffd", text)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("unreadable", f"not the {encoding} that its byte order mark promises: {error.reason}") from error


def _refuse_binary(data: bytes) -> None:
    head = data[:_SAMPLE]
    if data.startswith(_MAGIC) or len(_CONTROLS.findall(head)) * 50 > len(head):
        raise Refused("binary", "binary content, not text")
    if b"\x00" in head and not _looks_like_utf16(head):
        raise Refused("binary", "binary content, not text: it holds NUL bytes")


def _looks_like_utf16(head: bytes) -> bool:
    """Markless UTF-16 of a Latin text has a NUL in nearly every second byte and next to none in the others."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) * 2.5 > len(head) / 2 and min(even, odd) * 50 < len(head)


def _detected(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # loaded only for the few files that are not UTF-8

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise Refused("unreadable", "no known encoding decodes it")
    # Among code pages that fit equally well the most common one is right far more often than the first in the alphabet.
    for match in matches:
        if "cp1252" in match.could_be_from_charset and match.chaos <= best.chaos and match.coherence >= best.coherence:
            return str(match), "cp1252"
    return str(best), best.encoding

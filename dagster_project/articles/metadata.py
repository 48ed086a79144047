"""Metadata: the keys that are read, front matter, sidecar files.

What the article's own file says (front matter, JSON) wins over its sidecar, the sidecar over what is guessed from a page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dagster_project.articles.decoding import decode, storable
from dagster_project.articles.model import Refused

SIDECAR_SUFFIX = ".meta.json"
_ALIASES = {
    "article_id": ("article_id", "id"),
    "url": ("url", "link", "canonical_url"),
    "title": ("title", "headline"),
    "published_at": ("published_at", "date", "published", "date_published", "datePublished"),
    "publisher": ("publisher", "outlet", "sitename"),
    "author": ("author", "byline"),
    "language": ("language", "lang"),
    "rights": ("rights", "license", "licence"),
    "synthetic": ("synthetic",),
    "encoding": ("encoding", "charset"),
}
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TRUE = frozenset({"true", "yes", "1"})


def known(values: Mapping[str, Any]) -> dict[str, str]:
    """The keys that are read, under their first name, as stripped text; empty and unknown ones are left out."""
    found: dict[str, str] = {}
    for key, names in _ALIASES.items():
        for name in names:
            text = _as_text(values.get(name))
            if text:
                found[key] = text
                break
    return found


def is_true(value: str | None) -> bool:
    """Whether a flag of the metadata is set."""
    return (value or "").casefold() in _TRUE


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Metadata and body of a Markdown text; the body begins after the front matter's closing line, whatever stands there.

    Raises :class:`Refused` (``malformed``) when the block is not a YAML mapping. A text without such a block is all body.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    import yaml

    try:
        # The base loader keeps scalars as written: a partial date stays partial, a numeric id keeps its zeros.
        values = yaml.load(match["yaml"], Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise Refused("malformed", f"front matter is not YAML: {' '.join(str(error).split())}") from error
    if values is None:
        values = {}
    if not isinstance(values, dict):
        raise Refused("malformed", "front matter is not a mapping of keys to values")
    return known(values), text[match.end() :]


def sidecars(file: Path) -> tuple[Path, Path]:
    """Where the sidecar of ``file`` may lie: ``<name.ext>.meta.json``, or ``<name>.meta.json``."""
    return file.with_name(file.name + SIDECAR_SUFFIX), file.with_name(file.stem + SIDECAR_SUFFIX)


def sidecar(file: Path) -> dict[str, str]:
    """Metadata of the sidecar of ``file``; empty when it has none.

    Raises :class:`Refused` when the sidecar cannot be read: without it the article could get a wrong identity or date.
    """
    for path in sidecars(file):
        if path.is_file():
            try:
                values = json.loads(decode(path.read_bytes())[0])
            except (OSError, Refused) as error:
                raise Refused("unreadable", f"its sidecar {path.name} cannot be read: {error}") from error
            except ValueError as error:
                raise Refused("malformed", f"its sidecar {path.name} is not JSON: {error}") from error
            if not isinstance(values, dict):
                raise Refused("malformed", f"its sidecar {path.name} is not a JSON object")
            return known(values)
    return {}


def _as_text(value: object) -> str:
    if value is None or isinstance(value, (dict, float)):
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(_as_text, value)))
    return storable(str(value)).strip()

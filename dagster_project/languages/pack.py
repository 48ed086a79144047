"""The typed loader of language packs: one folder of TOML files for each language.

A pack maps surface forms to codes and describes how its words stand in a sentence; it holds no code. Each file has a
section model under ``sections/`` that refuses unknown keys; what a file may hold is said there, in one place.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from dagster_project.settings import get_settings

HERE = Path(__file__).parent


class Section(BaseModel):
    """A file of a pack. Unknown keys are refused, so that a misspelt key cannot pass as an absent one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PackError(ValueError):
    """A language pack that cannot be used; the message names the file and the reason."""


S = TypeVar("S", bound=Section)


@dataclass(frozen=True)
class Pack:
    """The folder of one language; sections are read when asked for and kept."""

    language: str
    folder: Path

    def section(self, name: str, model: type[S]) -> S:
        """The file ``<name>.toml`` as ``model``.

        Raises :class:`PackError` when the file is absent, is not TOML, or breaks the model.
        """
        content: S = _load(self.folder / f"{name}.toml", model)  # the cache loses the type
        return content


@cache
def _load(path: Path, model: type[S]) -> S:
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise PackError(f"{path}: the language pack lacks this file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise PackError(f"{path}: {error}") from error


def folders() -> tuple[Path, ...]:
    """Where packs are: the folder of the setting ``languages``, whose packs go before, and this one."""
    own = get_settings().languages
    return (HERE,) if own is None else (own, HERE)


def _folder(language: str) -> Path | None:
    """The folder of a language's pack."""
    return next((root / language for root in folders() if (root / language / "text.toml").is_file()), None)


def languages() -> tuple[str, ...]:
    """Languages that have a pack, sorted."""
    found = {p.parent.name for root in folders() for p in root.glob("*/text.toml")}
    return tuple(sorted(name for name in found if not name.startswith("_")))


def complete_languages() -> tuple[str, ...]:
    """Languages whose pack holds every file of the English one, so that they can be read."""
    wanted = {p.name for p in (HERE / "en").glob("*.toml")}
    return tuple(iso for iso in languages() if (folder := _folder(iso)) and wanted <= {p.name for p in folder.glob("*.toml")})


def load_pack(language: str) -> Pack:
    """The pack of an ISO 639-1 code. Raises :class:`PackError` when there is none."""
    folder = _folder(language)
    if folder is None:
        raise PackError(f"{', '.join(map(str, folders()))}: no language pack for {language!r}")
    return Pack(language, folder)

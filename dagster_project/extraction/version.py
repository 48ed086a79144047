"""The version of the extraction: it changes whenever a result may."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from dagster_project.languages.pack import HERE, folders

_PACKAGE = Path(__file__).resolve().parent.parent
_REGISTERS = _PACKAGE.parent / "dbt" / "seeds" / "reference"


@cache
def extractor_version() -> str:
    """Hash over the engine's code, all language packs, the gazetteer's tables and the registers of sources and actors."""
    digest = hashlib.sha256()
    own = [folder for folder in folders() if folder != HERE]
    for folder in [_PACKAGE / "extraction", HERE, _PACKAGE / "gazetteer", _REGISTERS, *own]:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".toml", ".csv")):
            digest.update(f"{folder.name}/{path.relative_to(folder).as_posix()}".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]

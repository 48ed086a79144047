"""The version of the extraction: it changes whenever a result may."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_REGISTERS = _PACKAGE.parent / "dbt" / "seeds" / "reference"


@cache
def extractor_version() -> str:
    """Hash over the engine's code, the language packs, the gazetteer's tables and the registers of sources and actors."""
    digest = hashlib.sha256()
    folders = [_PACKAGE / "extraction", _PACKAGE / "languages", _PACKAGE / "gazetteer", _REGISTERS]
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".toml", ".csv")):
            digest.update(path.relative_to(_PACKAGE.parent).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]

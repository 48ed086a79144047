"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

BEFORE = ".before"
PART = ".part"


def replace_file(temporary: Path, target: Path) -> None:
    """Put a finished file in place of ``target`` in one step that survives a crash of the machine.

    Both must lie on one file system.
    """
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(target)
    _sync_folder(target.parent)


def write_text(target: Path, text: str) -> None:
    """Write a text file (UTF-8) whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}{PART}")
    temporary.write_text(text, encoding="utf-8")
    replace_file(temporary, target)


def replace_folder(temporary: Path, target: Path) -> None:
    """Put a finished folder in place of ``target``.

    A folder cannot be replaced in one step: the old one is set aside first. ``restore_folder`` heals a halt between.
    """
    before = target.with_name(target.name + BEFORE)
    remove(before)
    if target.exists():
        target.rename(before)
    temporary.rename(target)
    remove(before)


def restore_folder(target: Path) -> None:
    """Bring back a folder that ``replace_folder`` had set aside when it was halted; without such a halt do nothing."""
    before = target.with_name(target.name + BEFORE)
    if before.exists() and not target.exists():
        before.rename(target)
    remove(before)


def remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder as a file
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

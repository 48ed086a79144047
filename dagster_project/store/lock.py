"""One build at a time: the lock, and who holds it.

The operating system drops the lock with the process that held it, so a killed build blocks nobody.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout


@dataclass(frozen=True)
class Holder:
    """The process that holds the lock; ``since`` is UTC, ISO 8601."""

    pid: int
    host: str
    since: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}, since {self.since}"


class BuildIsRunning(RuntimeError):
    """Another build holds the lock; the message names it."""

    def __init__(self, holder: Holder | None) -> None:
        self.holder = holder
        super().__init__(f"another build is running ({holder or 'holder unknown'})")


@contextmanager
def build_lock(path: Path, wait_seconds: float, waiting: Callable[[str], None] = lambda message: None) -> Iterator[Holder]:
    """Hold the build lock inside the block.

    When another process holds it, ``waiting`` is told who, once; after ``wait_seconds`` more ``BuildIsRunning`` is
    raised. The lock file names the holder as JSON.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if wait_seconds <= 0:
            raise BuildIsRunning(read_holder(path)) from None
        waiting(f"{BuildIsRunning(read_holder(path))}: waiting up to {wait_seconds:g} s")
        try:
            lock.acquire(timeout=wait_seconds, poll_interval=0.25)
        except Timeout:
            raise BuildIsRunning(read_holder(path)) from None
    holder = Holder(os.getpid(), socket.gethostname(), datetime.now(UTC).isoformat(timespec="seconds"))
    try:
        path.write_text(json.dumps(asdict(holder)), encoding="utf-8")
        yield holder
    finally:
        path.write_text("", encoding="utf-8")
        lock.release()


def current_holder(path: Path) -> Holder | None:
    """Who builds at this moment; ``None`` when nobody does."""
    if not path.exists():
        return None
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return read_holder(path) or Holder(0, "unknown", "unknown")
    lock.release()
    return None


def read_holder(path: Path) -> Holder | None:
    """The holder that the lock file names; it may be gone since."""
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None

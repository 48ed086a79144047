"""One build at a time: who holds the lock, who waits, and that a dead process holds nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dagster_project.store.lock import BuildIsRunning, build_lock, current_holder

HOLD = """
import sys, time
from pathlib import Path
from dagster_project.store.lock import build_lock
with build_lock(Path(sys.argv[1]), 0):
    print("held", flush=True)
    time.sleep(600)
"""


def test_lock_names_its_holder_and_is_free_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "warehouse" / "build.lock"
    assert current_holder(path) is None
    with build_lock(path, 0) as holder:
        assert holder.pid == os.getpid()
        assert current_holder(path) == holder
    assert current_holder(path) is None


def test_second_build_leaves_and_says_who_builds(tmp_path: Path) -> None:
    path = tmp_path / "build.lock"
    with build_lock(path, 0), pytest.raises(BuildIsRunning, match=rf"process {os.getpid()} on .+, since \d{{4}}-"), build_lock(path, 0):
        pytest.fail("two builds at once")


def test_second_build_says_that_it_waits_and_then_builds(tmp_path: Path) -> None:
    path, told, release = tmp_path / "build.lock", [], threading.Event()

    def first() -> None:
        with build_lock(path, 0):
            ready.set()
            release.wait(30)

    ready = threading.Event()
    thread = threading.Thread(target=first)
    thread.start()
    assert ready.wait(30)

    def waiting(message: str) -> None:
        told.append(message)
        release.set()

    with build_lock(path, 30, waiting):
        assert len(told) == 1 and "another build is running (process" in told[0]
    thread.join()


def test_killed_process_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "build.lock"
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    holder = current_holder(path)
    assert holder is not None and holder.pid == process.pid
    process.kill()
    process.wait()
    assert current_holder(path) is None
    with build_lock(path, 0):
        pass

"""dbt in a process that ends with the one that started it: ``python dbt_child.py PARENT_PID [dbt's arguments]``.

A build that is killed cannot stop its dbt, which would go on to write where the next build builds.
"""

from __future__ import annotations

import os
import sys
import threading
import time

SECONDS = 0.2


def end_with(parent: int) -> None:
    """Leave at once when the parent is gone: an orphan's parent is another process."""
    while os.getppid() == parent:
        time.sleep(SECONDS)
    os._exit(1)


def main() -> None:
    """Watch the parent and be dbt."""
    parent = int(sys.argv.pop(1))
    threading.Thread(target=end_with, args=(parent,), daemon=True).start()
    from dbt.cli.main import cli

    cli(prog_name="dbt")


if __name__ == "__main__":
    main()

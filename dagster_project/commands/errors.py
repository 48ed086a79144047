"""Exit codes, and the error that becomes one clear line."""

from __future__ import annotations

OK = 0
FAILED = 1  # some input could not be taken, a check failed, a build failed
USAGE = 2  # the command line is wrong (Typer's own code)
NOTHING_THERE = 3  # no warehouse, no such claim or incident, no such path
BUSY = 4  # another build holds the lock
INTERRUPTED = 130  # by the user, as shells count it


class CommandError(Exception):
    """Ends a command with one line on standard error and an exit code.

    ``message`` says what is wrong, ``hint`` what to do about it.
    """

    def __init__(self, message: str, code: int = FAILED, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.hint = hint

"""``harmledger docs``: the documentation page of the warehouse, served on this machine."""

from __future__ import annotations

import http.server
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from dagster_project.commands.errors import FAILED, NOTHING_THERE, CommandError


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        """A line for every request would bury the one line that says where the page is."""


def page(folder: Path) -> Path:
    """The page's file. Raises :class:`CommandError` when it has not been built."""
    file = folder / "index.html"
    if not file.is_file():
        raise CommandError(f"there is no documentation page at {file}", NOTHING_THERE, "build the warehouse first: harmledger build")
    return file


def server(folder: Path, host: str, port: int) -> http.server.ThreadingHTTPServer:
    """A server of ``folder``; port 0 takes a free one. Raises :class:`CommandError` when the port is taken."""
    page(folder)
    try:
        return http.server.ThreadingHTTPServer((host, port), partial(_Quiet, directory=str(folder)))
    except OSError as error:
        raise CommandError(f"port {port} cannot be used: {error.strerror}", FAILED, "choose another with --port") from error


def serve(folder: Path, host: str, port: int, announce: Callable[[str], object], open_browser: bool) -> None:
    """Serve ``folder`` until interrupted; ``announce`` is told the address."""
    with server(folder, host, port) as running:
        address = f"http://{host}:{running.server_address[1]}/"
        announce(address)
        if open_browser:
            import webbrowser

            webbrowser.open(address)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            return

"""The server of the preview on a free port, with a small site."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from preview.server import serve
from preview.state import State

PAGE = '<!doctype html><html lang="en"><head><title>Lamp</title></head><body><p>Light</p></body></html>'


@dataclass
class Running:
    """Its folder, what it knows of builds, its port."""

    root: Path
    state: State
    port: int

    def ask(self, address: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        """The answer to a request, and its body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, address, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body


@contextmanager
def running(root: Path) -> Iterator[Running]:
    """The server of the preview for a folder, before any build."""
    state = State()
    server = serve(root, 0, state, lambda: b"<html><head></head><body>Not yet</body></html>")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Running(root, state, server.server_port)
    finally:
        state.close()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def built(root: Path) -> Iterator[Running]:
    """A server that knows of one build, which made a few files below ``root``."""
    (root / "partners/lamp").mkdir(parents=True)
    (root / "index.html").write_text(PAGE)
    (root / "404.html").write_text(PAGE.replace("Light", "Nothing here"))
    (root / "partners/lamp/index.html").write_text(PAGE)
    (root / "notes.txt").write_bytes(b"0123456789")
    (root / ".built-by-registry.json").write_text("{}")
    with running(root) as server:
        server.state.succeed(None)
        yield server

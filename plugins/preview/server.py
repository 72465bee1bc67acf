"""The server: files of the output folder, on this machine only, with a script that reloads pages."""

from __future__ import annotations

import io
import os
import socket
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any

from preview.state import State

STATIC = Path(__file__).parent / "static"
PREFIX = "/_preview/"
_SCRIPT = f'<script src="{PREFIX}preview.js" defer></script>'.encode()
_EMPTY = b'<!doctype html><html><head><meta charset="utf-8"><title>\xe2\x80\xa6</title></head><body></body></html>'
KEEP_ALIVE_SECONDS = 15.0


class Handler(SimpleHTTPRequestHandler):
    """Serves ``directory``; ``/_preview/`` holds the reloading script and its stream of events."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - as in the base class
        **SimpleHTTPRequestHandler.extensions_map,
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".svg": "image/svg+xml",
        ".webp": "image/webp",
        ".ico": "image/x-icon",
    }

    def __init__(self, *args: Any, state: State, directory: str) -> None:
        self.state = state
        super().__init__(*args, directory=directory)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the terminal is for what was built."""

    def do_GET(self) -> None:
        if self._refused():
            return
        if self.path.partition("?")[0] == PREFIX + "events":
            self._events()
            return
        super().do_GET()

    def do_HEAD(self) -> None:
        if not self._refused():
            super().do_HEAD()

    def _refused(self) -> bool:
        """Only requests to this machine's own names are answered (DNS rebinding)."""
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        if host in ("127.0.0.1", "localhost", "[::1]"):
            return False
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return True

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_head(self) -> io.BytesIO | IO[bytes] | None:  # type: ignore[override]
        path = self.path.partition("?")[0]
        if path.startswith(PREFIX):
            return self._file(STATIC / Path(path).name, HTTPStatus.OK)
        target = Path(self.translate_path(self.path))
        if any(part.startswith(".") for part in target.relative_to(self.directory).parts):
            return self._missing()
        if target.is_dir():
            if not path.endswith("/"):
                return super().send_head()  # redirects to the address with a slash
            target = target / "index.html"
        return self._file(target, HTTPStatus.OK) if target.is_file() else self._missing()

    def _missing(self) -> io.BytesIO | None:
        page = Path(self.directory) / "404.html"
        if page.is_file():
            return self._file(page, HTTPStatus.NOT_FOUND)
        return self._send(_EMPTY, "text/html; charset=utf-8", HTTPStatus.NOT_FOUND)

    def _file(self, path: Path, status: HTTPStatus) -> io.BytesIO | None:
        try:
            content = path.read_bytes()
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return self._send(content, self.guess_type(str(path)), status)

    def _send(self, content: bytes, type_: str, status: HTTPStatus) -> io.BytesIO:
        if type_.startswith("text/html"):
            head, end, rest = content.partition(b"</head>")
            content = head + _SCRIPT + end + rest if end else content
        self.send_response(status)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def _events(self) -> None:
        """Server-sent events: the state now, and at each change."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        seen = ""
        try:
            while not self.state.closed:
                message = self.state.wait(seen, KEEP_ALIVE_SECONDS)
                self.wfile.write(f"data: {message}\n\n".encode() if message != seen else b": still here\n\n")
                self.wfile.flush()
                seen = message
        except (BrokenPipeError, ConnectionResetError):
            pass


class Server(ThreadingHTTPServer):
    """Threads end with the process; a browser that goes away is no event worth a word."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke concerns nobody."""


def serve(directory: Path, port: int, state: State) -> Server:
    """A server on 127.0.0.1, not yet running. Raises ``OSError`` when the port is taken."""
    handler: Callable[..., Handler] = partial(Handler, state=state, directory=str(directory))
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # SO_REUSEADDR would let two servers share a port on some systems: ask first.
        if port and probe.connect_ex(("127.0.0.1", port)) == 0:
            raise OSError(f"port {port}")
    return Server(("127.0.0.1", port), handler)

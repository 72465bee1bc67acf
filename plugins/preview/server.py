"""The server: files of the output folder, on this machine only, with a script that reloads pages."""

from __future__ import annotations

import hashlib
import os
import re
import socket
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

from preview import websocket
from preview.files import byte_range, find, matches, media_type, path_of
from preview.page import POLICY, PREFIX, with_script
from preview.state import State

STATIC = Path(__file__).parent / "static"
_OWN = {PREFIX + name for name in ("preview.js", "place.js", "overlay.js", "overlay.css", "waiting.css")}
_HOST = re.compile(r"(?:127\.0\.0\.1|localhost)(?::\d+)?\Z", re.IGNORECASE)
KEEP_ALIVE_SECONDS = 15.0
HTML = "text/html; charset=utf-8"


class Handler(BaseHTTPRequestHandler):
    """Serves ``root``; below ``/_preview/`` are the scripts and what they listen to."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "preview", ""
    timeout = 60
    """Seconds that a connection may be silent."""
    disable_nagle_algorithm = True

    def __init__(self, *args: Any, state: State, root: Path, waiting: Callable[[], bytes]) -> None:
        self.state, self.root, self.waiting = state, root, waiting
        super().__init__(*args)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the terminal is for what was built."""

    def do_GET(self) -> None:
        """Answer, with a body or, to HEAD, without."""
        if not _HOST.match(self.headers.get("Host", "")):
            # Another name for this machine would be another site's (DNS rebinding).
            self._plain(HTTPStatus.MISDIRECTED_REQUEST)
            return
        address, _, query = self.path.partition("?")
        if address == PREFIX + "events":
            self._events(query)
        elif address in _OWN:
            self._file(STATIC / address.removeprefix(PREFIX))
        else:
            self._page(address, query)

    do_HEAD = do_GET

    def _not_allowed(self) -> None:
        self.close_connection = True  # a body that nobody reads may follow
        self._plain(HTTPStatus.METHOD_NOT_ALLOWED, Allow="GET, HEAD", Connection="close")

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _not_allowed

    def _page(self, address: str, query: str) -> None:
        path = path_of(address)
        info = None if path is None else find(self.root, path)
        if path is None or info is None:
            self._missing(address)
        elif stat.S_ISREG(info.st_mode):
            self._missing(address) if address.endswith("/") else self._file(self.root / path, path)
        elif not address.endswith("/"):
            place = f"/{quote(path)}/" + (f"?{query}" if query else "")
            self._plain(HTTPStatus.TEMPORARY_REDIRECT, Location=place)
        elif find(self.root, index := f"{path}/index.html".lstrip("/")):
            self._file(self.root / index, index)
        else:
            self._missing(address)

    def _missing(self, address: str) -> None:
        if not self.state.built and not find(self.root, "index.html"):
            if os.path.splitext(address)[1] in ("", ".html"):
                self._send(self.waiting(), HTML, HTTPStatus.SERVICE_UNAVAILABLE, policy=POLICY)
                return
        elif (info := find(self.root, "404.html")) and stat.S_ISREG(info.st_mode):
            self._file(self.root / "404.html", "404.html", HTTPStatus.NOT_FOUND)
            return
        self._plain(HTTPStatus.NOT_FOUND)

    def _file(self, path: Path, name: str = "", status: HTTPStatus = HTTPStatus.OK) -> None:
        kind = media_type(path.name)
        version = self.state.version  # before the file is read: it is this old at most
        try:
            with path.open("rb") as file:
                if kind == HTML:
                    if name and status == HTTPStatus.OK and self.command == "GET":
                        self.state.look_at(name)
                    self._send(file.read(), kind, status, file=name, version=version)
                    return
                info = os.fstat(file.fileno())
                tag = f'"{info.st_mtime_ns:x}-{info.st_size:x}-{info.st_ino:x}"'
                if (span := self._head(kind, info.st_size, tag, status)) and span[1] > span[0]:
                    self.connection.sendfile(file, span[0], span[1] - span[0])
        except FileNotFoundError:
            self._plain(HTTPStatus.NOT_FOUND)  # removed since we looked

    def _send(
        self,
        html: bytes,
        kind: str,
        status: HTTPStatus,
        *,
        file: str = "",
        version: int | None = None,
        policy: str | None = None,
    ) -> None:
        html = with_script(html, self.state.run, self.state.version if version is None else version, file)
        tag = f'"{hashlib.blake2b(html, digest_size=12).hexdigest()}"'
        span = self._head(kind, len(html), tag, status, **({"Content-Security-Policy": policy} if policy else {}))
        if span:
            self.wfile.write(html[span[0] : span[1]])

    def _head(self, kind: str, size: int, tag: str, status: HTTPStatus, **more: str) -> tuple[int, int] | None:
        """Send the head of an answer; which bytes are to follow, if any."""
        span: tuple[int, int] | None = None
        if status == HTTPStatus.OK:
            if matches(self.headers.get("If-None-Match", ""), tag):
                self._start(HTTPStatus.NOT_MODIFIED, ETag=tag)
                return None
            if self.command == "GET" and self.headers.get("If-Range", tag) == tag:
                try:
                    span = byte_range(self.headers.get("Range", ""), size)
                except ValueError:
                    self._plain(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, **{"Content-Range": f"bytes */{size}"})
                    return None
        if span:
            status = HTTPStatus.PARTIAL_CONTENT
            more["Content-Range"] = f"bytes {span[0]}-{span[1] - 1}/{size}"
        first, end = span or (0, size)
        more = {"Content-Type": kind, "Content-Length": str(end - first), "Accept-Ranges": "bytes", **more}
        self._start(status, ETag=tag, **more)
        return (first, end) if self.command == "GET" else None

    def _plain(self, status: HTTPStatus, **headers: str) -> None:
        """An answer of one line."""
        body = f"{status} {status.phrase}\n".encode()
        kind = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body))}
        self._start(status, **kind, **headers)
        if self.command != "HEAD":
            self.wfile.write(body)

    def _start(self, status: HTTPStatus, **headers: str) -> None:
        self.send_response(status)
        common = {
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        for name, value in (common | headers).items():
            self.send_header(name, value)
        self.end_headers()

    def _events(self, query: str) -> None:
        """A WebSocket that tells the state now, and at each change, to a page of the version that it names."""
        key, asked = self.headers.get("Sec-WebSocket-Key"), re.fullmatch(r"version=([0-9]{1,9})", query)
        if not key or self.command != "GET":
            self._plain(HTTPStatus.UPGRADE_REQUIRED, Upgrade="websocket")
            return
        if self.headers.get("Origin") != f"http://{self.headers['Host']}":
            self._plain(HTTPStatus.FORBIDDEN)  # browsers let any site connect; what is wrong here is not its business
            return
        self.close_connection = True
        upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": websocket.accept(key)}
        self._start(HTTPStatus.SWITCHING_PROTOCOLS, **upgrade)
        version, turn = int(asked[1]) if asked else 0, -1
        with suppress(OSError):
            while not self.state.closed:
                seen, turn = turn, self.state.wait(turn, KEEP_ALIVE_SECONDS)
                if turn != seen:
                    message, version = self.state.message(version)
                    self.wfile.write(websocket.text(message))
                elif not self.state.closed:
                    self.wfile.write(websocket.PING)  # fails if nobody is there any more
            self.wfile.write(websocket.CLOSE)


class Server(ThreadingHTTPServer):
    """Threads end with the process; a browser that goes away is no event worth a word."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke concerns nobody."""


def serve(root: Path, port: int, state: State, waiting: Callable[[], bytes]) -> Server:
    """A server on 127.0.0.1, not yet running; ``waiting`` makes the page in place of a site not built yet.

    Raises ``OSError`` when the port is taken.
    """
    handler: Callable[..., Handler] = partial(Handler, state=state, root=root, waiting=waiting)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # SO_REUSEADDR would let two servers share a port on some systems: ask first.
        if port and probe.connect_ex(("127.0.0.1", port)) == 0:
            raise OSError(f"port {port}")
    return Server(("127.0.0.1", port), handler)


def free_port(first: int) -> int:
    """A port that nobody listens on, from ``first`` on; 0, any, if none of the next is free."""
    for port in range(first, min(first + 50, 65536)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return 0

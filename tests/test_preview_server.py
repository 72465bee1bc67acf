"""The server of the preview, asked as browsers and as others ask."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from preview.server import free_port, serve
from preview.state import State

PAGE = '<!doctype html><html lang="en"><head><title>Lamp</title></head><body><p>Light</p></body></html>'


@dataclass
class Running:
    root: Path
    state: State
    port: int

    def ask(self, address: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, address, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body


@contextmanager
def running(root: Path) -> Iterator[Running]:
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


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Running]:
    root = tmp_path / "out"
    (root / "partners/lamp").mkdir(parents=True)
    (root / "index.html").write_text(PAGE)
    (root / "404.html").write_text(PAGE.replace("Light", "Nothing here"))
    (root / "partners/lamp/index.html").write_text(PAGE)
    (root / "notes.txt").write_bytes(b"0123456789")
    (root / ".built-by-registry.json").write_text("{}")
    with running(root) as server:
        server.state.succeed(None)
        yield server


def test_pages_have_the_script_and_nothing_else_has(site: Running) -> None:
    answer, body = site.ask("/partners/lamp/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert body.count(b"/_preview/preview.js") == 1
    assert body.index(b"/_preview/preview.js") < body.index(b"</head>")
    assert b'data-version="1" data-file="partners/lamp/index.html"' in body
    assert "_preview" not in (site.root / "partners/lamp/index.html").read_text()
    assert site.ask("/notes.txt")[1] == b"0123456789"
    # What is published brings its own policy in the page; the preview neither takes from it nor adds to it.
    assert "Content-Security-Policy" not in answer.headers


def test_a_page_without_head_or_in_capitals_has_it_too(site: Running) -> None:
    for text in ("<p>bare", "<HTML><HEAD></HEAD ><BODY>", "<body class='a'>x</body>"):
        (site.root / "index.html").write_text(text)
        assert site.ask("/")[1].count(b"preview.js") == 1


def test_head_says_what_get_says_without_a_body(site: Running) -> None:
    for address in ("/", "/notes.txt", "/nothing/", "/partners/lamp"):
        got, body = site.ask(address)
        told, nothing = site.ask(address, "HEAD")
        assert nothing == b""
        assert (told.status, told.headers["Content-Type"]) == (got.status, got.headers["Content-Type"])
        assert told.headers["Content-Length"] == got.headers["Content-Length"] == str(len(body))


def test_what_the_browser_has_is_not_sent_again(site: Running) -> None:
    for address in ("/", "/notes.txt"):
        first, body = site.ask(address)
        again, nothing = site.ask(address, If_None_Match=first.headers["ETag"])
        assert (again.status, nothing) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert first.headers["Cache-Control"] == "no-cache"
    (site.root / "new").write_bytes(b"012345678X")
    (site.root / "new").replace(site.root / "notes.txt")
    changed, body = site.ask("/notes.txt", If_None_Match=first.headers["ETag"])
    assert (changed.status, body) == (200, b"012345678X")


def test_a_page_of_an_older_version_is_sent_again(site: Running) -> None:
    # It names its version: an old one from the browser's store would ask for a reload again and again.
    first, _ = site.ask("/")
    site.state.succeed(frozenset({"other.html"}))
    again, body = site.ask("/", If_None_Match=first.headers["ETag"])
    assert again.status == 200
    assert b'data-version="2"' in body


def test_parts_of_a_file(site: Running) -> None:
    answer, body = site.ask("/notes.txt", Range="bytes=2-4")
    assert (answer.status, body) == (206, b"234")
    assert answer.headers["Content-Range"] == "bytes 2-4/10"
    tag = answer.headers["ETag"]
    assert site.ask("/notes.txt", Range="bytes=-2")[1] == b"89"
    assert site.ask("/notes.txt", Range="bytes=2-4", If_Range=tag)[1] == b"234"
    assert site.ask("/notes.txt", Range="bytes=2-4", If_Range='"old"')[1] == b"0123456789"
    assert site.ask("/notes.txt", Range="bytes=0-1,3-4")[0].status == 200
    refused, _ = site.ask("/notes.txt", Range="bytes=10-")
    assert (refused.status, refused.headers["Content-Range"]) == (416, "bytes */10")
    assert site.ask("/")[0].headers["Accept-Ranges"] == "bytes"


def test_an_empty_file_and_a_large_one(site: Running) -> None:
    (site.root / "empty.txt").write_bytes(b"")
    large = os.urandom(3_000_000)
    (site.root / "film.mp4").write_bytes(large)
    answer, body = site.ask("/empty.txt")
    assert (answer.status, body) == (200, b"")
    answer, body = site.ask("/film.mp4")
    assert (answer.headers["Content-Type"], body) == ("video/mp4", large)


def test_a_folder_is_called_with_a_slash(site: Running) -> None:
    answer, _ = site.ask("/partners/lamp?x=1&y=%2F")
    assert (answer.status, answer.headers["Location"]) == (307, "/partners/lamp/?x=1&y=%2F")
    assert site.ask("/partners/")[0].status == 404  # it has no page
    assert site.ask("/notes.txt/")[0].status == 404


def test_what_is_not_there_is_the_404_page(site: Running) -> None:
    for address in ("/nothing", "/nothing.png", "/..%2f..%2fetc/passwd", "/.built-by-registry.json", "//evil.example/"):
        answer, body = site.ask(address)
        assert answer.status == 404
        assert b"Nothing here" in body
        assert b'data-file="404.html"' in body
    (site.root / "404.html").unlink()
    answer, body = site.ask("/nothing")
    assert (answer.status, body) == (404, b"404 Not Found\n")


def test_links_out_of_the_folder_are_not_followed(site: Running, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (site.root / "a.txt").symlink_to(tmp_path / "secret.txt")
    (site.root / "up").symlink_to(tmp_path)
    assert site.ask("/a.txt")[0].status == 404
    assert site.ask("/up/secret.txt")[0].status == 404


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1:9"])
def test_this_machine_by_its_own_names(site: Running, host: str) -> None:
    assert site.ask("/", Host=host)[0].status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "a@localhost"]
)
def test_other_names_are_refused(site: Running, host: str) -> None:
    for address in ("/", "/_preview/events", "/notes.txt"):
        answer, body = site.ask(address, Host=host)
        assert answer.status == 421
        assert b"0123" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_reading_is_allowed(site: Running, method: str) -> None:
    answer, _ = site.ask("/", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_other_sites_cannot_take_anything_in(site: Running) -> None:
    for address in ("/", "/notes.txt", "/_preview/preview.js"):
        answer, _ = site.ask(address)
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_below_preview_there_are_the_scripts_only(site: Running) -> None:
    assert site.ask("/_preview/preview.js")[0].headers["Content-Type"] == "text/javascript; charset=utf-8"
    for address in ("/_preview/", "/_preview/server.py", "/_preview/../server.py", "/_preview/%2e%2e/server.py"):
        assert site.ask(address)[0].status == 404


def test_one_connection_serves_many_requests(site: Running) -> None:
    connection = HTTPConnection("127.0.0.1", site.port, timeout=10)
    for address in ("/", "/notes.txt", "/nothing", "/partners/lamp", "/notes.txt"):
        connection.request("GET", address)
        connection.getresponse().read()
        used = connection.sock
        assert used is not None
        connection.request("HEAD", address)
        connection.getresponse().read()
        assert connection.sock is used
    connection.close()


def test_answers_do_not_wait_for_acknowledgement(site: Running) -> None:
    connection = HTTPConnection("127.0.0.1", site.port, timeout=10)
    started = time.monotonic()
    for _ in range(50):
        connection.request("GET", "/")
        connection.getresponse().read()
    connection.close()
    assert time.monotonic() - started < 1  # 2 s at 40 ms each


def test_slow_and_silent_clients_hold_nobody_up(site: Running) -> None:
    (site.root / "film.mp4").write_bytes(bytes(30_000_000))
    held = []
    for request in (b"", b"GET / HT", b"GET /film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n") * 20:
        client = socket.create_connection(("127.0.0.1", site.port))
        client.sendall(request)
        held.append(client)
    started = time.monotonic()
    assert site.ask("/")[0].status == 200
    assert time.monotonic() - started < 2
    for client in held:
        client.close()


def handshake(site: Running, query: str, **headers: str) -> tuple[socket.socket, bytes]:
    """A client that asks to listen, and the head of the answer."""
    client = socket.create_connection(("127.0.0.1", site.port), timeout=10)
    sent = {
        "Host": f"127.0.0.1:{site.port}",
        "Origin": f"http://127.0.0.1:{site.port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        **headers,
    }
    lines = [f"GET /_preview/events{query} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items() if value)]
    client.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += client.recv(1)
    return client, head


def frame(client: socket.socket) -> tuple[int, bytes]:
    """The kind and the content of the next frame."""
    kind, size = client.recv(1)[0], client.recv(1)[0]
    if size >= 126:
        size = int.from_bytes(client.recv(2 if size == 126 else 8), "big")
    content = b""
    while len(content) < size:
        more = client.recv(size - len(content))
        assert more, "it ended in the middle"
        content += more
    return kind, content


@contextmanager
def listening(site: Running, version: int) -> Iterator[Iterator[dict[str, Any]]]:
    client, head = handshake(site, f"?version={version}")
    assert head.startswith(b"HTTP/1.1 101 ")
    assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" in head  # the example of RFC 6455
    yield (json.loads(content) for kind, content in iter(lambda: frame(client), None) if kind == 0x81)
    client.close()


def test_every_client_hears_at_once_what_happens(site: Running) -> None:
    with listening(site, 1) as one, listening(site, 1) as other:
        for client in (one, other):
            told = next(client)
            assert (told["version"], told["changed"], told["report"]) == (1, [], None)
        started = time.monotonic()
        site.state.succeed(frozenset({"b", "a"}))
        for client in (one, other):
            told = next(client)
            assert (told["version"], told["changed"], told["report"]) == (2, ["a", "b"], None)
        site.state.fail({"title": "1 error"})
        for client in (one, other):
            told = next(client)
            assert (told["version"], told["changed"], told["report"]) == (2, [], {"title": "1 error"})
        assert time.monotonic() - started < 1


def test_who_comes_late_hears_what_is_wrong_and_what_was_missed(site: Running) -> None:
    site.state.succeed(frozenset({"a"}))
    site.state.succeed(frozenset({"b"}))
    site.state.fail({"title": "1 error"})
    with listening(site, 1) as late:
        told = next(late)
        assert (told["version"], told["changed"], told["report"]) == (3, ["a", "b"], {"title": "1 error"})


@pytest.mark.parametrize("query", ["", "?", "?version=", "?version=-1", "?version=x", "?version=" + "9" * 5000])
def test_a_client_that_does_not_say_what_it_has_is_told_that_anything_may_be_new(site: Running, query: str) -> None:
    client, _ = handshake(site, query)
    assert json.loads(frame(client)[1])["changed"] is None
    client.close()


@pytest.mark.parametrize("size", [10, 200, 70_000])
def test_messages_of_every_size_arrive(site: Running, size: int) -> None:
    site.state.fail({"title": "é" * size})
    with listening(site, 1) as client:
        assert next(client)["report"] == {"title": "é" * size}


def test_no_other_site_can_listen(site: Running) -> None:
    for origin in ("http://evil.example", "", "null", "http://127.0.0.1", f"https://127.0.0.1:{site.port}"):
        client, head = handshake(site, "?version=1", Origin=origin)
        assert head.startswith(b"HTTP/1.1 403 ")
        client.close()
    client, head = handshake(site, "?version=1", Host="evil.example", Origin="http://evil.example")
    assert head.startswith(b"HTTP/1.1 421 ")
    client.close()
    assert site.ask("/_preview/events")[0].status == 426


def test_who_listens_is_told_that_it_ends(site: Running) -> None:
    client, _ = handshake(site, "?version=1")
    frame(client)
    site.state.close()
    assert frame(client) == (0x88, b"")
    assert client.recv(1) == b""
    client.close()


def test_before_there_is_a_site_a_page_stands_in_its_place(tmp_path: Path) -> None:
    with running(tmp_path / "out") as server:
        for address in ("/", "/partners/lamp/", "/index.html"):
            answer, body = server.ask(address)
            assert answer.status == 503
            assert b"Not yet" in body
            assert b"preview.js" in body
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert server.ask("/theme/site.css")[0].status == 404


def test_the_site_of_an_earlier_run_is_there_until_there_is_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE)
    with running(tmp_path) as server:
        assert server.ask("/")[0].status == 200
        assert server.ask("/nothing")[0].status == 404


def test_a_taken_port_is_refused_and_another_named(site: Running) -> None:
    with pytest.raises(OSError, match=str(site.port)):
        serve(site.root, site.port, State(), bytes)
    other = free_port(site.port)
    assert other != site.port
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", other))

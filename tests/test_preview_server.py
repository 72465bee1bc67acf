"""The server of the preview, asked as browsers and as others ask."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from preview.server import free_port, serve
from preview.state import State
from support.previews import PAGE, Running, built, running


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Running]:
    with built(tmp_path / "out") as server:
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
    (site.root / "404.html").unlink()
    (site.root / "404.html").symlink_to(tmp_path / "secret.txt")
    answer, body = site.ask("/nothing/")
    assert (answer.status, b"secret" in body) == (404, False)


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

"""What the preview tells those who listen, and whom it lets listen."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from support.previews import Running, built


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Running]:
    with built(tmp_path / "out") as server:
        yield server


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

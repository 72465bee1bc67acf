"""Pagefind, the program that makes the index (https://pagefind.app): asked as a service, over pipes.

A request is JSON in base64 and a comma, and so is an answer; see ``wrappers/python`` and ``pagefind/src/service`` in
its sources, version 1.5.
"""

from __future__ import annotations

import base64
import contextlib
import json
import select
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any

_WANTED = ("pagefind.js", "pagefind-entry.json", "wasm.")
_WORD = "<p>\N{HANGUL FILLER}</p>"
"""A letter that nobody sees: of a text without a word Pagefind would not even find the title. What shows texts of the
index takes it out."""
_POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Entry:
    """What can be found: its address, its title, its text as HTML, and what narrows the search for it."""

    url: str
    title: str
    html: str
    filters: dict[str, list[str]]


class Stopped(Exception):
    """Whoever asked does not want the index any more."""


class Failed(Exception):
    """Pagefind made no index; the text says why, in its words."""


def version() -> str:
    """The version of Pagefind, which is part of what an index is made of."""
    from importlib.metadata import version

    return version("pagefind-bin")


def index(
    entries: Iterable[Entry], language: str, beside: str, stop: Callable[[], bool] = lambda: False
) -> dict[str, bytes]:
    """The files of an index, {path: bytes}. ``beside`` are CSS selectors of what is not to be found.

    Raises :class:`Failed`, and :class:`Stopped` soon after ``stop`` says so.
    """
    with _service() as process:
        assert process.stdin
        options = {"force_language": language, "exclude_selectors": [beside]}
        last = 1
        try:
            process.stdin.write(_request(last, {"type": "NewIndex", "config": options}))
            for last, entry in enumerate(entries, start=2):
                if last % 20 == 0 and stop():
                    raise Stopped
                page = {"index_id": 0, "file_path": None, "url": entry.url, "file_contents": _page(entry, language)}
                process.stdin.write(_request(last, {"type": "AddFile", **page}))
            process.stdin.write(_request(last + 1, {"type": "GetFiles", "index_id": 0}))
            process.stdin.flush()
        except OSError as error:
            raise Failed(str(error)) from error
        for answer in _answers(process, stop):
            if answer["payload"]["type"] == "Error":
                raise Failed(str(answer["payload"]["message"]))
            if answer["payload"]["type"] == "GetFiles":
                files = {file["path"]: base64.b64decode(file["content"]) for file in answer["payload"]["files"]}
                return {path: content for path, content in files.items() if _is_wanted(path, files)}
    raise Failed("pagefind ended without an answer")


def _is_wanted(path: str, files: dict[str, bytes]) -> bool:
    """Whether our page needs a file: neither the search forms that come along, nor what only a worker loads."""
    if path == "wasm.unknown.pagefind":
        return not any(name.startswith("wasm.") and name != path for name in files)
    return "/" in path or path.endswith(".pf_meta") or path.startswith(_WANTED)


def _page(entry: Entry, language: str) -> str:
    filters = "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{value}">'
        for name, values in entry.filters.items()
        for value in values
    )
    title = f'<meta data-pagefind-meta="title[content]" content="{escape(entry.title)}">'
    return f'<html lang="{language}"><head>{title}{filters}</head><body>{entry.html}{_WORD}</body></html>'


def _request(number: int, payload: dict[str, Any]) -> bytes:
    return base64.b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b","


def _answers(process: subprocess.Popen[bytes], stop: Callable[[], bool]) -> Iterator[dict[str, Any]]:
    assert process.stdout
    waiting: list[bytes] = []
    while True:
        ready = select.select([process.stdout], [], [], _POLL_SECONDS)[0]
        if stop():
            raise Stopped
        if not ready:
            continue
        read = process.stdout.read1(1 << 20)  # type: ignore[attr-defined]
        if not read:
            return
        *messages, rest = read.split(b",")
        for message in messages:
            yield json.loads(base64.b64decode(b"".join([*waiting, message])))
            waiting = []
        waiting.append(rest)


@contextmanager
def _service() -> Iterator[subprocess.Popen[bytes]]:
    """Pagefind, running; it is gone in the end, whatever happens."""
    from pagefind_bin import get_executable  # type: ignore[import-untyped]

    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        process = subprocess.Popen([get_executable(), "--service"], stdin=pipe, stdout=pipe, stderr=nothing)
    except OSError as error:
        raise Failed(str(error)) from error
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()

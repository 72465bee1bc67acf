"""Where a published site is read: on the web, or in a folder."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib import request
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit

REDIRECTS = 5
WAIT_SECONDS = 20.0
"""For a host that says nothing."""
FILE_SECONDS = 120.0
"""For one file in all, however slowly it comes."""
_CHUNK = 64 * 1024


class Answer(NamedTuple):
    """``content`` is at most one byte longer than what was asked for, ``None`` where there is no such file; ``path`` is
    where it was found, from the site's root, ``None`` outside of it."""

    content: bytes | None
    path: str | None


class Unreachable(Exception):
    """A file could not be had, though it may be there; the text says why."""


class Place(Protocol):
    """A published site."""

    def read(self, path: str, limit: int) -> Answer:
        """The file at a path of the output (``partners/index.html``), up to ``limit`` bytes and one more.

        Raises :class:`Unreachable`.
        """

    def files(self) -> set[str] | None:
        """Every file, where that can be known."""


@dataclass(frozen=True)
class Folder:
    """A site in a folder, as it was built or downloaded."""

    root: Path

    def read(self, path: str, limit: int) -> Answer:
        try:
            with (self.root / path).open("rb") as stream:
                return Answer(stream.read(limit + 1), path)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return Answer(None, path)
        except OSError as error:
            raise Unreachable(str(error.strerror)) from None

    def files(self) -> set[str] | None:
        files = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        return {path.as_posix() for path in files if path.parts[0] != ".git"}


class _Redirects(request.HTTPRedirectHandler):
    max_redirections = REDIRECTS

    def redirect_request(self, req: request.Request, *rest: Any) -> request.Request | None:
        if urlsplit(rest[-1]).scheme not in ("http", "https"):
            raise Unreachable(f"redirection to {rest[-1][:100]}")
        return super().redirect_request(req, *rest)


def _opener() -> request.OpenerDirector:
    """Only what the web needs: no local file, no FTP."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    # Identity: what is compared are the bytes of the file, not those of a compression.
    opener.addheaders = [("User-Agent", "partnership-network verify"), ("Accept-Encoding", "identity")]
    return opener


@dataclass(frozen=True)
class Web:
    """A site online. ``base`` is its address, with a ``/`` at the end. Usable from several threads."""

    base: str
    _opener: request.OpenerDirector = field(default_factory=_opener, repr=False)

    def read(self, path: str, limit: int) -> Answer:
        folder, _, name = path.rpartition("/")
        asked = urljoin(self.base, (folder + "/" if folder else "") + ("" if name == "index.html" else name))
        end = time.monotonic() + FILE_SECONDS
        try:
            with self._opener.open(asked, timeout=WAIT_SECONDS) as response:
                return Answer(_body(response, limit, end), self._inside(response.geturl()))
        except HTTPError as error:
            with error:
                if path == "404.html" and error.code == 404:  # some hosts answer so, with the page
                    return Answer(_body(error, limit, end), path)
                if error.code in (404, 410):
                    return Answer(None, path)
            raise Unreachable(f"HTTP {error.code}") from None
        except (OSError, HTTPException, ValueError) as error:
            raise Unreachable(str(getattr(error, "reason", error)) or type(error).__name__) from None

    def files(self) -> set[str] | None:
        return None

    def _inside(self, url: str) -> str | None:
        """The path of the output that an address of the site stands for."""
        path, base = urlsplit(url).path, urlsplit(self.base).path
        if not path.startswith(base):
            return None
        inside = path.removeprefix(base)
        return inside + "index.html" if inside == "" or inside.endswith("/") else inside


def _body(response: HTTPResponse | HTTPError, limit: int, end: float) -> bytes:
    parts, size = [], 0
    while size <= limit and (part := response.read1(min(_CHUNK, limit + 1 - size))):
        parts.append(part)
        size += len(part)
        if time.monotonic() > end:
            raise Unreachable("too slow")
    return b"".join(parts)

"""From an address to a file of the output folder, and nothing else of this machine; what HTTP says of it."""

from __future__ import annotations

import mimetypes
import os
import re
import stat
from pathlib import Path
from urllib.parse import unquote_to_bytes

_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".ico": "image/x-icon",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rss": "application/rss+xml",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    "": "text/plain",
}
_UTF8 = re.compile(r"text/|application/(?:.*[+/])?(?:json|xml)\Z|image/svg\+xml\Z")
# Not the system's table: the same on every machine.
_KNOWN = mimetypes.MimeTypes(filenames=())
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")
_TAG = re.compile(r'(?:W/)?("[^"]*")')


def media_type(name: str) -> str:
    """The Content-Type of a file by its name; text is UTF-8."""
    suffix = os.path.splitext(name)[1].lower()
    kind = _TYPES.get(suffix) or _KNOWN.types_map[True].get(suffix) or "application/octet-stream"
    return f"{kind}; charset=utf-8" if _UTF8.match(kind) else kind


def path_of(address: str) -> str | None:
    """The path, relative to the output folder, that an address asks for (``""`` is the folder itself).

    ``None`` for one that nobody needs: ``..``, ``//``, backslashes, control characters, hidden files, bad UTF-8.
    """
    try:
        path = unquote_to_bytes(re.split(r"[?#]", address, maxsplit=1)[0]).decode()
    except UnicodeDecodeError:
        return None
    if not path.startswith("/") or _UNSAFE.search(path):
        return None
    parts = path.removesuffix("/")[1:].split("/") if path != "/" else []
    if any(not part or (part.startswith(".") and part != ".well-known") for part in parts):
        return None
    return "/".join(parts)


def find(root: Path, path: str) -> os.stat_result | None:
    """The file or folder at ``path`` below ``root``; ``None`` where there is none, or a symbolic link on the way."""
    target = root
    try:
        for part in path.split("/") if path else ():
            target = target / part
            info = os.lstat(target)
            if stat.S_ISLNK(info.st_mode):
                return None
        info = target.stat()
    except (OSError, ValueError):
        return None
    return info if stat.S_ISREG(info.st_mode) or stat.S_ISDIR(info.st_mode) else None


def matches(header: str, tag: str) -> bool:
    """Whether ``If-None-Match`` names the version ``tag``."""
    return header.strip() == "*" or tag in _TAG.findall(header)


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """(first, end) of the one range that ``Range`` asks for, ``None`` if the whole file answers it.

    Raises ``ValueError`` for a range that lies outside.
    """
    found = _RANGE.match(header.strip())
    if not found or found[0] == "bytes=-":
        return None  # several ranges, other units, nonsense: a server may ignore them
    first, last = found.groups()
    if not first:
        if int(last) == 0:
            raise ValueError(header)
        return max(size - int(last), 0), size
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise ValueError(header)
    return int(first), min(int(last) + 1, size) if last else size

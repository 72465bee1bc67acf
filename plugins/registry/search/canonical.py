"""The same index from the same pages: Pagefind 1.5 writes filters in an order of chance.

A ``.pf_filter`` is ``[name, [[value, [page, …]], …]]``, a ``.pf_meta`` ``[version, pages, chunks, [[filter, hash], …],
sorts, fields]``; both CBOR (RFC 8949; of its types only numbers, texts and lists), behind a signature, in gzip. Files
are named after their content. Versions after 1.5.2 sort filters themselves: then this module has nothing to do.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import struct
import zlib
from typing import Any

_SIGNATURE = b"pagefind_dcd"
_GZIP = bytes.fromhex("1f8b08000000000000ff")
_BLOCK = 0xFFFF
_FILTERS = 3
"""Where the filters stand in the ``.pf_meta``."""


def canonical(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of an index with filters and their values in order, under the names that follow."""
    result, names = dict(files), {}
    for path in [path for path in files if path.startswith("filter/")]:
        name, values = _opened(result.pop(path))
        content = _closed([name, sorted(values)])
        old = path.removeprefix("filter/").removesuffix(".pf_filter")
        names[old] = _named(old, content)
        result[f"filter/{names[old]}.pf_filter"] = content
    for path in [path for path in files if path.endswith(".pf_meta")]:
        meta = _opened(result.pop(path))
        meta[_FILTERS] = sorted([name, names[hash_]] for name, hash_ in meta[_FILTERS])
        content = _closed(meta)
        old = path.removeprefix("pagefind.").removesuffix(".pf_meta")
        new = _named(old, content)
        result[f"pagefind.{new}.pf_meta"] = content
        entry = json.loads(result["pagefind-entry.json"])
        for language in entry["languages"].values():
            if language["hash"] == old:
                language["hash"] = new
        result["pagefind-entry.json"] = json.dumps(entry, separators=(",", ":")).encode()
    return dict(sorted(result.items()))


def _named(old: str, content: bytes) -> str:
    """A name in the form of ``old``: ``fr_`` and as many digits."""
    language, _, digits = old.rpartition("_")
    return f"{language}_{hashlib.sha256(content).hexdigest()[: len(digits)]}"


def _opened(content: bytes) -> Any:
    return _read(gzip.decompress(content), len(_SIGNATURE))[0]


def _closed(value: Any) -> bytes:
    return _as_gzip(_SIGNATURE + _written(value))


def _as_gzip(data: bytes) -> bytes:
    """As gzip (RFC 1952) in blocks that are stored as they are (RFC 1951, 3.2.4): these files are small, and what a
    library makes of them would depend on its version."""
    chunks = [data[at : at + _BLOCK] for at in range(0, len(data), _BLOCK)]
    blocks = b"".join(
        struct.pack("<BHH", place == len(chunks) - 1, len(chunk), len(chunk) ^ 0xFFFF) + chunk
        for place, chunk in enumerate(chunks)
    )
    return _GZIP + blocks + struct.pack("<II", zlib.crc32(data), len(data))


def _read(data: bytes, at: int) -> tuple[Any, int]:
    """The value that begins at a place, and the place behind it."""
    major, size = divmod(data[at], 32)
    at += 1
    if size >= 24:
        width = 1 << (size - 24)
        size, at = int.from_bytes(data[at : at + width], "big"), at + width
    if major == 0:
        return size, at
    if major == 3:
        return data[at : at + size].decode(), at + size
    if major != 4:
        raise ValueError(f"CBOR of type {major} at byte {at}")
    items = []
    for _ in range(size):
        item, at = _read(data, at)
        items.append(item)
    return items, at


def _written(value: Any) -> bytes:
    if isinstance(value, int):
        return _head(0, value)
    if isinstance(value, str):
        return _head(3, len(value.encode())) + value.encode()
    return _head(4, len(value)) + b"".join(map(_written, value))


def _head(major: int, size: int) -> bytes:
    if size < 24:
        return bytes([major << 5 | size])
    step = next(step for step in range(4) if size < 1 << (8 << step))
    return bytes([major << 5 | 24 + step]) + size.to_bytes(1 << step, "big")

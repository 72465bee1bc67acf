"""Shares that many small things are kept in: an edit changes one among thousands, and its share is written again."""

from __future__ import annotations

from zlib import crc32

SHARES = 64


def share_of(key: str) -> int:
    """The share of what is called so: 0 to 63, the same in every process."""
    return crc32(key.encode("utf-8", "surrogateescape")) % SHARES

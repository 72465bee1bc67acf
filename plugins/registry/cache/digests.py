"""16 bytes that stand for a value: equal values have equal ones, and others, in practice, never have."""

from __future__ import annotations

import hashlib
import marshal
from typing import Any

DIGEST = 16
"""Bytes of a digest."""


def of_value(value: Any) -> bytes:
    """Of a plain value, the order of its keys included."""
    return of_bytes(marshal.dumps(value, 2))


def of_text(text: str) -> bytes:
    """Of a text."""
    return of_bytes(text.encode("utf-8", "surrogatepass"))


def of_file(content: bytes) -> bytes:
    """32 bytes, of what is published: SHA-256, which anybody can compute again."""
    return hashlib.sha256(content).digest()


def of_bytes(content: bytes) -> bytes:
    """Of bytes."""
    return hashlib.blake2b(content, digest_size=DIGEST).digest()

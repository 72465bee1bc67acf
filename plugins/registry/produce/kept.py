"""What artefacts became, kept by its SHA-256: no artefact is made again because its files are gone, or for a part of
it that an assembly or the search index wants."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

from registry.cache.store import Store

_AT_ONCE = 4_000_000
"""Bytes that wait in memory at most, about."""
_BARE = -15
"""Without a checksum: the rows of a store have one."""


def pack(content: bytes) -> bytes:
    """A content as it is kept: compressed at the least cost, which takes a fiftieth of the time that a page takes."""
    return zlib.compress(content, 1, _BARE)


def unpack(packed: bytes) -> bytes:
    """What :func:`pack` packed."""
    return zlib.decompress(packed, _BARE)


class Kept:
    """Contents that a ``store`` keeps under ``section``; what is not there, is to be made again."""

    def __init__(self, store: Store, section: str) -> None:
        self._store, self._section = store, section
        self._waiting: dict[bytes, bytes] = {}
        self._gone: set[bytes] = set()
        self._size = 0

    def add(self, packed: Mapping[bytes, bytes]) -> None:
        """Keep contents that are packed, by their digests: at once when there are many, else by :meth:`save`."""
        self._waiting.update(packed)
        self._gone.difference_update(packed)
        self._size += sum(map(len, packed.values()))
        if self._size > _AT_ONCE:
            self.save()

    def drop(self, digests: Iterable[bytes]) -> None:
        """Forget contents, when :meth:`save` is called."""
        self._gone.update(digests)
        for digest in self._gone:
            self._waiting.pop(digest, None)

    def get(self, digest: bytes) -> bytes | None:
        """The content with this digest."""
        packed = self._waiting.get(digest) or self._store.get(self._section, digest)
        return None if packed is None else unpack(packed)

    def several(self, digests: Iterable[bytes]) -> dict[bytes, bytes]:
        """Those of many contents that are there, by their digests."""
        wanted = set(digests)
        found = {digest: self._waiting[digest] for digest in wanted & self._waiting.keys()}
        found.update(self._store.several(self._section, wanted - found.keys()))
        return {digest: unpack(packed) for digest, packed in found.items()}

    def save(self) -> None:
        """Put what changed into the store; where that cannot be written, it stays in memory."""
        if self._store.change(self._section, self._waiting.items(), self._gone):
            self._waiting, self._gone = {}, set()
        self._size = 0

"""The parts that a file is put together from, one after the other: never are all of them in memory."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence

from registry.cache.digests import of_file
from registry.produce.kept import Kept

_AT_ONCE = 256
"""Parts that are fetched at a time."""


class Source:
    """Where parts come from: what is ``kept``, or an artefact, for which ``make`` makes it by its key."""

    def __init__(self, kept: Kept, make: Callable[[str], bytes]) -> None:
        self._kept, self._make = kept, make
        self._there: Iterator[bytes] = iter(())
        self._places: dict[bytes, int] = {}
        self._next = 0

    def read(self, there: Iterator[bytes], digests: Sequence[bytes]) -> None:
        """Use a file as it was: ``there`` gives its parts one by one, which have these digests."""
        self._there = there
        self._places = {digest: place for place, digest in enumerate(digests)}

    def parts(self, keys: Sequence[str], digests: Sequence[bytes]) -> Iterator[bytes]:
        """The part of each of these artefacts, which has this digest."""
        for start in range(0, len(keys), _AT_ONCE):
            window = range(start, min(start + _AT_ONCE, len(keys)))
            ahead = self._ahead([digests[place] for place in window])
            fetched = self._kept.several({digests[place] for place in window} - ahead)
            for place in window:
                digest = digests[place]
                part = self._read(digest) if digest in ahead else fetched.get(digest)
                yield self._make(keys[place]) if part is None else part

    def _ahead(self, digests: Sequence[bytes]) -> set[bytes]:
        """Those that the file has where it was not read yet, in this order."""
        found, after = set(), self._next
        for digest in digests:
            place = self._places.get(digest, -1)
            if place >= after:
                found.add(digest)
                after = place + 1
        return found

    def _read(self, digest: bytes) -> bytes | None:
        part, last = None, self._places[digest]
        with contextlib.suppress(OSError):
            while self._next <= last:
                part = next(self._there, None)
                self._next += 1
        # Somebody may have written to it since it was looked at.
        return part if part is not None and of_file(part) == digest else None

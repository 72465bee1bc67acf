"""Whether anything changed since the last build: found out without reading a record, before Pelican is imported."""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from registry.cache.digests import of_value
from registry.cache.looks import below, settled
from registry.cache.store import Store
from registry.load.moves import moves

_KEY, _LOOKS = b"done", b"looks"
_TOPS = ("data", "content")


class Done(NamedTuple):
    """What the last build said: of its pages, with ``{seconds}`` to fill in, and of its warnings; ``point`` is the
    sign between a number's whole and its tenths."""

    line: str
    warnings: str
    point: str


_seen: dict[tuple[Path, str], Sight] = {}


class Sight(NamedTuple):
    """The files of a site at a glance: a digest of how they look, and of what git says is checked out; when the
    youngest changed and when they were looked at, in ns."""

    digest: bytes
    youngest: int
    at: int


def look(root: Path, beside: object = None) -> Sight:
    """Look at every file and folder of the records below ``root`` (none is opened, no link followed), and whether git
    checked out something else.

    ``beside`` is what else the build depends on.
    """
    depends, at = repr((beside, moves(root))), time.time_ns()
    found = [
        (path, info.st_mode, info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)
        for top in _TOPS
        for path, info in below(f"{root}/{top}")
    ]
    youngest = max((max(modified, changed) for _, _, _, modified, changed, _ in found), default=0)
    return Sight(of_value((depends, found)), youngest, at)


def first_look(root: Path, beside: object = None) -> Sight:
    """What :func:`done` saw in this run, before anything was read; nobody is given it twice. Else a look now."""
    return _seen.pop((root, repr(beside)), None) or look(root, beside)


def remember(store: Store, section: str, sight: Sight, looks: dict[str, tuple[int, int]], done: Done) -> None:
    """Note that what ``sight`` saw, before it was read, was built into files that look like ``looks``."""
    if settled(sight.youngest, sight.at):
        rows = (_KEY, (sight.digest, tuple(done))), (_LOOKS, (sight.digest, looks))
        store.change(section, [(key, marshal.dumps(row, 2)) for key, row in rows])
    else:
        store.change(section, drop=[_KEY])


def done(
    store: Store, section: str, root: Path, output: Path, beside: Callable[[], object] = lambda: None
) -> Done | None:
    """What the last build said, if there is nothing to do since; ``beside`` gives what :func:`look` was told."""
    found = _row(store, section, _KEY)
    about = beside()
    sight = _seen[root, repr(about)] = look(root, about)
    if found is None or sight.digest != found[0]:
        return None
    made = _row(store, section, _LOOKS)
    if made is None or made[0] != found[0]:
        return None
    for path, before in made[1].items():
        try:
            info = os.lstat(f"{output}/{path}")
        except OSError:
            return None
        if (info.st_size, info.st_mtime_ns) != before:
            return None
    return Done(*found[1])


def _row(store: Store, section: str, key: bytes) -> tuple[bytes, Any] | None:
    """A row that :func:`remember` wrote: the digest of what was seen, and what goes with it."""
    row = store.get(section, key)
    try:
        digest, value = marshal.loads(row) if row else (b"", None)
    except (ValueError, TypeError, EOFError):
        return None
    return (digest, value) if digest else None

"""How files look without being read, and how far that may be trusted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

RACY_NS = 2_000_000_000
"""A file that changed so shortly before it was looked at may change again within one tick of its clock (as in git)."""


def settled(changed: int, seen: int) -> bool:
    """Whether a file that last changed at ``changed`` and was looked at at ``seen`` (both in ns) can be told from its
    next version by its looks."""
    return seen - changed > RACY_NS


def look_at(folder: Path, path: str) -> tuple[int, int]:
    """Size and modification time in ns of the file at ``path`` below ``folder``; (-1, -1) where there is none."""
    try:
        info = os.lstat(f"{folder}/{path}")
    except OSError:
        return -1, -1
    return info.st_size, info.st_mtime_ns


def below(path: str) -> Iterator[tuple[str, os.stat_result]]:
    """A file or a folder with all that lies below it, in a fixed order, none opened and no link followed.

    What vanishes meanwhile, or may not be looked at, is left out.
    """
    try:
        yield path, os.lstat(path)
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from below(entry.path)
        else:
            try:
                yield entry.path, entry.stat(follow_symlinks=False)
            except OSError:
                continue

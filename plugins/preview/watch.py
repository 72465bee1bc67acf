"""What the watched folders look like, to see whether anything changed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

Snapshot = dict[str, tuple[int, int, int]]
"""path → (modification time in ns, size, inode)"""

_IGNORED_NAMES = {"__pycache__", ".git", "node_modules"}


def snapshot(paths: Iterable[Path]) -> Snapshot:
    """Look at every file below ``paths`` (files or folders, missing ones included). Never raises.

    The whole is read anew each time instead of trusting events, so that folders renamed away and
    back, an editor's atomic saves and changes made during a build are seen like any other.
    """
    found: Snapshot = {}
    for path in paths:
        for name, info in _files(str(path)):
            found[name] = (info.st_mtime_ns, info.st_size, info.st_ino)
    return found


def _files(path: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        info = os.lstat(path)
        if not stat.S_ISDIR(info.st_mode):
            yield path, info
            return
        with os.scandir(path) as entries:
            names = sorted(entry.name for entry in entries if entry.name not in _IGNORED_NAMES)
    except OSError:
        return
    for name in names:
        if not name.endswith((".pyc", "~", ".swp")):
            yield from _files(os.path.join(path, name))  # noqa: PTH118 - hot: once a file, several times a second


def changes(before: Snapshot, after: Snapshot) -> list[str]:
    """Paths that are new, gone or different, sorted."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))

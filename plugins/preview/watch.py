"""What the watched folders look like, to see whether anything changed."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from registry.load.files import ignored

Look = tuple[int, int, int, int]
"""Modification and status-change time in ns, size, inode: what no way of saving leaves the same."""
Snapshot = dict[str, Look]
"""path → :data:`Look` of each file; a folder is only there or not, and open or not"""

_NOT_WATCHED = {"__pycache__", "node_modules"}
_FOLDER = -1
"""The size of a folder in a snapshot."""


def code_of(project: Path) -> list[Path]:
    """What a site is built by: a change of it concerns more than records."""
    return [project / name for name in ("plugins", "schemas", "theme", "pelicanconf.py", "publishconf.py")]


def snapshot(
    paths: Iterable[Path], folder: Callable[[str], object] = lambda path: None, through: Collection[Path] = ()
) -> Snapshot:
    """Look at every file below ``paths`` (files or folders, missing ones included). Never raises.

    The whole is read anew instead of trusting events, so that folders renamed away and back, an
    editor's atomic saves and changes made during a build are seen like any other.
    ``folder`` is called with each folder before it is read. No link is followed, as the loader follows none, but those
    in folders of ``through``: there, Python and Jinja2 do.
    """
    found: Snapshot = {}
    for path in paths:
        try:
            info = path.stat()
        except OSError:
            continue
        if stat.S_ISDIR(info.st_mode):
            _read(str(path), found, folder, {os.path.realpath(path)} if path in through else None)
        else:
            found[str(path)] = _look(info)
    return found


def _read(folder: str, found: Snapshot, tell: Callable[[str], object], reached: set[str] | None) -> None:
    """``reached`` are the real folders that links led to so far; none is followed where it is ``None``."""
    tell(folder)
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _beside(entry.name):
                    continue
                try:
                    if reached is not None and entry.is_symlink():
                        _follow(entry.path, found, tell, reached)
                    elif entry.is_dir(follow_symlinks=False):
                        found[entry.path] = (entry.stat(follow_symlinks=False).st_mode, 0, _FOLDER, 0)
                        _read(entry.path, found, tell, reached)
                    else:
                        found[entry.path] = _look(entry.stat(follow_symlinks=False))
                except OSError:
                    continue  # it vanished meanwhile
    except OSError:
        return


def _follow(link: str, found: Snapshot, tell: Callable[[str], object], reached: set[str]) -> None:
    """Look at what a link leads to, once, as if it lay there. Raises ``OSError`` where that is not there."""
    real = os.path.realpath(link)
    tell(real.rpartition("/")[0] or "/")
    info = Path(real).stat()
    if not stat.S_ISDIR(info.st_mode):
        found[link] = _look(info)
        return
    found[link] = (info.st_mode, info.st_ino, _FOLDER, 0)
    if real not in reached:
        reached.add(real)
        _read(link, found, tell, reached)


def glance(before: Snapshot, paths: list[Path], told: set[str]) -> Snapshot | None:
    """``before``, brought up to date where something is ``told`` to have happened.

    ``None`` if only a whole look can tell: folders or links came or went.
    """
    roots, above, now = {str(path) for path in paths}, {str(path.parent) for path in paths}, dict(before)
    for path in told:
        folder, name = os.path.split(path)
        if _beside(name) or (folder in above and path not in roots):
            continue
        if path in roots or (folder not in roots and folder not in before):
            return None
        try:
            info = os.lstat(path)
        except OSError:
            info = None
        if (path in before and before[path][2] == _FOLDER) or _is_more(info):
            return None
        if info:
            now[path] = _look(info)
        else:
            now.pop(path, None)
    return now


def _is_more(info: os.stat_result | None) -> bool:
    """Whether other files may come with it: a folder, or a link."""
    return info is not None and (stat.S_ISDIR(info.st_mode) or stat.S_ISLNK(info.st_mode))


def _beside(name: str) -> bool:
    """Whether a file of that name changes nothing: what editors and Python leave."""
    return name in _NOT_WATCHED or ignored(name) or name.endswith(".pyc")


def _look(info: os.stat_result) -> Look:
    return info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino


def changes(before: Snapshot, after: Snapshot) -> list[str]:
    """Paths that are new, gone or different, sorted."""
    changed = [path for path, look in after.items() if before.get(path) != look]
    return sorted([*changed, *(before.keys() - after.keys())])

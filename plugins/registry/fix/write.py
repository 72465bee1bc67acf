"""Carry corrections out in the site: whole files or nothing, never through a link, never over another's work."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from registry.fix.site import Fixed


def write(root: Path, fixed: Fixed) -> list[str]:
    """Write the corrected files of a site; the paths of those that were changed meanwhile, and are left alone.

    Raises ``OSError`` where a file cannot be written: each file is then whole, old or new.
    """
    left = []
    for old, new in fixed.renamed.items():
        if is_ours(root, old) and not os.path.lexists(root / new):
            (root / old).rename(root / new)
        else:
            left.append(old)
    for path, content in sorted(fixed.files.items()):
        if is_ours(root, path) and (root / path).read_bytes() == fixed.originals[path]:
            _put(root / path, content)
        elif path not in (fixed.renamed.get(old) for old in left):
            left.append(path)
    return left


def is_ours(root: Path, path: str) -> bool:
    """Whether a path leads to an ordinary file of ``data/`` or ``content/``, with no link on the way below the site."""
    parts = path.split("/")
    if parts[0] not in ("data", "content") or ".." in parts:
        return False
    try:
        modes = [os.lstat(root / Path(*parts[: count + 1])).st_mode for count in range(len(parts))]
    except OSError:
        return False
    return all(map(stat.S_ISDIR, modes[:-1])) and stat.S_ISREG(modes[-1])


def laid_beside(path: Path, content: bytes, mode: int) -> Path:
    """A hidden file beside ``path``, complete, that can take its place."""
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(name, mode)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return Path(name)


def _put(path: Path, content: bytes) -> None:
    laid = laid_beside(path, content, stat.S_IMODE(path.stat().st_mode))
    try:
        os.replace(laid, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(laid)
        raise

"""What the system can do with whole folders, and Python has no name for."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import sys
from pathlib import Path

_SWAP = 2
"""RENAME_EXCHANGE of renameat2(2) on Linux; RENAME_SWAP of renamex_np(2) on macOS."""
_HERE = -100
"""AT_FDCWD of Linux."""


def exchange(one: Path, other: Path) -> None:
    """Let two folders of one file system change places, in one step that nobody can see half done.

    Raises ``OSError``: with ``ENOSYS`` where the system has no such step, with ``EINVAL``, ``EXDEV``, ``EBUSY`` and
    others where the file system has none, or not for these two.
    """
    names = os.fsencode(one), os.fsencode(other)
    system = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and hasattr(system, "renameat2"):
        failed = system.renameat2(_HERE, names[0], _HERE, names[1], ctypes.c_uint(_SWAP))
    elif sys.platform == "darwin" and hasattr(system, "renamex_np"):
        failed = system.renamex_np(names[0], names[1], ctypes.c_uint(_SWAP))
    else:
        raise OSError(errno.ENOSYS, "no exchange of folders", str(one), None, str(other))
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))


def sync(folder: Path) -> None:
    """Let all that was written to the file system of a folder reach the disk: once, instead of file by file.

    Raises ``OSError`` where the disk says that it did not take it.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        system = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
        if system and hasattr(system, "syncfs"):
            if system.syncfs(handle):
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number), str(folder))
        elif hasattr(os, "sync"):
            os.sync()
    finally:
        os.close(handle)


def sync_names(folder: Path) -> None:
    """Let the names in one folder reach the disk, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

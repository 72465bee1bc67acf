"""Replace the output as a whole: nobody sees a file of the new site beside one of the old."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from registry.write.exchange import exchange, sync, sync_names
from registry.write.lock import Lock
from registry.write.stage import is_passing, passing, remove

_NOT_HERE = {
    *(errno.EXDEV, errno.EBUSY, errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP),
    *(errno.EACCES, errno.EPERM, errno.EROFS),
}
_NO_LINKS = {errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


class NotHere(Exception):
    """The output cannot be exchanged: it is a file system of its own, or on one that has no such step (network
    folders, most often), or the folder above may not be written."""


@contextlib.contextmanager
def copy_that_takes_its_place(output: Path, lock: Lock) -> Iterator[Path]:
    """A copy of the output beside it, by links, so that nothing is copied: files in it may be replaced and removed, and
    not be written to. In the end it reaches the disk and takes the place of the output, all in one step.

    Raises :class:`NotHere` where that cannot be, and ``OSError``; then, and whatever goes wrong in between, the output
    is as it was. Files that others put there are kept.
    """
    real = output.resolve()
    copy = real.with_name(passing(real.name))
    try:
        with _or_not_here():
            os.mkdir(copy)
            _fill(copy, real, os.lstat(real).st_dev)
        yield copy
        with _or_not_here():
            sync(copy)
            lock.also(copy)  # who comes now waits for us, whichever of the two it opens
            exchange(copy, real)
        sync_names(real.parent)
    except OSError as error:
        raise _of_output(error, copy, output) from error
    finally:
        remove(copy)


@contextlib.contextmanager
def _or_not_here() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _NOT_HERE:
            raise NotHere from error
        raise


def _of_output(error: OSError, copy: Path, output: Path) -> OSError:
    """An error that names files of the output, where it named files of the copy."""
    names = [
        name.replace(str(copy), str(output), 1) if isinstance(name, str) else name
        for name in (error.filename, error.filename2)
    ]
    return OSError(error.errno, error.strerror, names[0], None, names[1])


def _fill(copy: Path, real: Path, device: int, top: bool = True) -> None:
    with os.scandir(real) as entries:
        for entry in entries:
            if top and is_passing(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                info, folder = entry.stat(follow_symlinks=False), copy / entry.name
                if info.st_dev != device:
                    raise OSError(errno.EXDEV, "a file system of its own", entry.path)
                os.mkdir(folder)
                os.chmod(folder, stat.S_IMODE(info.st_mode))
                _fill(folder, real / entry.name, device, top=False)
            else:
                _link(entry.path, f"{copy}/{entry.name}")
    if top:
        shutil.copystat(real, copy)


def _link(there: str, here: str) -> None:
    """Let a file, or a link, have a second name; where the disk knows no second names, copy it."""
    try:
        os.link(there, here, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(there, here, follow_symlinks=False)

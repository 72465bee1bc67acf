"""One build at a time into a folder: whoever comes second waits."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class Lock:
    """Held on the output folder itself: the system gives it back, however a process ends, and no file is left of it.

    Where the system or the disk knows no such locks, nobody waits.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.held = False
        """Whether nobody else is at work in the folder, for certain."""
        self._handles: list[int] = []

    @contextlib.contextmanager
    def alone(self, waits: Callable[[], object] = lambda: None) -> Iterator[None]:
        """Have the folder, which is made if need be and goes again if it stays empty. ``waits`` is called once if
        somebody else has it. Raises ``OSError`` where it cannot be made or opened."""
        made = _make(self.output)
        try:
            while not self._take(waits):
                made += _make(self.output)
                waits = _nothing
            yield
        finally:
            self._give_back()
            for folder in reversed(made):
                with contextlib.suppress(OSError):
                    folder.rmdir()

    def also(self, folder: Path) -> None:
        """Have a folder, too, that is about to take the place of the output."""
        if self.held and fcntl:
            handle = os.open(folder, os.O_RDONLY)
            self._handles.append(handle)
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _take(self, waits: Callable[[], object]) -> bool:
        """Whether the folder that was waited for still is the output."""
        if not fcntl:
            return True
        try:
            handle = os.open(self.output, os.O_RDONLY)
        except FileNotFoundError:
            return False
        self._handles.append(handle)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waits()
                fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            return True
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(handle), self.output.stat()):
                self.held = True
                return True
        self._give_back()
        return False

    def _give_back(self) -> None:
        self.held = False
        while self._handles:
            handle = self._handles.pop()
            with contextlib.suppress(OSError):
                if fcntl:
                    fcntl.flock(handle, fcntl.LOCK_UN)  # for processes that were forked meanwhile, too
            os.close(handle)


def _make(folder: Path) -> list[Path]:
    """Make a folder with those above it; which were made, from the top."""
    missing = [folder, *folder.parents]
    missing = missing[: next(place for place, path in enumerate(missing) if path.is_dir() or path == path.parent)]
    made = []
    for path in reversed(missing):
        try:
            os.mkdir(path)
        except FileExistsError:
            if not path.is_dir():
                raise
        else:
            made.append(path)
    return made


def _nothing() -> None:
    pass

"""What wakes the watcher: the system's own word that something happened in a folder.

A wake-up is a hint only, whose sole use is that nobody waits for the next look. Where there is none (a full table of
watches, some network folders), looks come by the clock.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import sys
import threading
from pathlib import Path


class Wake:
    """No hint at all: only time passes."""

    hints = False
    """Whether it can be relied upon to be called at most times."""

    def watch(self, folder: str) -> None:
        """Care about what happens directly in ``folder``; to be called anew before each look into it."""

    def wait(self, seconds: float) -> bool:
        """Wait that long, or less: whether something may have happened since the last call."""
        threading.Event().wait(seconds)
        return False

    def close(self) -> None:
        """Give everything back."""


class Inotify(Wake):
    """Linux. Sleeps in the kernel and is told within a millisecond, unlike libraries, which ask in steps."""

    # Written, touched, moved, made, deleted; not opened or read, which a build does too.
    _MASK = 0x2 | 0x4 | 0x8 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x800 | 0x01000000  # and only folders

    def __init__(self) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._handle: int = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._handle < 0:
            raise OSError(ctypes.get_errno(), "inotify_init1")
        self.hints = True

    def watch(self, folder: str) -> None:
        """A folder that is watched already stays as it is."""
        done = self._libc.inotify_add_watch(self._handle, os.fsencode(folder), self._MASK)
        if done < 0 and Path(folder).is_dir():
            self.hints = False

    def wait(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._handle], [], [], seconds)
        if ready:
            with contextlib.suppress(BlockingIOError):
                while os.read(self._handle, 65536):
                    pass
        return bool(ready)

    def close(self) -> None:
        os.close(self._handle)


class Library(Wake):
    """Other systems: watchfiles, which comes with Pelican."""

    STEP_MILLISECONDS = 15

    def __init__(self) -> None:
        import watchfiles

        self._watch = watchfiles.watch
        self._wanted: dict[str, int] = {}
        self._watched: dict[str, int] = {}
        self._happened = threading.Event()
        self._stop = threading.Event()
        self.hints = True

    def watch(self, folder: str) -> None:
        with contextlib.suppress(OSError):
            self._wanted[folder] = Path(folder).stat().st_ino

    def wait(self, seconds: float) -> bool:
        if self._wanted != self._watched:
            # A folder is new, or another one has its name.
            self._wanted = {path: inode for path, inode in self._wanted.items() if Path(path).is_dir()}
            self._watched = dict(self._wanted)
            self._stop.set()
            self._stop = threading.Event()
            threading.Thread(target=self._listen, args=(list(self._watched), self._stop), daemon=True).start()
        happened = self._happened.wait(seconds)
        self._happened.clear()
        return happened

    def _listen(self, folders: list[str], stop: threading.Event) -> None:
        self._happened.set()  # before it listens, anything may have happened
        try:
            for _ in self._watch(
                *folders,
                watch_filter=None,
                debounce=1,
                step=self.STEP_MILLISECONDS,
                stop_event=stop,
                rust_timeout=60_000,
                recursive=False,
                ignore_permission_denied=True,
            ):
                self._happened.set()
        except (OSError, RuntimeError):
            self.hints = False  # no watches left, or a folder went away: the next look sees to it
            self._watched = {}

    def close(self) -> None:
        self._stop.set()


def best_wake() -> Wake:
    """The quickest that works here."""
    kinds: list[type[Wake]] = [Inotify] if sys.platform == "linux" else []
    for kind in (*kinds, Library):
        with contextlib.suppress(OSError, AttributeError, ImportError):
            wake: Wake = kind()
            return wake
    return Wake()

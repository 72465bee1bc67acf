"""What wakes the watcher: the system's own word that something happened in a folder.

It is a hint only: nobody waits for the next look, and the first look is where it will find something. Where there is
none (a full table of watches, some network folders), looks come by the clock.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import struct
import sys
import threading
import time
from pathlib import Path

Told = set[str] | None
"""Paths to which something happened; ``None`` if it is not known to which."""


class Wake:
    """No hint at all: only time passes."""

    hints = False
    """Whether something that happens is told, as a rule."""

    def watch(self, folder: str) -> None:
        """Care about what happens directly in ``folder``; to be called anew before each look into it."""

    def wait(self, seconds: float) -> Told:
        """Wait that long, or until something happens: what happened since the last call."""
        time.sleep(seconds)
        return set()

    def close(self) -> None:
        """Give everything back."""


class Inotify(Wake):
    """Linux. Sleeps in the kernel and is told within a millisecond, unlike libraries, which ask in steps."""

    # Written, touched, moved, made, deleted; not opened or read, which a build does too.
    _MASK = 0x2 | 0x4 | 0x8 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x800 | 0x01000000  # and only folders
    _EVENT = struct.Struct("iIII")

    def __init__(self) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._handle: int = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._handle < 0:
            raise OSError(ctypes.get_errno(), "inotify_init1")
        self._folders: dict[int, str] = {}
        self.hints = True

    def watch(self, folder: str) -> None:
        """A folder that is watched already stays as it is, under the name it now has."""
        number = self._libc.inotify_add_watch(self._handle, os.fsencode(folder), self._MASK)
        if number >= 0:
            self._folders[number] = folder
        elif Path(folder).is_dir():
            self.hints = False

    def wait(self, seconds: float) -> Told:
        told: set[str] = set()
        known = True
        ready, _, _ = select.select([self._handle], [], [], seconds)
        with contextlib.suppress(BlockingIOError):
            while ready:
                data, place = os.read(self._handle, 65536), 0
                while place < len(data):
                    number, _, _, size = self._EVENT.unpack_from(data, place)
                    place += self._EVENT.size + size
                    name = os.fsdecode(data[place - size : place].rstrip(b"\0"))
                    if name and number in self._folders:
                        told.add(f"{self._folders[number]}/{name}")
                    else:
                        known = False  # too much happened, or a folder itself went away
        return told if known else None

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
        self._told: Told = set()
        self._lock = threading.Lock()
        self._happened = threading.Event()
        self._stop = threading.Event()
        self.hints = True

    def watch(self, folder: str) -> None:
        with contextlib.suppress(OSError):
            self._wanted[folder] = Path(folder).stat().st_ino

    def wait(self, seconds: float) -> Told:
        if self._wanted != self._watched:
            # A folder is new, or another one has its name.
            self._wanted = {path: inode for path, inode in self._wanted.items() if Path(path).is_dir()}
            self._watched = dict(self._wanted)
            self._stop.set()
            self._stop = threading.Event()
            threading.Thread(target=self._listen, args=(list(self._watched), self._stop), daemon=True).start()
        self._happened.wait(seconds)
        with self._lock:
            told, self._told = self._told, set()
            self._happened.clear()
        return told

    def _tell(self, told: Told) -> None:
        with self._lock:
            self._told = None if told is None or self._told is None else self._told | told
            self._happened.set()

    def _listen(self, folders: list[str], stop: threading.Event) -> None:
        self._tell(None)  # before it listens, anything may have happened
        try:
            for changes in self._watch(
                *folders,
                watch_filter=None,
                debounce=1,
                step=self.STEP_MILLISECONDS,
                stop_event=stop,
                rust_timeout=60_000,
                recursive=False,
                ignore_permission_denied=True,
            ):
                paths = {path for _, path in changes}
                self._tell(None if paths & set(folders) else paths)
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

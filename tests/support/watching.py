"""Waiting for the changes that a watcher sees, for a limited time."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from preview.wake import Told, Wake
from preview.watcher import Watcher

QUIET = 0.3
"""Seconds without a change after which there is none."""
LIMIT = 10.0
"""Seconds after which a change counts as missed, on a machine that is busy with other tests."""


def site_to_watch(folder: Path) -> Path:
    """A few records to change, below ``folder``."""
    site = folder / "site"
    for name in ("data/partners", "content/projects"):
        (site / name).mkdir(parents=True)
    (site / "data/network.yaml").write_text("name: Lanterns\n")
    for number in range(5):
        (site / f"data/partners/p{number}.yaml").write_text(f"name: {number}\n")
    return site


def after(change: Callable[[], object], watcher: Watcher, site: Path) -> list[str]:
    """What the watcher says changed, relative to the site, once ``change`` is made while it waits."""
    thread = threading.Timer(0.05, change)
    thread.start()
    found = next_within(watcher)
    thread.join()
    assert found is not None, "a change was missed"
    return [os.path.relpath(path, site) for path in found]


class TimeIsUp(Exception):
    """Nothing changed in time."""


class Limited(Wake):
    """Another wake, until a time."""

    def __init__(self, wake: Wake, seconds: float) -> None:
        self.wake, self.end = wake, time.monotonic() + seconds
        self.hints = wake.hints

    def watch(self, folder: str) -> None:
        """As the other does."""
        self.wake.watch(folder)

    def wait(self, seconds: float) -> Told:
        """As the other does, as long as there is time."""
        left = self.end - time.monotonic()
        if left < 0:
            raise TimeIsUp
        return self.wake.wait(min(seconds, left))


def next_within(watcher: Watcher, seconds: float = LIMIT) -> list[str] | None:
    """The next change; ``None`` if there is none in time."""
    wake = watcher.wake
    watcher.wake = Limited(wake, seconds)
    try:
        return watcher.next()
    except TimeIsUp:
        return None
    finally:
        watcher.wake = wake

"""Waits for changes of a site and of what builds it, until they are complete."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from registry.load.moves import log_of_moves

from preview.wake import Told, Wake
from preview.watch import Snapshot, changes, code_of, glance, snapshot

QUIET_SECONDS = 0.01
"""How long a file that was saved must rest. Longer than the clock of the file system ticks (4 ms, 10 at most)."""
QUIET_IN_A_BURST = 0.05
"""… when several files changed: more may come."""
QUIET_IN_THE_MIDDLE = 0.12
"""… when a file is gone or empty, as while an editor saves in steps."""
PATIENCE_SECONDS = 2.0
"""How long to wait for rest at most: something may write all the time."""


@dataclass
class Watcher:
    """Compares what is there with what was there when the last build began. Events say where to look first, no more."""

    paths: list[Path]
    wake: Wake
    through: Sequence[Path] = ()
    """Those of the paths in which links are followed."""
    seen: Snapshot = field(default_factory=dict)
    """What the last build could see at least: changes since then call for another."""
    _cost: float = 0.0
    _calm_since: float = 0.0
    _deaf: bool = False
    _look_at_once: bool = False

    def start(self) -> None:
        """Take what is there now as seen."""
        self.seen = self._look()
        self._calm_since = time.monotonic()
        self._look_at_once = True

    def next(self) -> list[str]:
        """Wait until something changed since the last call (or the start) and rests; the paths that changed, sorted.

        Where something is told to have happened is looked at first; the whole is, once the build of that is done.
        """
        while True:
            told = None if self._look_at_once else self.wake.wait(self.interval())
            self._look_at_once = False
            now = self._look_for(told, self.seen)
            if now == self.seen:
                continue
            self._deaf = told == set()
            now = self._at_rest(now)
            changed = changes(self.seen, now)
            self.seen = now
            if changed:
                self._calm_since = time.monotonic()
                self._look_at_once = True
                return changed

    def interval(self) -> float:
        """Seconds to the next look if nothing wakes: the longer nothing changed the more, and in proportion to
        what a look costs, so that this machine never works for nothing."""
        calm = (time.monotonic() - self._calm_since) / 10
        if self.wake.hints and not self._deaf:
            return max(100 * self._cost, min(max(calm, 2.0), 10.0))
        return max(50 * self._cost, min(max(calm, 0.1), 1.0))

    def _look(self) -> Snapshot:
        started = time.perf_counter()
        for folder in {path.parent for path in self.paths}:
            self.wake.watch(str(folder))
        found = snapshot(self.paths, self.wake.watch, self.through)
        self._cost = time.perf_counter() - started
        return found

    def _look_for(self, told: Told, before: Snapshot) -> Snapshot:
        """What is there now, as far as it is needed to see what was told; all of it if nothing was."""
        return (glance(before, self.paths, told) if told else None) or self._look()

    def _at_rest(self, now: Snapshot) -> Snapshot:
        """What is there when nothing more happens to it."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            changed = changes(self.seen, now)
            told = self.wake.wait(_quiet(changed, now))
            simple = len(changed) == 1 and changed[0] in now and now[changed[0]][2] > 0
            if told == set() and simple and self.wake.hints and not self._deaf:
                return now  # one file was saved, and who would tell of more tells of none
            before, now = now, self._look_for(told, now)
            if told == set() and now == before:
                break
        return now


def _quiet(changed: list[str], now: Snapshot) -> float:
    """How long what changed must rest to be taken for complete."""
    if any(path not in now or now[path][2] == 0 for path in changed):
        return QUIET_IN_THE_MIDDLE
    return QUIET_SECONDS if len(changed) <= 1 else QUIET_IN_A_BURST


def watched(site: Path, project: Path) -> list[Path]:
    """What a site is made of: its records, their history, and the project that builds it."""
    log = log_of_moves(site)
    return [site / "data", site / "content", *([log] if log else []), *code_of(project)]

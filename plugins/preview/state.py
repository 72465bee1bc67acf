"""What the server tells browsers: which version of the site they see, what changed since, what is wrong."""

from __future__ import annotations

import json
import secrets
import threading
from dataclasses import dataclass, field
from typing import Any

LOOKED_AT = 8
"""Pages that are taken for looked at: those that were asked for last."""
REMEMBERED = 100
"""Versions whose changes are kept for tabs that were away."""
MAX_CHANGED = 5000
"""Paths to send at most; where more changed, the page that is shown probably did."""

Report = dict[str, Any]


@dataclass
class State:
    """Shared between the builder's loop and the server's threads; every change wakes those who wait."""

    run: str = field(default_factory=lambda: secrets.token_hex(4))
    """Differs from one start of the server to the next: versions of another run mean nothing."""
    version: int = 0
    report: Report | None = None
    built: bool = False
    """Whether a build of this run succeeded."""
    turn: int = 0
    """Counts what happened, to wait for the next."""
    closed: bool = False
    _changed: dict[int, frozenset[str] | None] = field(default_factory=dict, repr=False)
    _looked_at: dict[str, None] = field(default_factory=dict, repr=False)
    _happened: threading.Condition = field(default_factory=threading.Condition, repr=False)

    def succeed(self, changed: frozenset[str] | None) -> None:
        """A build succeeded: pages that show what changed reload."""
        with self._happened:
            if changed is None or changed:
                self.version += 1
                self._changed[self.version] = changed
                self._changed.pop(self.version - REMEMBERED, None)
            self.built = True
            self._tell(None)

    def look_at(self, path: str) -> None:
        """A browser asked for the page at ``path`` in the output."""
        with self._happened:
            self._looked_at.pop(path, None)
            self._looked_at[path] = None
            if len(self._looked_at) > LOOKED_AT:
                del self._looked_at[next(iter(self._looked_at))]

    def looked_at(self) -> list[str]:
        """The pages that browsers asked for, the last one first."""
        with self._happened:
            return list(reversed(self._looked_at))

    def fail(self, report: Report) -> None:
        """A build failed: browsers show why, over the page they have."""
        with self._happened:
            self._tell(report)

    def _tell(self, report: Report | None) -> None:
        self.report = report
        self.turn += 1
        self._happened.notify_all()

    def close(self) -> None:
        """The server ends."""
        with self._happened:
            self.closed = True
            self._happened.notify_all()

    def message(self, version: int) -> tuple[str, int]:
        """What to tell a page of ``version``, as JSON on one line, and the version that it then knows of.

        Its ``changed`` is null if what changed since is not known.
        """
        with self._happened:
            changed = self._since(version)
            shown = None if changed is None else sorted(changed)
            told = {"run": self.run, "version": self.version, "changed": shown, "report": self.report}
            return json.dumps(told), self.version

    def _since(self, version: int) -> frozenset[str] | None:
        found: set[str] = set()
        for later in range(version + 1, self.version + 1):
            changed = self._changed.get(later)
            if changed is None:
                return None
            found |= changed
        return frozenset(found) if len(found) <= MAX_CHANGED else None

    def wait(self, turn: int, seconds: float) -> int:
        """The turn as soon as it is not ``turn``, or after ``seconds``."""
        with self._happened:
            self._happened.wait_for(lambda: self.closed or self.turn != turn, timeout=seconds)
            return self.turn

"""What the server tells browsers: which build they see, and what is wrong with the newest data."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field


@dataclass
class State:
    """Shared between the builder's loop and the server's threads; every change wakes those who wait."""

    version: int = 0
    error: str | None = None
    closed: bool = False
    _changed: threading.Condition = field(default_factory=threading.Condition, repr=False)

    def built(self) -> None:
        """A build succeeded: browsers reload."""
        with self._changed:
            self.version += 1
            self.error = None
            self._changed.notify_all()

    def failed(self, report: str) -> None:
        """A build failed: browsers show why, over the page they have."""
        with self._changed:
            self.error = report
            self._changed.notify_all()

    def close(self) -> None:
        """The server ends."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def message(self) -> str:
        """The state as JSON, on one line."""
        return json.dumps({"version": self.version, "error": self.error})

    def wait(self, seen: str, seconds: float) -> str:
        """The state as soon as it differs from ``seen``, or as it is after ``seconds``."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self.message() != seen, timeout=seconds)
            return self.message()

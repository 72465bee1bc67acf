"""What is being run and how long it will still take, on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

GUESSED = {"S": 1.0, "M": 8.0, "L": 90.0, "real": 1.0}
"""Seconds of a step of which nothing is known yet."""


@dataclass(frozen=True)
class Step:
    """One run that is planned."""

    size: str
    scenario: str
    program: str
    run: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes runs alike."""
        return self.size, self.scenario, self.program


@dataclass
class Progress:
    """Tells of each step; a step's time is guessed from the last one like it."""

    planned: list[Step]
    terminal: bool = field(default_factory=sys.stderr.isatty)
    _known: dict[tuple[str, str, str], float] = field(default_factory=dict)
    _last: tuple[str, str] = ("", "")

    @contextmanager
    def step(self, step: Step) -> Iterator[None]:
        """Tell that a step begins, and remember how long it took."""
        self._tell(step)
        began = time.monotonic()
        try:
            yield
            self._known[step.key] = time.monotonic() - began
        finally:
            self.drop(step)

    def drop(self, step: Step) -> None:
        """A step is over, or will not be."""
        if step in self.planned:
            self.planned.remove(step)

    def say(self, text: str) -> None:
        """One line that stays."""
        print(f"\r\x1b[K{text}" if self.terminal else text, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line clean."""
        if self.terminal:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def left(self) -> float:
        """Seconds that the planned steps will take."""
        return sum(map(self._guess, self.planned))

    def _guess(self, step: Step) -> float:
        """What the last step like it took, else what this program's other steps at this size took on average."""
        if step.key in self._known:
            return self._known[step.key]
        others = [
            took for (size, _, program), took in self._known.items() if (size, program) == (step.size, step.program)
        ]
        return sum(others) / len(others) if others else GUESSED.get(step.size, 8.0)

    def _tell(self, step: Step) -> None:
        minutes, seconds = divmod(round(self.left()), 60)
        text = f"{step.size} · {step.scenario} · {step.program} · run {step.run} · about {minutes}:{seconds:02} left"
        if self.terminal:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
        elif (step.size, step.scenario) != self._last:
            print(text, file=sys.stderr, flush=True)
        self._last = step.size, step.scenario

"""The lines that problems are about."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from registry.load.loader import Unreadable, read_text


@dataclass(frozen=True)
class Sources:
    """Lines of the records below ``root``, each file read once."""

    root: Path
    _read: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def line(self, path: str, number: int) -> str:
        """A line, counted from 1; empty where there is none or the file is no text."""
        if path not in self._read:
            self._read[path] = self._lines(path)
        lines = self._read[path]
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def _lines(self, path: str) -> tuple[str, ...]:
        try:
            return tuple(read_text(self.root / path).split("\n"))
        except Unreadable as problem:
            return tuple(problem.text.split("\n")) if path.endswith((".md", ".yaml")) else ()

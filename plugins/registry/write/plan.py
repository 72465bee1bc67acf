"""What a build wants to write: gathered in full before anything is touched."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field


class Collision(ValueError):
    """Two parts of a build want one file; a mistake of the code or of an address, found before writing."""


@dataclass
class Plan:
    """Output paths (relative, with ``/``) and their bytes."""

    files: dict[str, bytes] = field(default_factory=dict)
    _folded: dict[str, str] = field(default_factory=dict, repr=False)

    def add(self, path: str, content: bytes) -> None:
        """Want ``content`` at ``path``. Raises :class:`Collision` or ``ValueError``."""
        parts = path.split("/")
        if path.startswith("/") or "\\" in path or any(part in ("", ".", "..") for part in parts):
            raise ValueError(f"not a path inside the output: {path!r}")
        key = unicodedata.normalize("NFC", path).casefold()
        if key in self._folded:
            raise Collision(f"{path} and {self._folded[key]} are one file")
        self._folded[key] = path
        self.files[path] = content

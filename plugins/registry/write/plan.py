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
    _folders: set[str] = field(default_factory=set, repr=False)

    def add(self, path: str, content: bytes) -> None:
        """Want ``content`` at ``path``. Raises :class:`Collision` or ``ValueError``."""
        parts = path.split("/")
        if path.startswith("/") or "\\" in path or any(part in ("", ".", "..") for part in parts):
            raise ValueError(f"not a path inside the output: {path!r}")
        key = unicodedata.normalize("NFC", path).casefold()
        above = [key[:place] for place, character in enumerate(key) if character == "/"]
        for taken in (key, *above):
            if taken in self._folded:
                raise Collision(f"{path} and {self._folded[taken]} want one place")
        if key in self._folders:
            raise Collision(f"{path} is a file and a folder")
        self._folded[key] = path
        self._folders.update(above)
        self.files[path] = content

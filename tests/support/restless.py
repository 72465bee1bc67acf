"""An editor who saves in every bad way: half a file, a folder moved away and back, ten at once, nonsense, mended."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from support.edits import edit


class Restless:
    """Edits the site below ``site`` by chance; a move or a mistake that calls for another is followed by it later."""

    def __init__(self, site: Path, seed: int) -> None:
        self.site, self.good = site, site.with_name("good")
        self.chance = random.Random(seed)
        self.later: list[Callable[[], object]] = []
        shutil.copytree(site, self.good)

    def edit(self) -> None:
        """One edit, or several at once."""
        if self.later and self.chance.random() < 0.4:
            self.later.pop(0)()
            return
        self.chance.choice(
            [self._usual, self._usual, self._burst, self._cut, self._empty, self._nonsense, self._move]
        )()
        if self.chance.random() < 0.05:
            self.mend()

    def mend(self) -> None:
        """Everything is as it was in the beginning, moved folders included; each file is written anew."""
        self.later.clear()
        for name in ("data", "content"):
            shutil.rmtree(self.site / name, ignore_errors=True)
            shutil.copytree(self.good / name, self.site / name)

    def _file(self) -> Path | None:
        files = sorted(path for path in self.site.rglob("*") if path.suffix in (".yaml", ".md"))
        return self.chance.choice(files) if files else None

    def _usual(self) -> None:
        with suppress(OSError, ValueError, IndexError, StopIteration):  # it meets what is broken, or away
            edit(self.site, self.chance)

    def _burst(self) -> None:
        for _ in range(self.chance.randrange(2, 12)):
            self._usual()

    def _cut(self) -> None:
        if path := self._file():
            text = path.read_bytes()
            path.write_bytes(text[: self.chance.randrange(len(text) + 1)])
            self.later.append(lambda: self._write(path, text))

    def _empty(self) -> None:
        """As editors do that empty a file before they write it."""
        if path := self._file():
            text = path.read_bytes()
            path.write_bytes(b"")
            path.write_bytes(text)

    def _nonsense(self) -> None:
        if path := self._file():
            text = path.read_bytes()
            path.write_bytes(text + self.chance.choice([b"nmae: [", b"\0", b"\xff\xfe", b"a: b: c\n", b"[" * 2000]))
            self.later.append(lambda: self._write(path, text))

    def _move(self) -> None:
        folder = self.site / self.chance.choice(["data", "content", "data/partners", "content/projects"])
        away = folder.with_name(f"{folder.name}-away")
        if folder.is_dir() and not away.exists():
            folder.rename(away)
            self.later.append(lambda: away.exists() and not folder.exists() and away.rename(folder))

    def _write(self, path: Path, text: bytes) -> None:
        if path.parent.is_dir():
            path.write_bytes(text)

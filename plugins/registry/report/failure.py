"""Where a template, a schema or code went wrong: one place of the project and one sentence, from any exception."""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from registry.problem import BrokenFile

_TEMPLATES = "theme/templates/"


@dataclass(frozen=True)
class Failure:
    """``path`` is relative to the project; it is empty, and ``line`` 0, where no file of the project is to blame."""

    path: str
    line: int
    column: int
    message: str
    source: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.path else self.message

    def as_problem(self) -> dict[str, object]:
        """With the fields of contract C2 and ``source``, the line; it has neither code nor hint."""
        return {**asdict(self), "code": "", "hint": "", "severity": "error"}


def failure_of(error: BaseException, root: Path, *, beside: tuple[str, ...] = ()) -> Failure:
    """What went wrong in the project at ``root``.

    Of an exception and those that led to it, the last that has a place in the project counts. Files below
    ``beside`` only drive the rest, and are never the place.
    """
    chain = list(_chain(error))
    for link in chain:
        place = _place(link, root, beside)
        if place:
            path, line, column = place
            linecache.checkcache(str(root / path))
            return Failure(path, line, column, _sentence(link), linecache.getline(str(root / path), line).rstrip())
    return Failure("", 0, 0, _sentence(chain[-1]))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _sentence(error: BaseException) -> str:
    """Jinja2's errors and broken files say all by themselves; others are named as Python names them."""
    reason = getattr(error, "msg", None) or getattr(error, "message", None) or str(error)
    if isinstance(error, SyntaxError | BrokenFile) or type(error).__module__.startswith("jinja2"):
        return str(reason)
    return f"{type(error).__name__}: {reason}" if reason else type(error).__name__


def _place(error: BaseException, root: Path, beside: tuple[str, ...]) -> tuple[str, int, int] | None:
    """(path, line, column). A template counts before the code that it called."""
    named = getattr(error, "filename", None), getattr(error, "lineno", None)
    if isinstance(named[0], str) and isinstance(named[1], int) and (path := _inside(named[0], root)):
        return path, max(named[1], 1), max(getattr(error, "offset", None) or 1, 1)
    frames = [(path, frame) for frame in traceback.extract_tb(error.__traceback__)
              if (path := _inside(frame.filename, root)) and not path.startswith(beside)]  # fmt: skip
    frames = [found for found in frames if found[0].startswith(_TEMPLATES)] or frames
    if not frames:
        return None
    path, frame = frames[-1]
    line = frame.lineno or 1
    # What Jinja2 compiled has columns of its own.
    column = 1 if path.startswith(_TEMPLATES) else (frame.colno or 0) + 1
    return path, line, column


def _inside(name: str, root: Path) -> str | None:
    """A file of the project, as seen from it; what is installed below it is none."""
    path = Path(name)
    if not path.is_absolute():
        path = root / path
    if not path.is_relative_to(root):
        return None
    inside = path.relative_to(root)
    return None if any(part.startswith(".") for part in inside.parts) or not path.is_file() else inside.as_posix()

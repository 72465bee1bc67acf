"""Replace several files of a site at once: all of them, or none."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from registry.fix.write import is_ours, laid_beside


class Changed(Exception):
    """A file is no longer what was read; nothing was written."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def write_all(root: Path, before: dict[str, bytes | None], after: dict[str, bytes | None]) -> None:
    """Bring files from ``before`` to ``after`` (path below the site → bytes; ``None``: no such file).

    Raises :class:`Changed`, or ``OSError`` after everything is as it was.
    """
    for path, content in before.items():
        if content is None:
            same = not os.path.lexists(root / path)
        else:
            same = is_ours(root, path) and (root / path).read_bytes() == content
        if not same:
            raise Changed(path)
    mode = next((stat.S_IMODE((root / path).stat().st_mode) for path in before if before[path] is not None), 0o644)
    staged: dict[str, Path] = {}
    done: list[str] = []
    try:
        for path, content in after.items():
            if content is not None:
                own = mode if before[path] is None else stat.S_IMODE((root / path).stat().st_mode)
                staged[path] = laid_beside(root / path, content, own)
        for path in sorted(after, key=lambda path: after[path] is None):
            done.append(path)
            if path in staged:
                os.replace(staged[path], root / path)
                del staged[path]
            else:
                os.unlink(root / path)
    except BaseException:
        for path in reversed(done):
            _restore(root / path, before[path], mode)
        raise
    finally:
        for temporary in staged.values():
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _restore(path: Path, content: bytes | None, mode: int) -> None:
    with contextlib.suppress(OSError):
        if content is None:
            os.unlink(path)
        elif not path.exists() or path.read_bytes() != content:
            own = stat.S_IMODE(path.stat().st_mode) if path.exists() else mode
            os.replace(laid_beside(path, content, own), path)

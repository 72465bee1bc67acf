"""What results depend on besides a network's own files: the code, its schemas, theme and libraries."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from registry.project import Project

_FOLDERS = ("plugins", "schemas", "theme")
_FILES = ("requirements.txt", "pelicanconf.py", "publishconf.py")
_IGNORED = ("__pycache__", ".pyc", "~", ".swp")


def fingerprint(project: Project) -> str:
    """32 hexadecimal digits that change with any file that could change a result, and with Python's version.

    Files count by name, size and content; a code that is not there (an installed library) by the lock file.
    """
    digest = hashlib.blake2b(f"1 {sys.version}".encode(), digest_size=16)
    for path in _paths(project.root):
        name = os.path.relpath(path, project.root)
        try:
            content = Path(path).read_bytes()
        except OSError:
            content = b"?"
        digest.update(f"{name} {len(content)} ".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def _paths(root: Path) -> Iterator[str]:
    for folder in _FOLDERS:
        yield from _below(str(root / folder))
    for name in _FILES:
        yield str(root / name)


def _below(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.endswith(_IGNORED):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        else:
            yield entry.path

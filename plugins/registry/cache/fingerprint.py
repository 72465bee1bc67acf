"""What results depend on besides a network's own files: the code, its schemas, theme and libraries."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from registry.cache.looks import below
from registry.project import Project

FOLDERS = ("plugins", "schemas", "theme")
FILES = ("requirements.txt", "pelicanconf.py", "publishconf.py")
_IGNORED = (".pyc", "~", ".swp")


def fingerprint(project: Project) -> str:
    """32 hexadecimal digits that change with any file that could change a result, and with Python's version.

    Files count by name, size and content; a code that is not there (an installed library) by the lock file.
    """
    digest = hashlib.blake2b(f"1 {sys.version} {sys.byteorder}".encode(), digest_size=16)
    above = f"{project.root}/"
    for path in _files(project.root):
        name = path.removeprefix(above) if path.startswith(above) else os.path.relpath(path, above)
        try:
            with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - hundreds of files, each time
                content = stream.readall()
        except OSError:  # a link to a folder, among others
            content = b"?"
        digest.update(f"{name} {len(content)} ".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def _files(root: Path) -> Iterator[str]:
    for name in (*FOLDERS, *FILES):
        yield from _below(str(root / name), set())


def _below(top: str, through: set[str]) -> Iterator[str]:
    """Files below a folder, and below those that a link in it leads to: Python and Jinja2 follow it, too."""
    for path, info in below(top):
        if stat.S_ISLNK(info.st_mode) and Path(path).is_dir():
            real = os.path.realpath(path)
            yield path
            if real not in through:
                yield from _below(real, through | {real})
        elif not stat.S_ISDIR(info.st_mode) and not path.endswith(_IGNORED):
            yield path

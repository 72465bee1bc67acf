"""Where what is remembered lies: one file a site, in a folder that may be deleted at any time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from pathlib import Path

from registry.cache.fingerprint import fingerprint
from registry.cache.store import Store
from registry.project import Project

_FORGOTTEN_SECONDS = 60 * 24 * 3600


def cache_folder(project: Project) -> Path:
    """The folder: ``CACHE`` of the environment, or ``.cache`` beside the code."""
    return Path(os.environ.get("CACHE") or project.root / ".cache")


def store_of(root: Path, project: Project, cache: Path | None) -> Store:
    """What is kept in the folder ``cache`` of the site below ``root``; without a folder nothing is."""
    if cache is None:
        return Store(None)
    try:
        place = root.resolve().relative_to(project.root.resolve()).as_posix()
    except ValueError:
        place = str(root.resolve())
    name = hashlib.blake2b(place.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
    path = cache / f"site-{name}.db"
    if not path.exists():
        _tidy(cache)
    return Store(path, fingerprint(project))


def section_of(output: Path, *, publish: bool) -> str:
    """The section of a store for what was built into ``output``."""
    return f"output {publish:d} {output.resolve()}"


def _tidy(cache: Path) -> None:
    """Take away what belongs to sites that nobody built for two months."""
    with contextlib.suppress(OSError):
        for path in cache.glob("site-*.db"):
            if time.time() - path.stat().st_mtime > _FORGOTTEN_SECONDS:
                path.unlink()

"""Where what is remembered lies: one file a site, in a folder that may be deleted at any time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import sys
import time
from pathlib import Path

from registry.cache.fingerprint import fingerprint
from registry.cache.store import Store
from registry.project import Project

_left_open: dict[Path, Store] = {}
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
    if cache.is_symlink() or path.is_symlink():  # not ours, whoever laid it there
        return Store(None)
    if path in _left_open:
        return _left_open.pop(path)
    if not path.exists():
        _tidy(cache)
    return Store(path, fingerprint(project), _key())


def leave_open(store: Store) -> None:
    """Leave a store to whoever wants that of the same site next in this run, with the same code."""
    if store.path:
        _left_open[store.path] = store


def _key() -> bytes:
    """The secret of whoever set this program up: ``CACHE_KEY``, or a file beside its Python.

    A cache holds compiled templates, which are run. One that came with somebody's proposal has another key.
    """
    given = os.environ.get("CACHE_KEY")
    if given:
        return hashlib.blake2b(given.encode("utf-8", "surrogateescape"), digest_size=32).digest()
    path = Path(sys.prefix) / ".cache-key"
    with contextlib.suppress(OSError):
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(secrets.token_bytes(32))
        key = path.read_bytes()
        if len(key) == 32:
            return key
    return secrets.token_bytes(32)  # nothing can be remembered


def variant_of(*, publish: bool, search: bool, documents: bool) -> str:
    """The sites that are built so, wherever they are: what one is made of may serve another."""
    return f"output {publish:d}{search:d}{documents:d}"


def section_of(output: Path, variant: str) -> str:
    """The section of a store for what was built into ``output``."""
    return f"{variant} {output.resolve()}"


def _tidy(cache: Path) -> None:
    """Take away what belongs to sites that nobody built for two months."""
    with contextlib.suppress(OSError):
        for path in cache.glob("site-*.db"):
            files = list(cache.glob(f"{path.name}*"))  # what is written last is not in the database yet
            if time.time() - max(file.stat().st_mtime for file in files) > _FORGOTTEN_SECONDS:
                for file in files:
                    file.unlink()

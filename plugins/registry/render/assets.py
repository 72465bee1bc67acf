"""The files of ``theme/static``, published under names that change with their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Assets:
    """``urls``: file name → published address; ``files``: published path → content."""

    urls: dict[str, str]
    files: dict[str, bytes]


def assets(folder: Path) -> Assets:
    """Read ``folder``; ``site.css`` is published as ``/theme/site.<hash>.css``."""
    urls, files = {}, {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.name.startswith("."):
            continue
        content = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        digest = hashlib.sha256(content).hexdigest()[:10]
        stem, dot, suffix = name.rpartition(".")
        published = f"theme/{stem}.{digest}{dot}{suffix}"
        urls[name] = "/" + published
        files[published] = content
    return Assets(urls, files)

"""Where a published site comes from: the commit of its records, and that of the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from registry.cache.fingerprint import FILES, FOLDERS
from registry.load.files import ADDRESSES
from registry.load.head import Head, head
from registry.project import Project

_RECORDS = ("data", "content", f":(exclude){ADDRESSES}")
"""The list of addresses is written after a publication, and changes nothing of what is published."""


@dataclass(frozen=True)
class Origin:
    """The commits of the ``site`` and of the ``program``, which are one where both lie in one folder; ``None`` where
    there is no repository."""

    site: Head | None
    program: Head | None


def origin_of(root: Path, project: Project) -> Origin:
    """The origin of the site below ``root`` when it is built by ``project``."""
    code = (*FOLDERS, *FILES)
    if root.resolve() == project.root:
        both = head(root, (*_RECORDS, *code))
        return Origin(both, both)
    return Origin(head(root, _RECORDS), head(project.root, code))

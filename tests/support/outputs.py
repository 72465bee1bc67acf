"""Output folders as the writer of the library makes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from registry.write.plan import Plan
from registry.write.writer import MANIFEST

from support.trees import tree


def plan(files: Mapping[str, bytes]) -> Plan:
    """What a build wants that makes these files."""
    made = Plan()
    for path, content in files.items():
        made.add(path, content)
    return made


def built(folder: Path) -> dict[str, bytes]:
    """What lies in an output, but for the list of it."""
    return {path: content for path, content in tree(folder).items() if path != MANIFEST}

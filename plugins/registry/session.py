"""Builds of one site, one after the other, each doing again only what changed since the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from registry.build import Build
from registry.cache.fingerprint import fingerprint
from registry.cache.store import Store
from registry.produce.artefact import Item
from registry.produce.engine import Engine
from registry.project import Project
from registry.validate.check import Checker
from registry.write.writer import Written


def store_of(root: Path, project: Project, cache: Path | None) -> Store:
    """What is kept in the folder ``cache`` of the site below ``root``; without a folder nothing is."""
    if cache is None:
        return Store(None)
    try:
        place = root.resolve().relative_to(project.root.resolve()).as_posix()
    except ValueError:
        place = str(root.resolve())
    name = hashlib.blake2b(place.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
    return Store(cache / f"site-{name}.db", fingerprint(project))


class Session:
    """Checks and builds the site below ``root`` into ``output``. ``cache`` is a folder for what is remembered."""

    def __init__(
        self, root: Path, project: Project, output: Path, *, publish: bool = False, cache: Path | None = None
    ) -> None:
        self.root, self.project, self.output, self.publish = root, project, output, publish
        self.store = store_of(root, project, cache)
        self._checker = Checker(root, project, publish=publish, store=self.store)
        self._engine = Engine(output, self.store, f"output {publish:d} {output}")

    def build(self) -> Build:
        """A build of the site as it is now."""
        return Build(self.root, self.project, self.publish, self._checker)

    def write(self, build: Build, items: Iterable[Item]) -> Written:
        """Bring the output to what ``items`` of a build without errors say."""
        return self._engine.run(items, build.facts, build.views.registry.reads, build.shared)

    def count(self, prefix: str) -> int:
        """How many artefacts of the last build have a key that begins so."""
        return sum(key.startswith(prefix) for key in self._engine.memory().nodes)

    def close(self) -> None:
        """Put what is remembered into its file."""
        self.store.close()

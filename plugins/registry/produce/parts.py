"""The parts that artefacts lend to assemblies and to the search index, kept so that no artefact is made for them."""

from __future__ import annotations

from collections.abc import Collection

from registry.cache.digests import of_bytes
from registry.cache.store import Store
from registry.produce.artefact import Artefact
from registry.produce.node import part_key

Which = tuple[str, str]
"""The key of an artefact, and the name of a part of it."""


class Parts:
    """What was made of all artefacts; ``store`` keeps it under ``section``, when :meth:`save` is called."""

    def __init__(self, store: Store, section: str) -> None:
        self._store, self._section = store, f"{section} parts"
        self._known: dict[Which, bytes] = {}
        self._unsaved: set[Which] = set()

    def change(self, made: dict[Which, bytes], gone: Collection[Which]) -> None:
        """Take in what was made anew, and forget what is there no more."""
        self._known.update(made)
        for which in gone:
            self._known.pop(which, None)
        self._unsaved.update(made, gone)

    def get(self, artefact: Artefact, name: str, digest: bytes) -> bytes:
        """A part, known by its digest: remembered or, where memory fails, made again."""
        which = artefact.key, name
        known = self._known.get(which)
        if known is None:
            known = self._store.get(self._section, part_key(*which))
        if known is None or of_bytes(known) != digest:
            known = dict(artefact.render(artefact.view()).parts)[name]
        self._known[which] = known
        return known

    def save(self) -> None:
        """Put what changed into the store."""
        put = [(part_key(*which), self._known[which]) for which in self._unsaved if which in self._known]
        drop = [part_key(*which) for which in self._unsaved if which not in self._known]
        self._store.change(self._section, put, drop)
        self._unsaved = set()

"""Which paths of a repository are records."""

from __future__ import annotations

import os

from registry.load.files import ID, RecordFile
from registry.schema.kinds import Kinds
from registry.slugs import MAX_ID


class Places:
    """Where the kinds' files lie, as :func:`registry.load.files.scan` has it."""

    def __init__(self, kinds: Kinds) -> None:
        self._by_folder = {kind.folder: kind for kind in kinds if kind.folder}
        self._by_file = {kind.file: kind for kind in kinds if kind.file}

    def record(self, path: str) -> RecordFile | None:
        """The record that a path below the site holds by its name; ``None`` if it can hold none."""
        folder, _, name = path.rpartition("/")
        stem, suffix = os.path.splitext(name)
        if path in self._by_file:
            return RecordFile(path, self._by_file[path], stem)
        kind = self._by_folder.get(folder)
        if kind is None or suffix != kind.suffix or not ID.match(stem) or len(stem) > MAX_ID:
            return None
        return RecordFile(path, kind, stem)

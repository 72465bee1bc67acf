"""Every file of a site, read: from what is known of it where its bytes are the same, else anew, on all cores."""

from __future__ import annotations

import marshal
import os
import time
from pathlib import Path
from typing import NamedTuple

from registry.cache.store import Store
from registry.load.files import RecordFile
from registry.load.loader import Unreadable, read_text
from registry.text.converter import Converter
from registry.validate.reading import Reader, Reading, pack_reading, text_digest, text_keys, unpack_reading
from registry.workers import spread

_RACY_NS = 2_000_000_000
"""A file that changed so shortly before it was read may change again within one tick of its clock (as in git)."""

State = tuple[int, int, int, int]
"""Size, modification and status times in ns, inode."""


def state_of(path: Path) -> State | None:
    """What tells without reading that a file is the same; ``None`` for a file that is not there."""
    try:
        info = os.lstat(path)
    except OSError:
        return None
    return info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino


def settled(state: State | None, now: int) -> bool:
    """Whether a file that looks like ``state`` can be told from its next version by its looks."""
    return state is not None and now - max(state[1], state[2]) > _RACY_NS


class _Row(NamedTuple):
    """What is known of a file: its looks (``None`` if they may lie), the digest of its text, its packed reading."""

    state: State | None
    digest: bytes
    packed: bytes


class Intake:
    """Reads the files of a site. ``store`` remembers them for later runs, and this object for its own next ones."""

    def __init__(self, reader: Reader, store: Store) -> None:
        self.reader = reader
        self.store = store
        self.converter = Converter(reader.converter.catalogue, store)
        self._section = f"file {reader.country} {reader.converter.catalogue.language}"
        self._rows: dict[str, _Row] | None = None
        self._readings: dict[str, Reading] = {}

    def read(self, files: list[RecordFile]) -> list[Reading]:
        """The reading of each file, in their order."""
        rows = self._known()
        new: dict[str, _Row] = {}
        todo: list[tuple[RecordFile, State | None]] = []
        for file in files:
            state = state_of(self.reader.root / file.path)
            row = rows.get(file.path)
            if row is None or not self._same(file, row, state, new):
                todo.append((file, state))
        forget = self._drop(rows.keys() - {file.path for file in files})
        unreadable = self._judge(todo, new, forget)
        self._save(new)
        self.converter.forget(forget)
        return [unreadable.get(file.path) or self._reading(file) for file in files]

    def _known(self) -> dict[str, _Row]:
        if self._rows is None:
            self._rows = {
                key.decode("utf-8", "surrogateescape"): _Row(*marshal.loads(value))
                for key, value in self.store.rows(self._section)
            }
        return self._rows

    def _same(self, file: RecordFile, row: _Row, state: State | None, new: dict[str, _Row]) -> bool:
        """Whether a file still has the text that ``row`` knows."""
        if state is not None and row.state == state:
            return True
        now = time.time_ns()
        try:
            same = text_digest(read_text(self.reader.root / file.path)) == row.digest
        except Unreadable:
            return False
        if same and settled(state, now):
            new[file.path] = row._replace(state=state)
        return same

    def _drop(self, gone: set[str]) -> list[bytes]:
        """Forget files; the keys of their texts."""
        rows = self._known()
        keys = [key for path in gone for key in text_keys(rows[path].packed)]
        for path in gone:
            del rows[path]
            self._readings.pop(path, None)
        self.store.change(self._section, drop=map(_key, gone))
        return keys

    def _judge(
        self, todo: list[tuple[RecordFile, State | None]], new: dict[str, _Row], forget: list[bytes]
    ) -> dict[str, Reading]:
        """Read what is new. Those that cannot be had as text are given back: nothing is kept of them."""
        rows = self._known()
        unreadable: dict[str, Reading] = {}
        texts: list[tuple[bytes, bytes]] = []
        now = time.time_ns()
        for place, (digest, packed, made) in spread(self._work, [file for file, _ in todo]):
            file, state = todo[place]
            self._readings.pop(file.path, None)
            if file.path in rows:
                kept = {key for key, _ in made}
                forget.extend(key for key in text_keys(rows[file.path].packed) if key not in kept)
            if digest is None:
                rows.pop(file.path, None)
                unreadable[file.path] = unpack_reading(file, packed)
                continue
            new[file.path] = _Row(state if settled(state, now) else None, digest, packed)
            texts.extend(made)
        self.converter.learn(texts)
        return unreadable

    def _work(self, file: RecordFile) -> tuple[bytes | None, bytes, list[tuple[bytes, bytes]]]:
        text, reading = self.reader.read(file)
        return None if text is None else text_digest(text), pack_reading(reading), reading.texts

    def _save(self, new: dict[str, _Row]) -> None:
        self._known().update(new)
        self.store.change(self._section, ((_key(path), marshal.dumps(tuple(row), 2)) for path, row in new.items()))

    def _reading(self, file: RecordFile) -> Reading:
        if file.path not in self._readings:
            self._readings[file.path] = unpack_reading(file, self._known()[file.path].packed)
        return self._readings[file.path]


def _key(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")

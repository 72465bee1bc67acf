"""Every file of a site, read: from what is known of it where its bytes are the same, else anew, on all cores."""

from __future__ import annotations

import marshal
import time
from functools import partial
from typing import NamedTuple

from registry.cache.digests import of_bytes, of_text
from registry.cache.looks import settled
from registry.cache.store import Store
from registry.load.files import RecordFile, State
from registry.load.loader import Unreadable, load_document, read_raw, text_of
from registry.text.converter import Converter
from registry.validate.reading import Reader, Reading, pack_reading, sound_data, text_keys, unpack_reading
from registry.workers import spread

_WORDS = "words"
"""Section of the store for the texts of files."""


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
        self._last: tuple[_Row, tuple[str, str | None]] | None = None

    def read(self, files: list[RecordFile]) -> list[Reading]:
        """The reading of each file, in their order."""
        rows = self._known()
        new: dict[str, _Row] = {}
        todo: list[RecordFile] = []
        for file in files:
            row = rows.get(file.path)
            if row is None or not ((row.state is not None and row.state == file.state) or self._same(file, row, new)):
                todo.append(file)
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

    def _same(self, file: RecordFile, row: _Row, new: dict[str, _Row]) -> bool:
        """Whether a file still has the text that ``row`` knows."""
        now = time.time_ns()
        try:
            raw, size = read_raw(self.reader.root / file.path)
            same = of_bytes(raw) == row.digest or of_text(text_of(raw, size)) == row.digest
        except Unreadable:
            return False
        if same and _settled(file.state, now):
            new[file.path] = row._replace(state=file.state)
        return same

    def _drop(self, gone: set[str]) -> list[bytes]:
        """Forget files; the keys of their texts."""
        rows = self._known()
        keys = [key for path in gone for key in text_keys(rows[path].packed)]
        for path in gone:
            del rows[path]
            self._readings.pop(path, None)
        for section in (self._section, _WORDS):
            self.store.change(section, drop=map(_key, gone))
        return keys

    def _judge(self, todo: list[RecordFile], new: dict[str, _Row], forget: list[bytes]) -> dict[str, Reading]:
        """Read what is new. Those that cannot be had as text are given back: nothing is kept of them."""
        rows = self._known()
        unreadable: dict[str, Reading] = {}
        texts: list[tuple[bytes, bytes]] = []
        written: list[tuple[bytes, bytes]] = []
        now = time.time_ns()
        for place, (digest, packed, words, made) in spread(self._work, todo):
            file = todo[place]
            self._readings.pop(file.path, None)
            if file.path in rows:
                kept = {key for key, _ in made}
                forget.extend(key for key in text_keys(rows[file.path].packed) if key not in kept)
            if digest is None:
                rows.pop(file.path, None)
                unreadable[file.path] = unpack_reading(file, packed, lambda words=words: marshal.loads(words)[1:])  # type: ignore[misc]
                continue
            written.append((_key(file.path), words))
            new[file.path] = _Row(file.state if _settled(file.state, now) else None, digest, packed)
            texts.extend(made)
        self.converter.learn(texts)
        self.store.change(_WORDS, written)
        return unreadable

    def _work(self, file: RecordFile) -> tuple[bytes | None, bytes, bytes, list[tuple[bytes, bytes]]]:
        row = self._known().get(file.path)
        text, judged = self.reader.read(file, row and sound_data(row.packed))
        digest, document = None if text is None else of_text(text), judged.reading.document
        words = marshal.dumps((digest, document.header, document.body), 2)
        return digest, pack_reading(judged), words, judged.texts

    def _save(self, new: dict[str, _Row]) -> None:
        self._known().update(new)
        self.store.change(self._section, ((_key(path), marshal.dumps(tuple(row), 2)) for path, row in new.items()))

    def _reading(self, file: RecordFile) -> Reading:
        if file.path not in self._readings:
            packed = self._known()[file.path].packed
            self._readings[file.path] = unpack_reading(file, packed, partial(self._text, file))
        return self._readings[file.path]

    def _text(self, file: RecordFile) -> tuple[str, str | None]:
        """Header and body of a file as it was read; whoever asks often asks for the same one again."""
        if self._last is None or self._last[0] is not self._known().get(file.path):
            self._last = self._known()[file.path], self._fetch(file)
        return self._last[1]

    def _fetch(self, file: RecordFile) -> tuple[str, str | None]:
        row = self.store.get(_WORDS, _key(file.path))
        if row is not None:
            digest, header, body = marshal.loads(row)
            if digest == self._known()[file.path].digest:
                return header, body
        document = load_document(self.reader.root, file)[0]
        return document.header, document.body


def _settled(state: State | None, now: int) -> bool:
    return state is not None and settled(max(state[1], state[2]), now)


def _key(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")

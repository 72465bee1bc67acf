"""Every file of a site, read: from what is known of it where its bytes are the same, else anew, on all cores."""

from __future__ import annotations

import marshal
import time
from typing import NamedTuple

from registry.cache.digests import DIGEST, of_bytes, of_text
from registry.cache.looks import settled
from registry.cache.store import Store
from registry.load.document import Document
from registry.load.files import RecordFile, State
from registry.load.loader import Unreadable, load_document, read_raw, read_text, text_of
from registry.load.remembered import Remembered, Said, SavedMeanwhile, said_by
from registry.text.converter import Converter
from registry.validate.known import Head, Heads, head_of
from registry.validate.reading import Reader, Reading
from registry.workers import spread

_WORDS = "words"
"""Section of the store for the texts of files."""
_FEW = 32
"""So many documents are fetched one by one; who asks for more wants all."""


class _Made(NamedTuple):
    """What comes of a file that was read: its head, rows for what its document says and for its text, what its texts
    became (rows of a converter). Of one that cannot be had as text, nothing but the ``reading``."""

    reading: Reading | None
    head: Head | None = None
    said: bytes = b""
    words: bytes = b""
    texts: tuple[tuple[bytes, bytes], ...] = ()


class Intake:
    """Reads the files of a site. ``store`` remembers them for later runs, and this object for its own next ones."""

    def __init__(self, reader: Reader, store: Store) -> None:
        self.reader = reader
        self.store = store
        self.converter = Converter(reader.converter.catalogue, store)
        about = f"{reader.country} {reader.converter.catalogue.language}"
        self._said = f"said {about}"
        self._heads = Heads(store, f"files {about}")
        self._files: dict[str, RecordFile] = {}
        self._readings: dict[str, Reading] = {}
        self._new: dict[str, bytes] = {}
        self._asked = 0
        self._last: tuple[tuple[str, bytes], tuple[str, str | None]] | None = None

    def read(self, files: list[RecordFile]) -> list[Reading]:
        """The reading of each file, in their order."""
        heads = self._heads.by_path
        self._files = {file.path: file for file in files}
        new: dict[str, Head] = {}
        todo: list[RecordFile] = []
        for file in files:
            head = heads.get(file.path)
            if head is None or not (
                (head.state is not None and head.state == file.state) or self._same(file, head, new)
            ):
                todo.append(file)
        gone = heads.keys() - self._files.keys()
        forget = self._keys(gone)
        unreadable = self._judge(todo, new, forget)
        gone |= unreadable.keys() & heads.keys()
        self._heads.change(new, gone)
        self._forget(gone)
        self.converter.forget(forget)
        return [unreadable.get(file.path) or self._readings.get(file.path) or self._reading(file) for file in files]

    def _same(self, file: RecordFile, head: Head, new: dict[str, Head]) -> bool:
        """Whether a file still has the text that is known."""
        now, digest = time.time_ns(), head.digests[0]
        try:
            raw, size = read_raw(self.reader.root / file.path)
            same = of_bytes(raw) == digest or of_text(text_of(raw, size)) == digest
        except Unreadable:
            return False
        if same and _settled(file.state, now):
            new[file.path] = head._replace(state=file.state)
        return same

    def _keys(self, paths: set[str]) -> list[bytes]:
        """The converter's keys of all texts of some files, as far as they are known."""
        rows = self.store.several(self._said, map(_key, paths)) if paths else ()
        return [key for _, row in rows for key in _unpacked(row)[0]]

    def _forget(self, gone: set[str]) -> None:
        for path in gone:
            self._readings.pop(path, None)
            self._new.pop(path, None)
        for section in (self._said, _WORDS):
            self.store.change(section, drop=map(_key, gone))

    def _judge(self, todo: list[RecordFile], new: dict[str, Head], forget: list[bytes]) -> dict[str, Reading]:
        """Read what is new. Those that cannot be had as text are given back: nothing is kept of them."""
        unreadable: dict[str, Reading] = {}
        said, words = list[tuple[bytes, bytes]](), list[tuple[bytes, bytes]]()
        texts = dict[bytes, bytes]()
        before = self._keys({file.path for file in todo} & self._heads.by_path.keys())
        now = time.time_ns()
        for place, made in spread(self._work, todo):
            file = todo[place]
            self._readings.pop(file.path, None)
            if made.head is None:
                assert made.reading
                unreadable[file.path] = made.reading
                continue
            new[file.path] = made.head._replace(state=file.state if _settled(file.state, now) else None)
            self._new[file.path] = made.said
            said.append((_key(file.path), made.said))
            words.append((_key(file.path), made.words))
            texts.update(made.texts)
        forget.extend(key for key in before if key not in texts)
        self.converter.learn(list(texts.items()))
        self.store.change(self._said, said)
        self.store.change(_WORDS, words)
        return unreadable

    def _work(self, file: RecordFile) -> _Made:
        head = self._heads.by_path.get(file.path)
        text, judged = self.reader.read(file, head and head.sound_data)
        if text is None:
            return _Made(judged.reading)
        document = judged.reading.document
        words = marshal.dumps((document.digests[0], document.header, document.body), 2)
        said = _packed(document, [key for key, _ in judged.texts])
        return _Made(None, head_of(judged.reading), said, words, tuple(judged.texts))

    def _reading(self, file: RecordFile) -> Reading:
        head = self._heads.by_path[file.path]
        document = Remembered(file.path, file.kind.name, file.id, head.digests, self)
        found = self._readings[file.path] = Reading(document, head.found() if head.findings else [])
        return found

    def said(self, document: Remembered) -> Said:
        """See :class:`~registry.load.remembered.Shelf`."""
        row = self._new.pop(document.path, None)
        if row is None:
            self._asked += 1
            if self._asked == _FEW:
                self._unpack_all(document)
            row = self.store.get(self._said, _key(document.path))
        if row is not None and row[:DIGEST] == document.digests[0]:
            return _unpacked(row)[1]
        return self._again(document)

    def _unpack_all(self, but: Remembered) -> None:
        """Have at hand what all other documents say."""
        for key, row in self.store.rows(self._said):
            reading = self._readings.get(key.decode("utf-8", "surrogateescape"))
            document = reading and reading.document
            if not isinstance(document, Remembered) or document is but or not document.packed:
                continue
            if row[:DIGEST] == document.digests[0]:
                document.unpack(_unpacked(row)[1])

    def _again(self, document: Remembered) -> Said:
        """What a document says, from its file: nothing is kept of it that can be believed."""
        file = self._files.get(document.path)
        try:
            text = read_text(self.reader.root / file.path) if file else None
        except Unreadable:
            text = None
        if file is None or text is None or of_text(text) != document.digests[0]:
            self._heads.change({}, [document.path])  # the next run reads what is there then
            raise SavedMeanwhile(str(self.reader.root / document.path))
        return said_by(self.reader.judge(file, text).reading.document)

    def words(self, document: Remembered) -> tuple[str, str | None]:
        """Header and body of a file as it was read; whoever asks often asks for the same one again."""
        name = document.path, document.digests[0]
        if self._last is None or self._last[0] != name:
            self._last = name, self._fetch(*name)
        return self._last[1]

    def _fetch(self, path: str, now: bytes) -> tuple[str, str | None]:
        row = self.store.get(_WORDS, _key(path))
        if row is not None:
            digest, header, body = marshal.loads(row)
            if digest == now:
                return header, body
        if path not in self._files:
            raise SavedMeanwhile(str(self.reader.root / path))
        document = load_document(self.reader.root, self._files[path])[0]
        return document.header, document.body


def _packed(document: Document, keys: list[bytes]) -> bytes:
    """A row for what a document says: the digest of its file's text, then the converter's keys of its texts, too."""
    return document.digests[0] + marshal.dumps((keys, said_by(document)), 2)


def _unpacked(row: bytes) -> tuple[list[bytes], Said]:
    keys, said = marshal.loads(memoryview(row)[DIGEST:])
    return keys, said


def _settled(state: State | None, now: int) -> bool:
    return state is not None and settled(max(state[1], state[2]), now)


def _key(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")

"""One file that keeps what earlier runs found out: rows of bytes by section and key, in SQLite.

A store is never believed where it could be wrong: it is emptied when the fingerprint is another, each row carries a
digest of its content and the fingerprint, and a file that SQLite cannot read is thrown away. Who cannot write it (a
full disk, another process at work, a database of something else in its place) goes on without.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from registry.cache.digests import DIGEST

_TABLES = {
    "about": "CREATE TABLE about (fingerprint TEXT)",
    "row": "CREATE TABLE row (section TEXT, key BLOB, value BLOB, PRIMARY KEY (section, key))",
}
_WAIT_SECONDS = 2.0
_TOGETHER = 500
"""Rows that are asked for in one question."""
_inherited: list[object] = []
"""Connections of a parent: a forked process may neither use nor close them."""


class Store:
    """Rows by (section, key). Without a ``path`` they are kept in memory and forgotten at the end.

    ``fingerprint`` says by which code the rows were made: those of another are dropped at once. Rows are believed if
    they were written with the same secret ``key``: what they hold is run and shown without another look.
    """

    def __init__(self, path: Path | None, fingerprint: str = "", key: bytes = b"") -> None:
        self.path = path
        self._key = key
        self._fingerprint = fingerprint
        self._forked = False
        self._process = os.getpid()
        self._database = self._open()

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                if self.path is None:
                    return self._connect(":memory:")
                self.path.parent.mkdir(parents=True, exist_ok=True)
                return self._connect(self.path)
            except sqlite3.OperationalError:  # locked, not to be written, or somebody else's
                return None
            except (sqlite3.DatabaseError, OSError):
                self._discard()
        return None

    def _connect(self, path: Path | str) -> sqlite3.Connection:
        database = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            found = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall())
            if found.keys() - _TABLES:
                raise sqlite3.OperationalError("a database of something else")
            database.execute("PRAGMA page_size=16384")  # of a new file: most rows fit into one
            # A process that is killed leaves old rows or new ones; what a power cut spoils, the digests tell.
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=OFF")
            known = database.execute("SELECT fingerprint FROM about").fetchone() if found == _TABLES else None
            if known != (self._fingerprint,) and not self._forked:
                self._create(database)
        except BaseException:
            database.close()
            raise
        return database

    def _create(self, database: sqlite3.Connection) -> None:
        database.execute("BEGIN IMMEDIATE")
        database.execute("DROP TABLE IF EXISTS about")
        database.execute("DROP TABLE IF EXISTS row")
        for table in _TABLES.values():
            database.execute(table)
        database.execute("INSERT INTO about VALUES (?)", (self._fingerprint,))
        database.execute("COMMIT")

    def _discard(self) -> None:
        if self.path is None:
            return
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self.path.with_name(self.path.name + suffix).unlink()

    def rows(self, section: str) -> Iterator[tuple[bytes, bytes]]:
        """(key, value) of every row of a section."""
        seal = self._seal(section)
        for key, value in self._ask("SELECT key, value FROM row WHERE section=?", (section,)):
            content = _content(seal, key, value)
            if content is not None:
                yield key, content

    def get(self, section: str, key: bytes) -> bytes | None:
        """The value of one row, or ``None``."""
        for (value,) in self._ask("SELECT value FROM row WHERE section=? AND key=?", (section, key)):
            return _content(self._seal(section), key, value)
        return None

    def several(self, section: str, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """(key, value) of those rows among these that are there."""
        wanted, seal = sorted(keys), self._seal(section)
        for start in range(0, len(wanted), _TOGETHER):
            some = wanted[start : start + _TOGETHER]
            query = f"SELECT key, value FROM row WHERE section=? AND key IN ({','.join('?' * len(some))})"
            for key, value in self._ask(query, (section, *some)):
                content = _content(seal, key, value)
                if content is not None:
                    yield key, content

    def _ask(self, query: str, values: tuple[object, ...]) -> Iterator[tuple[bytes, ...]]:
        self._after_fork()
        if self._database is None:
            return
        try:
            found = self._database.execute(query, values)
            while some := found.fetchmany(_TOGETHER):
                yield from some
        except sqlite3.Error:
            self._give_up()

    def change(
        self,
        section: str,
        put: Iterable[tuple[bytes, bytes]] = (),
        drop: Iterable[bytes] = (),
        *,
        expected: tuple[bytes, bytes] | None = None,
    ) -> bool:
        """Write and delete rows, all or none; whether that was done: a store that cannot be written stays as it is, and
        so does one that does not have the row that is ``expected``.

        In a forked process nothing is written: what it finds out, its parent keeps.
        """
        if self._after_fork():
            return False
        seal = self._seal(section)
        rows = [(section, key, _digest(seal, key, value) + value) for key, value in put]
        gone = [(section, key) for key in drop]
        if self._database is None or not (rows or gone):
            return self._database is not None
        try:
            self._database.execute("BEGIN IMMEDIATE")
            if self._database.execute("SELECT fingerprint FROM about").fetchone() != (self._fingerprint,):
                self._database.execute("ROLLBACK")  # other code is at work, and has its own rows here
                return False
            if expected and self.get(section, expected[0]) != expected[1]:
                if self._database is not None:
                    self._database.execute("ROLLBACK")
                return False
            self._database.executemany("DELETE FROM row WHERE section=? AND key=?", gone)
            self._database.executemany("INSERT OR REPLACE INTO row VALUES (?, ?, ?)", rows)
            self._database.execute("COMMIT")
        except sqlite3.Error:
            self._give_up()
            return False
        return True

    def _after_fork(self) -> bool:
        """Whether this process was forked from the one that opened the store; it then has a connection of its own."""
        if self._process == os.getpid():
            return self._forked
        _inherited.append(self._database)
        self._process, self._forked = os.getpid(), True
        if self.path is not None:
            self._database = self._open()
        return True

    def _give_up(self) -> None:
        """A database that fails once is not asked again; it is thrown away if it is none."""
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")
            with contextlib.suppress(sqlite3.Error):
                sound = self._database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
                self._database.close()
                if sound:
                    self._database = None
                    return
            self._database = None
            self._discard()

    def close(self) -> None:
        """Put everything into the one file."""
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _seal(self, section: str) -> hashlib.blake2b:
        """What the digests of a section's rows begin with."""
        name = section.encode("utf-8", "surrogateescape")
        about = b"%d %s %s " % (len(name), self._fingerprint.encode(), name)
        return hashlib.blake2b(about, digest_size=DIGEST, key=self._key)


def _digest(seal: hashlib.blake2b, key: bytes, value: bytes) -> bytes:
    digest = seal.copy()
    digest.update(b"%d " % len(key) + key)
    digest.update(value)
    return digest.digest()


def _content(seal: hashlib.blake2b, key: object, value: object) -> bytes | None:
    """The content of a row that we wrote, under this name."""
    if not isinstance(key, bytes) or not isinstance(value, bytes):
        return None
    content = value[DIGEST:]
    return content if _digest(seal, key, content) == value[:DIGEST] else None

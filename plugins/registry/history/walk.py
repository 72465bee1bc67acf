"""Through all commits, from the oldest to the newest, with every record as it was in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import Any

from registry.cache.digests import of_text
from registry.compare.renames import find_renames
from registry.history.blocks import Version, as_read, text, version
from registry.history.judge import Judge, Question
from registry.history.log import Entry, Step
from registry.history.places import Places
from registry.history.telling import Labels, Teller
from registry.i18n import Catalogue
from registry.load.document import Document
from registry.load.files import RecordFile
from registry.past import Change, Past, Row
from registry.schema.kinds import Kinds

MOST_PAIRS = 1_000
"""Files gone times files come in one commit; beyond that only those with the same bytes are taken for renamed."""
_MOST_OPEN = 20_000
"""Changes that are looked into at a time: versions of records wait for it in memory."""


@dataclass
class Known:
    """What is known up to a commit, all of it plain; see :class:`registry.past.Past`.

    ``rows`` and ``changes`` hold their fields; a row has the id in git of its last content that could be read besides.
    ``prefix`` and ``shallow`` are those of :class:`~registry.history.log.Tip`, ``labels`` and ``entries`` are those of
    :class:`~registry.history.telling.Labels`.
    """

    commit: str = ""
    prefix: str = ""
    shallow: str = ""
    begins: int | None = None
    last: int = 0
    rows: list[list[Any]] = field(default_factory=list)
    changes: list[tuple[Any, ...]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)

    def past(self) -> Past:
        """The same as a value."""
        rows = [Row(*row[:-1]) for row in self.rows]
        return Past(self.commit, self.begins, self.last, rows, [Change(*change) for change in self.changes])


_KIND, _ID, _CREATED, _MODIFIED, _DIGEST, _GONE, _HIDDEN, _BLOB = range(8)


@dataclass
class _Moved:
    """A record before and after a step: its files, their ids in git, and what could be read of them."""

    before: RecordFile | None
    after: RecordFile | None
    entry: Entry
    old: Version | None = None
    new: Version | None = None

    @property
    def file(self) -> RecordFile:
        file = self.after or self.before
        assert file
        return file


class Walk:
    """Brings ``known`` up to date. ``current`` has the documents of today by the digest of their text: those texts need
    not be read again."""

    def __init__(
        self,
        kinds: Kinds,
        catalogue: Catalogue,
        zone: tzinfo,
        known: Known,
        current: Mapping[bytes, Document] = MappingProxyType({}),
    ) -> None:
        self._kinds, self._zone, self.known, self._current = kinds, zone, known, current
        self._labels = Labels(kinds, catalogue, known.labels, known.entries)
        self._judge = Judge(Teller(catalogue, self._labels), self._labels)
        self._open: list[tuple[Step, _Moved, Question]] = []
        self._places = Places(kinds)
        self._rows = {(row[_KIND], row[_ID]): place for place, row in enumerate(known.rows)}
        self._live: dict[str, Version | None] = {}

    def wanted(self, steps: Iterable[Step]) -> Iterator[str]:
        """The ids of the contents that :meth:`go` needs, in its order."""
        seen: set[str] = set()
        for step in steps:
            for entry in step.entries:
                file = self._places.record(entry.path)
                if file:
                    if entry.path not in seen and (blob := self._blob(file)):
                        yield blob
                    seen.add(entry.path)
                    if entry.after:
                        yield entry.after

    def _blob(self, file: RecordFile) -> str | None:
        """The last content of a record that could be read, before the first step that touches it."""
        place = self._rows.get((file.kind.name, file.id))
        row = self.known.rows[place] if place is not None else None
        return row[_BLOB] if row and not row[_GONE] else None

    def go(self, steps: Iterable[Step], contents: Iterator[bytes | None]) -> None:
        """Follow every record through the steps. A shallow history begins in the midst: its first commit is no
        change, but what there was."""
        order = {kind.name: place for place, kind in enumerate(self._kinds)}
        for number, step in enumerate(steps):
            moved = self._renamed(self._read(step, contents))
            moved.sort(key=lambda each: (order[each.file.kind.name], each.file.id))
            self._labels.at = number
            for each in moved:
                if each.new:
                    self._labels.note(each.file.kind, each.new)
            self.known.last = max(self.known.last, step.seconds)
            if step.root and self.known.shallow:
                self.known.begins = step.seconds
                for each in moved:
                    if each.new:
                        self._settle(each, self._row(each)[0])
                continue
            renames = {
                (each.before.kind.name, each.before.id): each.file.id
                for each in moved
                if each.before and each.before.id != each.file.id
            }
            for each in moved:
                if each.new or not each.after:  # what cannot be read, nobody could publish
                    question = Question(number, each.file.kind, each.old, each.new, renames)
                    self._open.append((step, each, question))
            if len(self._open) >= _MOST_OPEN:
                self._settle_all()
        self._settle_all()
        self._labels.close()

    def _read(self, step: Step, contents: Iterator[bytes | None]) -> list[_Moved]:
        found = []
        for entry in step.entries:
            file = self._places.record(entry.path)
            if file is None:
                continue
            if entry.path not in self._live:
                self._live[entry.path] = self._version(file, next(contents), None) if self._blob(file) else None
            old = self._live[entry.path]
            new = self._version(file, next(contents), old) if entry.after else None
            found.append(_Moved(file if entry.before else None, file if entry.after else None, entry, old, new))
            self._live[entry.path] = new or (old if entry.after else None)
        return found

    def _version(self, file: RecordFile, content: bytes | None, before: Version | None) -> Version | None:
        found = text(content)
        if found is None:
            return None
        document = None if before else self._current.get(of_text(found))
        if document and document.kind == file.kind.name and not document.broken and not document.flawed:
            return as_read(file, found, document.data)
        return version(file, found, before)

    def _renamed(self, moved: list[_Moved]) -> list[_Moved]:
        """Each record once, those that have another id now included."""
        gone = [each for each in moved if each.after is None and each.old]
        come = [each for each in moved if each.before is None and each.new]
        if not gone or not come:
            return moved
        left = {id(each): each for each in moved}
        for old, new in self._pairs(gone, come):
            new.before, new.old = old.before, old.old
            del left[id(old)]
        return list(left.values())

    def _pairs(self, gone: list[_Moved], come: list[_Moved]) -> Iterator[tuple[_Moved, _Moved]]:
        same: dict[tuple[str, str | None], list[_Moved]] = {}
        for each in reversed(come):
            same.setdefault((each.file.kind.name, each.entry.after), []).append(each)
        rest = []
        for old in gone:
            found = same.get((old.file.kind.name, old.entry.before))
            if found:
                yield old, found.pop()
            else:
                rest.append(old)
        olds = {id(each.old): each for each in rest}
        news = {id(each.new): each for group in same.values() for each in group}
        if len(olds) * len(news) <= MOST_PAIRS:
            before: Any = [each.old for each in rest]
            after: Any = [each.new for each in news.values()]
            for a, b in find_renames(self._kinds, before, after):
                yield olds[id(a)], news[id(b)]

    def _settle_all(self) -> None:
        """Answer what is open, and take in all of it, in its order."""
        answers = self._judge.all([question for _, _, question in self._open])
        for (step, moved, _), answer in zip(self._open, answers, strict=True):
            if answer is None and moved.new is None:
                continue  # it never could be read
            place, is_new = self._row(moved)
            row = self.known.rows[place]
            self._settle(moved, place)
            if answer is None:
                continue
            if is_new:
                row[_CREATED] = step.seconds
            row[_MODIFIED] = step.seconds
            day = datetime.fromtimestamp(step.seconds, self._zone).date().isoformat()
            about = (place, step.seconds, day, step.commit, step.author)
            self.known.changes.append((*about, *answer, row[_HIDDEN]))
        self._open.clear()

    def _row(self, moved: _Moved) -> tuple[int, bool]:
        """The place of a record's row, and whether it is new. Under another id it is the same row."""
        file = moved.before or moved.file
        key, now = (file.kind.name, file.id), (moved.file.kind.name, moved.file.id)
        place = self._rows.pop(key, None)
        is_new = place is None
        if place is None:
            place = len(self.known.rows)
            self.known.rows.append([*now, None, None, b"", False, False, None])
        self._rows[now] = place
        self.known.rows[place][_ID] = now[1]
        return place, is_new

    def _settle(self, moved: _Moved, place: int) -> None:
        """Take in what is said now."""
        row, new = self.known.rows[place], moved.new
        row[_GONE] = new is None
        if new:
            row[_DIGEST], row[_HIDDEN], row[_BLOB] = new.digest, new.hidden, moved.entry.after

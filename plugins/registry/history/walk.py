"""Through all commits, from the oldest to the newest, with every record as it was in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import Any

from registry.cache.digests import of_text
from registry.compare.records import RecordChange, compare_records
from registry.compare.renames import find_renames
from registry.compare.sameness import Renamed
from registry.compare.values import compare_fields
from registry.history.blocks import Version, as_read, differing, text, version
from registry.history.log import Entry, Step
from registry.history.places import Places
from registry.history.telling import Labels, Teller, touched
from registry.i18n import Catalogue
from registry.load.document import Document
from registry.load.files import RecordFile
from registry.past import Change, Past, Row
from registry.schema.kinds import Kind, Kinds
from registry.tell.records import SIGNED

_CHOICE = {"enum", "x-vocabulary"}
MOST_PAIRS = 1_000
"""Files gone times files come in one commit; beyond that only those with the same bytes are taken for renamed."""


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
        self._tell = Teller(catalogue, self._labels)
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
        for step in steps:
            moved = self._renamed(self._read(step, contents))
            moved.sort(key=lambda each: (order[each.file.kind.name], each.file.id))
            for each in moved:
                if each.new:
                    self._labels.note(each.file.kind, each.new)
            self.known.last = max(self.known.last, step.seconds)
            if step.root and self.known.shallow:
                self.known.begins = step.seconds
                for each in moved:
                    if each.new:
                        self._settle(each, self._row(each)[0])
            else:
                renames = {
                    (each.before.kind.name, each.before.id): each.file.id
                    for each in moved
                    if each.before and each.before.id != each.file.id
                }
                day = datetime.fromtimestamp(step.seconds, self._zone).date().isoformat()
                for each in moved:
                    self._record(step, day, each, renames)

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

    def _record(self, step: Step, day: str, moved: _Moved, renames: Renamed) -> None:
        kind, old, new = moved.file.kind, moved.old, moved.new
        if moved.after and new is None:
            return  # it cannot be read, so nobody could publish it
        change = self._change(kind, old, new, renames)
        if change is None and new is None:
            return  # it never could be read
        place, is_new = self._row(moved)
        row = self.known.rows[place]
        self._settle(moved, place)
        if change is None:
            return
        if is_new:
            row[_CREATED] = step.seconds
        row[_MODIFIED] = step.seconds
        about = (place, step.seconds, day, step.commit, step.author, change.change)
        self.known.changes.append((*about, *self._tell(change), touched(change), row[_HIDDEN]))

    def _change(self, kind: Kind, old: Version | None, new: Version | None, renames: Renamed) -> RecordChange | None:
        if new is None:
            return RecordChange(kind, "removed", old, None) if old else None
        if old is None or (old.hidden and not new.hidden):
            choices = [name for name in kind.summary if _CHOICE & kind.schema["properties"][name].keys()]
            told = {*choices, *(name for kind_name, name in SIGNED if kind_name == kind.name)}
            return RecordChange(kind, "added", None, new, compare_fields({}, new.only(told).data, kind.schema))
        if old.lines is None or new.lines is None:
            return compare_records(kind, old, new, renames)
        names = differing(old.lines, new.lines)
        change = compare_records(kind, old.only(names), new.only(names), renames)
        return change and replace(change, before=old, after=new)

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

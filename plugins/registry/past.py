"""What became of records and when, as git knows it: a value, and tables of it (see :mod:`registry.indexes`).

Moments are seconds since 1970 (UTC), days are those of the network's time zone (``2026-03-12``), HTML is safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from registry.link import Registry

SHOWN = 20
"""Changes that the page of a record tells."""
MONTHS = ""
"""The key under which the table of changes has its months."""
ABOUT = ""
"""The key under which the table of moments says how far history goes."""
_SILENT = ("redirects",)
"""Kinds whose changes mean nothing to who reads the site."""


class Row(NamedTuple):
    """A record, under the ``kind`` and ``id`` that it has now.

    ``created`` and ``modified`` are the moments of its first and last change that means something (``None``: before
    what is known), ``digest`` is of its text as committed, ``gone`` that it is no longer there, ``hidden`` that it is
    an example or a draft.
    """

    kind: str
    id: str
    created: int | None
    modified: int | None
    digest: bytes
    gone: bool
    hidden: bool


class Change(NamedTuple):
    """What a commit changed in the record at place ``row``; ``change`` is ``added``, ``changed``, ``renamed`` or
    ``removed``.

    ``head`` names the record as HTML (« Nouveau partenaire : X »), ``told`` has clauses as (HTML, lines of more HTML).
    ``touched`` names fields that changed, and entries that have an id (``decisions/d-1``). ``hidden``: the record was
    an example or a draft then.
    """

    row: int
    moment: int
    day: str
    commit: str
    author: str
    change: str
    head: str
    told: tuple[tuple[str, tuple[str, ...]], ...]
    touched: tuple[str, ...]
    hidden: bool


class Past(NamedTuple):
    """The history of a site up to a ``commit``: ``changes`` the oldest first. ``begins`` is the moment of the first
    commit that is there, where older ones are not, ``last`` that of the last one."""

    commit: str
    begins: int | None
    last: int
    rows: list[Row]
    changes: list[Change]

    def plain(self) -> tuple[Any, ...]:
        """All of it, of plain values."""
        return (self.commit, self.begins, self.last, list(map(tuple, self.rows)), list(map(tuple, self.changes)))

    def published(self) -> Past:
        """Without examples and drafts, of now and of then."""
        shown = [change for change in self.changes if not change.hidden and not self.rows[change.row].hidden]
        return self._replace(changes=shown)

    def since(self, day: str) -> Past:
        """Without what was changed before a day, or month, or year."""
        return self._replace(changes=[change for change in self.changes if change.day >= day])


def utc(moment: int | None) -> str | None:
    """Seconds since 1970 as ISO 8601."""
    return None if moment is None else datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moments(registry: Registry) -> dict[str, tuple[Any, ...]]:
    """Under « kind id » of each record: (created, modified, digest, {touched name: (times, moment of the last)});
    under ``ABOUT`` (begins, last) of the whole."""
    past = registry.past
    if past is None:
        return {}
    found: dict[str, tuple[Any, ...]] = {ABOUT: (past.begins, past.last)}
    touched: dict[int, dict[str, tuple[int, int]]] = {}
    for change in past.changes:
        of_row = touched.setdefault(change.row, {})
        for name in change.touched:
            times, last = of_row.get(name, (0, 0))
            of_row[name] = times + 1, max(last, change.moment)
    for place, row in enumerate(past.rows):
        if not row.gone:
            found[f"{row.kind} {row.id}"] = row.created, row.modified, row.digest, touched.get(place, {})
    return found


def updated(registry: Registry) -> dict[str, int]:
    """Kind → the moment of the last change of one of its records, those that are gone included."""
    found: dict[str, int] = {}
    for row in registry.past.rows if registry.past else ():
        if row.modified and not row.hidden:
            found[row.kind] = max(found.get(row.kind, 0), row.modified)
    return found


def told(registry: Registry) -> dict[str, tuple[Any, ...]]:
    """Under « kind id » of each record: (how many changes, the last :data:`SHOWN` of them, the newest first, as
    (day, commit, author, change, told))."""
    past = registry.past
    if past is None:
        return {}
    found: dict[int, list[Change]] = {}
    for change in past.changes:
        found.setdefault(change.row, []).append(change)
    return {
        f"{past.rows[place].kind} {past.rows[place].id}": (
            len(changes),
            [(one.day, one.commit, one.author, one.change, one.told) for one in changes[: -SHOWN - 1 : -1]],
        )
        for place, changes in found.items()
        if not past.rows[place].gone
    }


def changed(registry: Registry) -> dict[str, list[tuple[Any, ...]]]:
    """The changes of each month, the newest first, as (day, moment, commit, author, kind, id, change, head, told); of
    records that are gone there is no id, and no word of what they said. Under ``MONTHS`` (month, how many)."""
    past = registry.past
    if past is None:
        return {}
    rows = [_line(past.rows[change.row], change) for change in _newest_first(past.changes)]
    shown = [row for row in rows if row[4] not in _SILENT]
    table: dict[str, list[tuple[Any, ...]]] = {
        month: list(group) for month, group in groupby(shown, key=lambda row: row[0][:7])
    }
    return {**table, MONTHS: [(month, len(found)) for month, found in table.items()]}


def _line(row: Row, change: Change) -> tuple[Any, ...]:
    about = (change.day, change.moment, change.commit, change.author, row.kind)
    if row.gone:
        return (*about, "", change.change, change.head, ())
    return (*about, row.id, change.change, change.head, change.told)


def _newest_first(changes: Iterable[Change]) -> Iterator[Change]:
    """By day, since clocks may go wrong; of one commit in its order."""
    commits = [list(group) for _, group in groupby(changes, key=lambda change: change.commit)]
    commits.reverse()
    for group in sorted(commits, key=lambda group: group[0].day, reverse=True):
        yield from group

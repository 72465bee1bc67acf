"""What happened when: plain tables of dates, made once a build (see :mod:`registry.indexes`).

Each table has the rows of a year under that year, newest first, and under ``""`` the years, newest first, with the
number of their rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from registry.dates import parse

if TYPE_CHECKING:
    from registry.link import Record, Registry

YEARS = ""
"""The key under which a table has its years."""
_DATED = (("commission", "founding_date"), ("project", "start_date"), ("charter", "date"), ("news", "date"))
Row = TypeVar("Row", bound=tuple[Any, ...])
Table = dict[str, list[tuple[Any, ...]]]


class Happened(NamedTuple):
    """A dated fact: its ``date`` as its source has it, its ``type``, the record ``kind`` and ``id`` that it is about
    (of a milestone: the meeting of that day, if there is one), and its ``place`` in the list that tells it."""

    date: str
    type: str
    kind: str = ""
    id: str = ""
    place: int = -1


def happened(registry: Registry) -> Table:
    """:class:`Happened`, by year. A year stands before the months and days it may contain, read from the newest."""

    def order(row: Happened) -> tuple[Any, ...]:
        date = parse(row.date)
        return (date.sort_key if date else (), row.type, _name(registry, row))

    rows = [*_network(registry), *_partners(registry), *_records(registry)]
    return by_year(sorted((row for row in rows if parse(row.date)), key=order, reverse=True))


def by_year(rows: Iterable[Row]) -> Table:
    """Rows that are in order, newest first, as a table; a row begins with its date."""
    table: Table = {year: [tuple(row) for row in group] for year, group in groupby(rows, key=lambda row: row[0][:4])}
    years: list[tuple[Any, ...]] = [(year, len(found)) for year, found in table.items()]
    return {YEARS: sorted(years, key=itemgetter(0), reverse=True), **table}


def start_of(meeting: Record) -> str:
    """When a meeting begins, as precisely as is known."""
    return str(meeting.data["start"])


def _name(registry: Registry, row: Happened) -> str:
    if row.type == "decision":
        return str(registry.get("meeting", row.id).data["decisions"][row.place]["id"])
    return row.id


def _network(registry: Registry) -> Iterator[Happened]:
    network = registry.network
    meetings = {start_of(meeting)[:10]: meeting for meeting in _held(registry)}
    milestones = network.get("milestones", ())
    for place, item in enumerate(milestones):
        date = str(item["date"])
        meeting = meetings.get(date)
        yield Happened(date[:10], "milestone", *(("meeting", meeting.id) if meeting else ("", "")), place)
    founded = network.get("founding_date")
    if founded and all(item["date"] != founded for item in milestones):
        yield Happened(str(founded)[:10], "founding")


def _partners(registry: Registry) -> Iterator[Happened]:
    for record in registry.of_kind("partner"):
        about = ("partner", record.id)
        signed = [str(entry["date"]) for entry in record.data.get("signatures", ()) if "date" in entry]
        for date in signed:
            yield Happened(date[:10], "signature", *about)
        start, end = record.data.get("start_date"), record.data.get("end_date")
        if start and start not in signed:
            yield Happened(str(start)[:10], "joined", *about)
        if end:
            yield Happened(str(end)[:10], "left", *about)


def _records(registry: Registry) -> Iterator[Happened]:
    for kind, name in _DATED:
        for record in registry.of_kind(kind):
            if name in record.data:
                yield Happened(str(record.data[name])[:10], kind, kind, record.id)
    told = {str(item["date"]) for item in registry.network.get("milestones", ())}
    for meeting in _held(registry):
        date, about = start_of(meeting)[:10], ("meeting", meeting.id)
        if date not in told:
            yield Happened(date, "meeting", *about)
        for place in range(len(meeting.data.get("decisions", ()))):
            yield Happened(date, "decision", *about, place)


def _held(registry: Registry) -> list[Record]:
    return [meeting for meeting in registry.of_kind("meeting") if meeting.data["status"] == "held"]

"""What a commission did in each year: a plain table, made once a build (see :mod:`registry.indexes`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from registry.chronicle import start_of

if TYPE_CHECKING:
    from registry.link import Registry

Data = Mapping[str, Any]


class Work(NamedTuple):
    """A year of a commission: its ``meetings`` by id, the ``decisions`` that it took or that concern it and the
    ``actions`` it asked for, as (meeting, place); each in the order of time."""

    meetings: list[str]
    decisions: list[tuple[str, int]]
    actions: list[tuple[str, int]]


def years(commissions: Mapping[str, Data], meetings: Iterable[Data]) -> dict[str, list[str]]:
    """Commission → the years of which there is something to tell, newest first: it met, something was decided about
    it, a member came or went."""
    found: dict[str, set[str]] = {id_: set(_changes(data)) for id_, data in commissions.items()}
    for data in meetings:
        if data.get("status") != "planned" and "start" in data:
            for id_ in _concerned(data):
                if id_ in found:
                    found[id_].add(str(data["start"])[:4])
    return {id_: sorted(every, reverse=True) for id_, every in found.items()}


def key(commission: str, year: str) -> str:
    """Where the table has a year of a commission."""
    return f"{commission} {year}"


def yearbook(registry: Registry) -> dict[str, Any]:
    """Under a commission's id its :func:`years`, under :func:`key` the :class:`Work` of each."""
    meetings = sorted(registry.of_kind("meeting"), key=lambda record: (start_of(record), record.id))
    commissions = {record.id: record.data for record in registry.of_kind("commission")}
    table: dict[str, Any] = dict(years(commissions, (meeting.data for meeting in meetings)))
    work = {key(id_, year): Work([], [], []) for id_, found in table.items() for year in found}
    for meeting in meetings:
        data = meeting.data
        if data["status"] == "planned":
            continue
        year, own = start_of(meeting)[:4], data.get("commission")
        if own:
            here = work[key(own, year)]
            here.meetings.append(meeting.id)
            here.actions.extend((meeting.id, place) for place in range(len(data.get("action_items", ()))))
        for place, entry in enumerate(data.get("decisions", ())):
            for id_ in {own, *entry.get("commissions", ())} - {None}:
                work[key(id_, year)].decisions.append((meeting.id, place))
    return {**table, **{name: tuple(found) for name, found in work.items()}}


def _changes(commission: Data) -> Iterator[str]:
    for name in ("members", "facilitators"):
        for entry in commission.get(name, ()):
            yield from (str(entry[date])[:4] for date in ("start_date", "end_date") if date in entry)


def _concerned(meeting: Data) -> set[str]:
    own = {meeting["commission"]} if "commission" in meeting else set()
    return own.union(*(entry.get("commissions", ()) for entry in meeting.get("decisions", ())))

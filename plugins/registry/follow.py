"""What was decided and asked for in all meetings, and what became of it: plain tables, made once a build.

See :mod:`registry.indexes`. Tables by year are as those of :mod:`registry.chronicle`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from registry.chronicle import YEARS, Table, by_year, start_of

if TYPE_CHECKING:
    from registry.link import Record, Registry


class Entry(NamedTuple):
    """A decision or an action item: when its meeting began, which ``meeting``, at which ``place`` in its list."""

    date: str
    meeting: str
    place: int


class FollowUp(NamedTuple):
    """What came of a decision: the entry of a later meeting, in ``field`` ``"decisions"`` or ``"action_items"``."""

    decision: str
    field: str
    meeting: str
    place: int


def decided(registry: Registry) -> Table:
    """:class:`Entry` of each decision, by year, newest first; those of one meeting in their order."""
    return by_year(_entries(registry, "decisions"))


def asked(registry: Registry) -> Table:
    """:class:`Entry` of each action item, as :func:`decided`."""
    return by_year(_entries(registry, "action_items"))


def open_actions(registry: Registry) -> Table:
    """Under ``""``: (due, id, meeting, place among its action items) of those still open, the most urgent first."""
    rows = [
        (str(entry.get("due", "9999")), str(entry["id"]), meeting.id, place)
        for meeting, place, entry in _all(registry, "action_items")
        if entry["status"] == "open"
    ]
    return {YEARS: sorted(rows)}


def places(registry: Registry) -> dict[str, tuple[str, int]]:
    """Decision → its meeting, and its place there."""
    return {entry["id"]: (meeting.id, place) for meeting, place, entry in _all(registry, "decisions")}


def follow_ups(registry: Registry) -> dict[str, list[tuple[Any, ...]]]:
    """Meeting → :class:`FollowUp` of its decisions, the oldest first."""
    taken_at = {entry["id"]: meeting.id for meeting, _, entry in _all(registry, "decisions")}
    found: dict[str, list[tuple[Any, ...]]] = {}
    for meeting in sorted(registry.of_kind("meeting"), key=lambda record: (start_of(record), record.id)):
        for field in ("decisions", "action_items"):
            for place, entry in enumerate(meeting.data.get(field, ())):
                for id_ in entry.get("follows", ()) if field == "decisions" else [entry.get("decision")]:
                    if id_ in taken_at:
                        found.setdefault(taken_at[id_], []).append(FollowUp(id_, field, meeting.id, place))
    return {meeting: [tuple(row) for row in rows] for meeting, rows in found.items()}


def concerned(registry: Registry) -> dict[str, list[str]]:
    """What registers can be asked for: the ``commissions`` and ``projects`` that decisions concern, the commissions
    that asked for actions (``asking``), the partners that took them on (``owners``), the ``results`` and ``outcomes``
    of decisions, the ``states`` of actions: ids, or values, without order."""
    found: dict[str, set[str]] = {name: set() for name in _CONCERNED}
    for meeting, _, entry in _all(registry, "decisions"):
        found["commissions"].update(commissions_of(meeting, entry))
        found["projects"].update(entry.get("projects", ()))
        found["results"].add(entry["result"])
        found["outcomes"].update([entry["outcome"]["status"]] if "outcome" in entry else [])
    for meeting, _, entry in _all(registry, "action_items"):
        found["asking"].update(commissions_of(meeting, entry))
        found["owners"].add(entry["partner"])
        found["states"].add(entry["status"])
    return {name: sorted(values) for name, values in found.items()}


_CONCERNED = ("commissions", "projects", "results", "outcomes", "asking", "owners", "states")


def commissions_of(meeting: Record, entry: dict[str, Any]) -> list[str]:
    """The commissions that an entry of a meeting concerns: the one that met, and those that the entry names."""
    own = [meeting.data["commission"]] if "commission" in meeting.data else []
    return list(dict.fromkeys([*own, *entry.get("commissions", ())]))


def _all(registry: Registry, field: str) -> Iterator[tuple[Record, int, dict[str, Any]]]:
    for meeting in registry.of_kind("meeting"):
        for place, entry in enumerate(meeting.data.get(field, ())):
            yield meeting, place, entry


def _entries(registry: Registry, field: str) -> Iterator[Entry]:
    meetings = sorted(registry.of_kind("meeting"), key=lambda record: (start_of(record), record.id), reverse=True)
    for meeting in meetings:
        for place in range(len(meeting.data.get(field, ()))):
            yield Entry(start_of(meeting)[:10], meeting.id, place)

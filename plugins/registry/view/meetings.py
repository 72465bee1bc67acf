"""Meetings, their decisions and their action items as views."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from registry.link import Record
from registry.view.base import View, Views


def by_start(records: Iterable[Record], *, newest_first: bool = False) -> list[Record]:
    """Meetings in the order of their start, then id."""
    return sorted(records, key=lambda record: (str(record.data["start"]), record.id), reverse=newest_first)


def decision(views: Views, meeting: Record, entry: View) -> View:
    """One decision with where and when it was taken; see theme/README.md."""
    view: View = dict(views.entry(entry, meeting, "decisions", "*"))
    commission = views.registry.find("commission", meeting.data.get("commission"))
    date = str(meeting.data["start"])[:10]
    return {
        **view,
        "url": f"{views.urls.year('decisions', date[:4])}#{entry['id']}",
        "date": date,
        "meeting": views.summary(meeting),
        "commission": views.summary(commission) if commission else None,
        "example": meeting.example,
    }


def decisions_of(views: Views, meetings: Iterable[Record]) -> Iterator[View]:
    """The decisions of these meetings, in their order, made as they are asked for."""
    return (decision(views, meeting, entry) for meeting in meetings for entry in meeting.data.get("decisions", ()))


def action(views: Views, meeting: Record, entry: View) -> View:
    """One action item with the meeting that asked for it."""
    view: View = dict(views.entry(entry, meeting, "action_items", "*"))
    return {
        **view,
        "url": f"{views.urls.record('meeting', meeting.id)}#{entry['id']}",
        "meeting": views.summary(meeting),
        "example": meeting.example,
    }


def actions_of(views: Views, meetings: Iterable[Record]) -> list[View]:
    """All action items of these meetings, in their order."""
    return [action(views, meeting, entry) for meeting in meetings for entry in meeting.data.get("action_items", ())]


def by_due(actions: Iterable[View]) -> list[View]:
    """Action items by due date; those without one last."""
    return sorted(actions, key=lambda item: (item["due"] or "9999", item["id"]))


def concerning(views: Views, field: str, record: Record) -> list[View]:
    """Decisions, newest first, that name ``record`` in their ``field`` (``projects``, ``commissions``)."""
    found = []
    for reference in views.registry.references_to(record, "meeting", "decisions"):
        if reference.field[2] == field:
            # The pointer is ("decisions", n, field, m); the entry itself is decisions[n].
            index = reference.pointer[1]
            assert isinstance(index, int)
            found.append(decision(views, reference.record, reference.record.data["decisions"][index]))
    return sorted(found, key=lambda view: (view["date"], view["id"]), reverse=True)


def line(views: Views, meeting: Record) -> View:
    """A meeting as a list of meetings shows it."""
    minutes = meeting.data.get("minutes") or {}
    return {
        **views.summary(meeting),
        "decisions_count": len(meeting.data.get("decisions", ())),
        "minutes": minutes.get("status"),
    }

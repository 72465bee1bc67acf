"""Meetings, their decisions and their action items as views."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from registry.chronicle import start_of
from registry.follow import FollowUp
from registry.link import Record
from registry.view.base import View, Views


def by_start(records: Iterable[Record], *, newest_first: bool = False) -> list[Record]:
    """Meetings in the order of their start, then id."""
    return sorted(records, key=lambda record: (str(record.data["start"]), record.id), reverse=newest_first)


def decision(views: Views, meeting: Record, entry: View) -> View:
    """One decision: where and when it was taken, what it concerns, what became of it; see theme/README.md."""
    view: View = dict(views.entry(entry, meeting, "decisions", "*"))
    commission = views.registry.find("commission", meeting.data.get("commission"))
    return {
        **view,
        **_address(views, meeting, entry["id"]),
        "meeting": views.summary(meeting),
        "commission": views.summary(commission) if commission else None,
        "example": meeting.example,
        "follows": [_earlier(views, id_) for id_ in entry.get("follows", ())],
        "follow_ups": _follow_ups(views, meeting, entry["id"]),
    }


def _address(views: Views, meeting: Record, id_: str) -> View:
    date = start_of(meeting)[:10]
    return {"id": id_, "url": f"{views.urls.year('decisions', date[:4])}#{id_}", "date": date}


def _earlier(views: Views, id_: str) -> View:
    """A mention of a decision: ``{"id", "url", "date", "result", "text", "example"}``."""
    meeting, place = views.registry.index("decision_places", id_)
    record = views.registry.get("meeting", meeting)
    return _mention(views, record, record.data["decisions"][place])


def _mention(views: Views, meeting: Record, entry: View) -> View:
    text = views.entry(entry["text"], meeting, "decisions", "*", "text")
    more = {"result": entry["result"], "text": text, "example": meeting.example}
    return {**_address(views, meeting, entry["id"]), **more}


def _follow_ups(views: Views, meeting: Record, id_: str) -> View:
    """``{"decisions", "actions"}`` of other meetings, or of this one, that name a decision: the oldest first."""
    found: View = {"decisions": [], "actions": []}
    for row in views.registry.index("follow_ups", meeting.id) or ():
        follow_up = FollowUp(*row)
        if follow_up.decision == id_:
            later = views.registry.get("meeting", follow_up.meeting)
            entry = later.data[follow_up.field][follow_up.place]
            if follow_up.field == "decisions":
                found["decisions"].append(_mention(views, later, entry))
            else:
                found["actions"].append(action(views, later, entry))
    return found


def decisions_of(views: Views, meetings: Iterable[Record]) -> Iterator[View]:
    """The decisions of these meetings, in their order, made as they are asked for."""
    return (decision(views, meeting, entry) for meeting in meetings for entry in meeting.data.get("decisions", ()))


def action(views: Views, meeting: Record, entry: View) -> View:
    """One action item with the meeting that asked for it, and the decision that it carries out."""
    view: View = dict(views.entry(entry, meeting, "action_items", "*"))
    commission = views.registry.find("commission", meeting.data.get("commission"))
    return {
        **view,
        "url": f"{views.urls.record('meeting', meeting.id)}#{entry['id']}",
        "meeting": views.summary(meeting),
        "commission": views.summary(commission) if commission else None,
        "example": meeting.example,
        "decision": _earlier(views, entry["decision"]) if "decision" in entry else None,
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

"""Meetings as events of a calendar.

An event needs a day. A meeting of which only the year or the month is known is none; one whose hour nobody gave fills
its day.
"""

from __future__ import annotations

from registry.dates import PartialDate, format_period, parse
from registry.link import Record
from registry.text.typography import typography
from registry.view.base import View, Views
from registry.view.history import times
from registry.view.permanent import marked, uid

_MOVING = ("start", "end", "timezone", "place", "status")


def has_day(meeting: Record) -> bool:
    """Whether it is known on which day a meeting begins."""
    start = parse(str(meeting.data["start"]))
    return start is not None and start.day is not None


def event(views: Views, meeting: Record) -> View:
    """A meeting whose day is known: ``{"uid", "created", "modified", "sequence", "start", "end", "timezone", "status",
    "summary", "location", "description", "url"}``.

    ``start`` and ``end`` are both days, or both have an hour; ``end`` is null where it says no more than ``start``.
    ``sequence`` counts how often when, where or whether it takes place was changed, as far as git knows.
    """
    return dict(views.remember(("calendar event", meeting.id), lambda: _event(views, meeting)))


def _event(views: Views, meeting: Record) -> View:
    data, catalogue = meeting.data, views.catalogue
    start, end = _times(data)
    summary = marked(views, views.label(meeting), example=meeting.example, draft=meeting.draft)
    if data["status"] == "cancelled":  # not every calendar shows that an event is cancelled
        summary = catalogue.gettext("Cancelled: {meeting}", meeting=summary)
    return {
        "uid": uid(views, meeting),
        **views.moments(meeting),
        "sequence": max(times(views, meeting, _MOVING), int(data["status"] == "cancelled")),
        "start": start,
        "end": end,
        "timezone": data.get("timezone") or views.registry.network["place"]["timezone"],
        "status": data["status"],
        "summary": typography(summary, views.language),
        "location": _location(data.get("place") or {}),
        "description": typography(_description(views, meeting, in_hours="T" in start), views.language),
        "url": views.urls.record("meeting", meeting.id),
    }


def _times(data: View) -> tuple[str, str | None]:
    start, end = parse(str(data["start"])), parse(str(data.get("end", "")))
    assert start is not None
    if end is None or end.day is None or end.sort_key <= start.sort_key:
        return start.iso, None
    same_day = start.earliest() == end.earliest()
    if start.hour is not None and end.hour is not None:
        return start.iso, end.iso
    if same_day:  # of one day either the beginning or the end is known to the hour
        return start.iso, None
    return _day(start), _day(end)


def _day(date: PartialDate) -> str:
    return date.earliest().isoformat()


def _location(place: View) -> str:
    address = place.get("address") or {}
    town = " ".join(address[name] for name in ("postcode", "locality") if name in address)
    return ", ".join(part for part in (place.get("name"), address.get("street"), town) if part)


def _description(views: Views, meeting: Record, *, in_hours: bool) -> str:
    data, catalogue = meeting.data, views.catalogue
    lines = []
    if data["status"] == "cancelled":
        lines.append(catalogue.gettext("This meeting was cancelled."))
    if not in_hours and "end" in data:  # perhaps one of both has an hour, which days cannot tell
        lines.append(format_period(str(data["start"]), str(data["end"]), views.language, catalogue))
    if "public" in data:
        lines.append(
            catalogue.gettext("Open to everyone") if data["public"] else catalogue.gettext("Members and guests")
        )
    if (data.get("place") or {}).get("access"):
        lines.append(data["place"]["access"])
    if data.get("agenda"):
        lines.append(catalogue.gettext("Agenda:"))
        lines += [f"{number}. {item['title']}" for number, item in enumerate(data["agenda"], 1)]
    return "\n".join(lines)

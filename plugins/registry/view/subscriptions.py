"""What can be subscribed to, and where: calendars.

Each is ``{"type", "title", "url", "page"}``; ``page`` is the page that shows the same.
"""

from __future__ import annotations

from collections.abc import Callable

from registry.link import Record
from registry.text.typography import typography
from registry.view.base import View, Views
from registry.view.events import has_day

CALENDAR = "text/calendar"


def _calendar(views: Views, title: str, page: str) -> View:
    title = typography(title, views.language)
    return {"type": CALENDAR, "title": title, "url": views.urls.calendar(page), "page": page}


def _name(views: Views) -> str:
    return str(views.registry.network["name"])


def meetings_calendar(views: Views) -> View:
    """All meetings."""
    title = views.catalogue.gettext("{network}: meetings", network=_name(views))
    return _calendar(views, title, views.urls.collection("meeting"))


def commission_calendar(views: Views, commission: Record) -> View:
    """The meetings of a commission."""
    title = views.catalogue.gettext(
        "{network}: meetings of the {commission} commission", network=_name(views), commission=views.label(commission)
    )
    return _calendar(views, title, views.urls.record("commission", commission.id))


_SECTIONS: dict[str, tuple[Callable[[Views], View], ...]] = {
    "home": (meetings_calendar,),
    "meetings": (meetings_calendar,),
    "data": (meetings_calendar,),
}


def of_section(views: Views, name: str) -> list[View]:
    """What a list, a register or a built-in page offers."""
    found = [subscription(views) for subscription in _SECTIONS.get(name, ())]
    if name == "data":
        for commission in views.registry.of_kind("commission"):
            found += of_record(views, commission)
    return found


def of_record(views: Views, record: Record) -> list[View]:
    """What the page of a record offers."""
    if record.kind.name == "commission":
        return [commission_calendar(views, record)]
    if record.kind.name == "meeting" and has_day(record):
        page = views.urls.record("meeting", record.id)
        return [{"type": CALENDAR, "title": views.label(record), "url": views.urls.event(record.id), "page": page}]
    return []

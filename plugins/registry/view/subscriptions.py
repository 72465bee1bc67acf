"""What can be subscribed to, and where: calendars and news feeds.

Each is ``{"type", "title", "url", "page"}``; ``page`` is the page that shows the same.
"""

from __future__ import annotations

from collections.abc import Callable

from registry.link import Record
from registry.text.typography import typography
from registry.view.base import View, Views
from registry.view.events import has_day

CALENDAR, FEED = "text/calendar", "application/atom+xml"


def _calendar(views: Views, title: str, page: str) -> View:
    title = typography(title, views.language)
    return {"type": CALENDAR, "title": title, "url": views.urls.calendar(page), "page": page}


def _feed(views: Views, title: str, page: str) -> View:
    return {"type": FEED, "title": typography(title, views.language), "url": views.urls.feed(page), "page": page}


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


def news_feed(views: Views) -> View:
    """All news."""
    title = views.catalogue.gettext("{network}: news", network=_name(views))
    return _feed(views, title, views.urls.collection("news"))


def decisions_feed(views: Views) -> View:
    """All decisions."""
    title = views.catalogue.gettext("{network}: decisions", network=_name(views))
    return _feed(views, title, views.urls.sections["decisions"])


def journal_feed(views: Views) -> View:
    """Whatever happened."""
    title = views.catalogue.gettext("{network}: what happened", network=_name(views))
    return _feed(views, title, views.urls.sections["journal"])


def changes_feed(views: Views) -> View:
    """What changed in the records."""
    title = views.catalogue.gettext("{network}: what changed", network=_name(views))
    return _feed(views, title, views.urls.sections["changes"])


def commission_feed(views: Views, commission: Record) -> View:
    """News, decisions and minutes of a commission."""
    title = views.catalogue.gettext(
        "{network}: news of the {commission} commission", network=_name(views), commission=views.label(commission)
    )
    return _feed(views, title, views.urls.record("commission", commission.id))


_SECTIONS: dict[str, tuple[Callable[[Views], View], ...]] = {
    "home": (meetings_calendar, news_feed, decisions_feed, journal_feed),
    "meetings": (meetings_calendar,),
    "news": (news_feed,),
    "decisions": (decisions_feed,),
    "journal": (journal_feed, changes_feed),
    "changes": (changes_feed,),
    "data": (meetings_calendar, news_feed, decisions_feed, journal_feed, changes_feed),
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
        return [commission_calendar(views, record), commission_feed(views, record)]
    if record.kind.name == "meeting" and has_day(record):
        page = views.urls.record("meeting", record.id)
        return [{"type": CALENDAR, "title": views.label(record), "url": views.urls.event(record.id), "page": page}]
    return []

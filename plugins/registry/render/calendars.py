"""The calendar files: all meetings, those of each commission, one meeting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from registry.link import Record
from registry.produce.artefact import Artefact, Assembly, Item, Rendered
from registry.render.icalendar import Block, block, icalendar
from registry.view.base import View, Views
from registry.view.events import event, has_day
from registry.view.former import former_ids
from registry.view.subscriptions import commission_calendar, meetings_calendar


def calendars(views: Views, site: View) -> Iterator[Item]:
    """Every ``.ics`` file."""
    registry, keys = views.registry, []
    with registry.reads.apart():
        meetings = [meeting for meeting in registry.of_kind("meeting") if has_day(meeting)]
    for meeting in meetings:
        keys.append(f"event {meeting.id}")
        path = views.urls.event(meeting.id).lstrip("/")
        yield Artefact(keys[-1], partial(event, views, meeting), partial(_one, path, site))
    with registry.reads.apart():
        every = meetings_calendar(views)
    yield Assembly("events", every["url"].lstrip("/"), keys, "event", partial(_all, every, site))
    for commission in registry.of_kind("commission"):
        view = partial(_of_commission, views, commission)
        yield Artefact(f"events of commission {commission.id}", view, partial(_calendar, site))
    for record, before in former_ids(views):
        yield from _former(views, site, record, before)


def _former(views: Views, site: View, record: Record, before: str) -> Iterator[Artefact]:
    """The calendar of a record at the address that it had."""
    with views.registry.reads.apart():
        if record.kind.name == "meeting" and has_day(record):
            path = views.urls.event(before).lstrip("/")
            yield Artefact(f"former {path}", partial(event, views, record), partial(_one, path, site))
        elif record.kind.name == "commission":
            path = views.urls.calendar(views.urls.record("commission", before)).lstrip("/")
            view = partial(_of_commission, views, record)
            yield Artefact(f"former {path}", view, partial(_calendar, site, path=path))


def _one(path: str, site: View, view: View) -> Rendered:
    made = block(view, site["url"])
    return Rendered([(path, icalendar([made], view["summary"], site))], {"event": json.dumps(made).encode()})


def _all(about: View, site: View, events: Iterator[bytes]) -> Iterator[bytes]:
    yield icalendar((Block(*json.loads(event)) for event in events), about["title"], site)


def _of_commission(views: Views, commission: Record) -> View:
    meetings = [found.record for found in views.registry.references_to(commission, "meeting", "commission")]
    events = [event(views, meeting) for meeting in meetings if has_day(meeting)]
    return {**commission_calendar(views, commission), "events": events}


def _calendar(site: View, view: View, path: str | None = None) -> Rendered:
    blocks = [block(event, site["url"]) for event in view["events"]]
    return Rendered([(path or view["url"].lstrip("/"), icalendar(blocks, view["title"], site))])

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
    yield Assembly("events", keys, "event", partial(_all, every, site))
    for commission in registry.of_kind("commission"):
        view = partial(_of_commission, views, commission)
        yield Artefact(f"events of commission {commission.id}", view, partial(_calendar, site))


def _one(path: str, site: View, view: View) -> Rendered:
    made = block(view, site["url"])
    return Rendered([(path, icalendar([made], view["summary"], site))], {"event": json.dumps(made).encode()})


def _all(about: View, site: View, events: list[bytes]) -> Rendered:
    blocks = (Block(*json.loads(event)) for event in events)
    return Rendered([(about["url"].lstrip("/"), icalendar(blocks, about["title"], site))])


def _of_commission(views: Views, commission: Record) -> View:
    meetings = [found.record for found in views.registry.references_to(commission, "meeting", "commission")]
    events = [event(views, meeting) for meeting in meetings if has_day(meeting)]
    return {**commission_calendar(views, commission), "events": events}


def _calendar(site: View, view: View) -> Rendered:
    blocks = [block(event, site["url"]) for event in view["events"]]
    return Rendered([(view["url"].lstrip("/"), icalendar(blocks, view["title"], site))])

"""What the page of each kind of record shows besides the record itself.

A kind without an entry in ``EXTRAS`` is shown with its record and what refers to it.
"""

from __future__ import annotations

from collections.abc import Callable

from registry.dates import parse
from registry.link import Record
from registry.view import memberships
from registry.view.base import View, Views
from registry.view.commission_year import archive
from registry.view.life import life
from registry.view.meetings import actions_of, by_due, by_start, concerning, decisions_of, line
from registry.view.standing import members_by_year

RECENT = 20
"""Decisions and past meetings on a commission's page; the pages of its years have all."""


def partner(views: Views, record: Record) -> View:
    """Commissions, meetings, projects and actions of a partner."""
    registry = views.registry
    commissions = memberships.of_partner(views, record)
    attended = [
        (reference.record, "present" if reference.field[0] == "present" else "excused")
        for reference in registry.references_to(record, "meeting")
        if reference.field[0] in ("present", "excused")
    ]
    attended.sort(key=lambda pair: (str(pair[0].data["start"]), pair[0].id), reverse=True)
    projects: dict[str, View] = {}
    for reference in registry.references_to(record, "project"):
        view = projects.setdefault(
            reference.record.id,
            {
                "project": views.summary(reference.record),
                "lead": False,
                "supporter": False,
                "funder": False,
                "role": None,
            },
        )
        part = reference.field[0]
        flag = {"lead": "lead", "supporters": "supporter", "funding": "funder"}.get(part)
        if flag:
            view[flag] = True
        if part == "partners":
            view["role"] = reference.entry.get("role")
    meetings = by_start(
        {ref.record.id: ref.record for ref in registry.references_to(record, "meeting", "action_items")}.values()
    )
    actions = [item for item in actions_of(views, meetings) if item["partner"]["id"] == record.id]
    return {
        "commissions": commissions,
        "meetings": [{"meeting": views.summary(meeting), "attendance": how} for meeting, how in attended],
        "projects": list(projects.values()),
        "action_items": by_due(actions),
        "former": "end_date" in record.data,
    }


def commission(views: Views, record: Record) -> View:
    """Members, meetings, decisions, projects and actions of a commission."""
    registry = views.registry
    meetings = by_start(reference.record for reference in registry.references_to(record, "meeting", "commission"))
    past = [meeting for meeting in reversed(meetings) if meeting.data["status"] != "planned"]
    own = list(decisions_of(views, past))
    known = {item["id"] for item in own}
    others = [item for item in concerning(views, "commissions", record) if item["id"] not in known]
    decisions = sorted([*own, *others], key=lambda item: (item["date"], item["id"]), reverse=True)
    return {
        "members": memberships.members(views, record),
        "former_members": memberships.former_members(views, record),
        "members_by_year": members_by_year(views, record),
        "archive": archive(views, record),
        "facilitators": [
            views.entry(entry, record, "facilitators", "*")
            for entry in record.data.get("facilitators", ())
            if "end_date" not in entry
        ],
        "upcoming": [line(views, meeting) for meeting in meetings if meeting.data["status"] == "planned"],
        "past": [line(views, meeting) for meeting in past[:RECENT]],
        "past_count": len(past),
        "decisions": decisions[:RECENT],
        "decisions_count": len(decisions),
        "projects": [views.summary(ref.record) for ref in registry.references_to(record, "project", "commissions")],
        "action_items": by_due(item for item in actions_of(views, meetings) if item["status"] == "open"),
    }


def meeting(views: Views, record: Record) -> View:
    """Neighbours in the same series, decisions, actions, and minutes that were approved here."""
    return {
        **_neighbours(views, record, "series"),
        "decisions": list(decisions_of(views, [record])),
        "action_items": actions_of(views, [record]),
        "approves": [views.summary(ref.record) for ref in views.registry.references_to(record, "meeting", "minutes")],
        "adopts": [views.summary(ref.record) for ref in views.registry.references_to(record, "charter", "adopted_at")],
    }


def project(views: Views, record: Record) -> View:
    """A project's life; decisions about it, the meetings that took them, news."""
    decisions = concerning(views, "projects", record)
    meetings = {item["meeting"]["id"]: item["meeting"] for item in decisions}
    news = [views.summary(ref.record) for ref in reversed(views.registry.references_to(record, "news", "projects"))]
    return {
        "decisions": decisions,
        "meetings": list(meetings.values()),
        "news": news,
        **life(views, record, decisions, news),
    }


def charter(views: Views, record: Record) -> View:
    """Signatories by date, other versions, whether this is the version in force."""
    signed = [
        (reference.entry.get("date"), reference.record)
        for reference in views.registry.references_to(record, "partner", "signatures")
    ]

    def order(pair: tuple[str | None, Record]) -> tuple[object, ...]:
        date = parse(pair[0]) if pair[0] else None
        return (date is None, date.sort_key if date else (), str(pair[1].data["name"]).casefold(), pair[1].id)

    return {
        "signatories": [
            {"partner": views.summary(signatory), "date": date} for date, signatory in sorted(signed, key=order)
        ],
        "versions": [
            views.summary(other) for other in reversed(views.registry.of_kind("charter")) if other is not record
        ],
        "current": views.urls.is_latest("charter", record.id),
    }


def news(views: Views, record: Record) -> View:
    """The news before and after."""
    return _neighbours(views, record, "news")


def _neighbours(views: Views, record: Record, table: str) -> View:
    """The records before and after, by a table of :mod:`registry.indexes`."""
    previous, following = views.registry.index(table, record.id)
    kind = record.kind.name
    return {
        "previous": views.summary(views.registry.get(kind, previous)) if previous else None,
        "next": views.summary(views.registry.get(kind, following)) if following else None,
    }


def referring(views: Views, record: Record) -> View:
    """What refers to a record of a kind without a view of its own."""
    seen = {(ref.record.kind.name, ref.record.id): ref.record for ref in views.registry.references_to(record)}
    return {"references": [views.summary(other) for other in seen.values()]}


EXTRAS: dict[str, Callable[[Views, Record], View]] = {
    "partner": partner,
    "commission": commission,
    "meeting": meeting,
    "project": project,
    "charter": charter,
    "news": news,
}

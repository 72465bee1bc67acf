"""The journal: every dated fact of the records, in one order."""

from __future__ import annotations

from registry.dates import parse
from registry.link import Record
from registry.view.base import View, Views
from registry.view.meetings import decisions_of


def events(views: Views) -> list[View]:
    """``{"date", "type", "text", "ref", "sources"}``, newest first; dates keep their precision.

    A year stands before the months and days it may contain, read from the newest.
    """
    found = [*_network(views), *_partners(views), *_records(views)]
    dated = [(parse(str(event["date"])), event) for event in found]
    order = sorted(
        (pair for pair in dated if pair[0]),
        key=lambda pair: (
            pair[0].sort_key if pair[0] else (),
            pair[1]["type"],
            (pair[1]["ref"] or {}).get("id", ""),
        ),
        reverse=True,
    )
    return [event for _, event in order]


def _event(
    date: str,
    type_: str,
    *,
    text: str | None = None,
    ref: View | None = None,
    sources: list[View] | None = None,
) -> View:
    return {"date": date[:10], "type": type_, "text": text, "ref": ref, "sources": sources or []}


def _network(views: Views) -> list[View]:
    network = views.record(views.registry.get("network", "network"))
    meetings = {str(m.data["start"])[:10]: m for m in views.registry.of_kind("meeting") if m.data["status"] == "held"}
    found = []
    for item in network["milestones"]:
        # A milestone of a day on which a meeting was held tells of that meeting.
        meeting = meetings.get(item["date"])
        ref = views.summary(meeting) if meeting else None
        found.append(_event(item["date"], "milestone", text=item["text"], ref=ref, sources=item["sources"]))
    told = any(item["date"] == network["founding_date"] for item in network["milestones"])
    if network["founding_date"] and not told:
        found.append(_event(network["founding_date"], "founding", text=network["name"]))
    return found


def _partners(views: Views) -> list[View]:
    found: list[View] = []
    for record in views.registry.of_kind("partner"):
        ref = views.summary(record)
        signed = [entry["date"] for entry in record.data.get("signatures", ()) if "date" in entry]
        found.extend(_event(date, "signature", ref=ref) for date in signed)
        start = record.data.get("start_date")
        if start and start not in signed:
            found.append(_event(start, "joined", ref=ref))
        if "end_date" in record.data:
            found.append(_event(record.data["end_date"], "left", ref=ref))
    return found


def _records(views: Views) -> list[View]:
    """Commissions, meetings, decisions, projects, charters, news."""
    found: list[View] = []
    for kind, name in (
        ("commission", "founding_date"),
        ("project", "start_date"),
        ("charter", "date"),
        ("news", "date"),
    ):
        for record in views.registry.of_kind(kind):
            if name in record.data:
                found.append(_event(record.data[name], kind, ref=views.summary(record)))
    held: list[Record] = [m for m in views.registry.of_kind("meeting") if m.data["status"] == "held"]
    told = {str(item["date"]) for item in views.registry.network.get("milestones", ())}
    for meeting in held:
        if str(meeting.data["start"])[:10] not in told:
            found.append(_event(str(meeting.data["start"]), "meeting", ref=views.summary(meeting)))
    for item in decisions_of(views, held):
        ref = {
            "kind": "decision",
            "id": item["id"],
            "url": item["url"],
            "label": item["meeting"]["label"],
            "example": item["example"],
            "draft": False,
        }
        found.append(_event(item["date"], "decision", text=item["text"]["markdown"], ref=ref))
    return found

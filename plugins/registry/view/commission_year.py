"""What a commission did in a year, on one page: its meetings, decisions, projects, and who came and went."""

from __future__ import annotations

from registry.link import Record
from registry.tenure import within
from registry.view.base import View, Views
from registry.view.meetings import action, decision, line
from registry.yearbook import Work, key


def years(views: Views, commission: Record) -> list[str]:
    """The years of which there is something to tell, newest first."""
    return views.registry.index("yearbook", commission.id) or []


def archive(views: Views, commission: Record) -> list[View]:
    """``{"year", "url"}`` of the page of each year."""
    return [
        {"year": year, "url": views.urls.record_year("commission", commission.id, year)}
        for year in years(views, commission)
    ]


def commission_year(views: Views, commission: Record, year: str) -> View:
    """One year of a commission; see theme/README.md."""
    work = Work(*views.registry.index("yearbook", key(commission.id, year)))
    meetings = [views.registry.get("meeting", id_) for id_ in work.meetings]
    held = [meeting for meeting in meetings if meeting.data["status"] == "held"]
    decisions = [_entry(views, "decisions", *place) for place in work.decisions]
    people = _people(views, commission, year)
    return {
        "year": year,
        "commission": views.summary(commission),
        "archive": archive(views, commission),
        "meetings": [line(views, meeting) for meeting in meetings],
        "held": len(held),
        "partners_present": len({id_ for meeting in held for id_ in meeting.data.get("present", ())}),
        "citizens": sum(meeting.data.get("citizens", 0) for meeting in held),
        "decisions": decisions,
        "action_items": [_entry(views, "action_items", *place) for place in work.actions],
        "projects": _projects(views, commission, year, decisions),
        **people,
    }


def _entry(views: Views, field: str, meeting: str, place: int) -> View:
    record = views.registry.get("meeting", meeting)
    entry = record.data[field][place]
    return decision(views, record, entry) if field == "decisions" else action(views, record, entry)


def _projects(views: Views, commission: Record, year: str, decisions: list[View]) -> list[View]:
    """``{"project", "started", "ended", "decided"}`` of the commission's projects that went on in ``year`` as far as
    dates say, and of those that it decided about."""
    decided = [project["id"] for item in decisions for project in item["projects"]]
    own = [ref.record for ref in views.registry.references_to(commission, "project", "commissions")]
    others = [views.registry.get("project", id_) for id_ in dict.fromkeys(decided)]
    found = []
    for record in {project.id: project for project in (*own, *others)}.values():
        start, end = record.data.get("start_date"), record.data.get("end_date")
        count = decided.count(record.id)
        if count or (record in own and (start or end) and within(year, start, end)):
            found.append(
                {
                    "project": views.summary(record),
                    "started": bool(start and start[:4] == year),
                    "ended": bool(end and end[:4] == year),
                    "decided": count,
                }
            )
    return found


def _people(views: Views, commission: Record, year: str) -> View:
    """``members`` of the year whose start is noted, ``facilitators`` among them, and how many came and went; those
    of whom nobody noted when they came are ``undated``. Entries as in a commission's years."""
    data = commission.data
    entries = [(entry, name == "facilitators") for name in ("members", "facilitators") for entry in data.get(name, ())]
    members: dict[str, View] = {}
    for entry, leads in entries:
        start, end = entry.get("start_date"), entry.get("end_date")
        if within(year, start, end):
            ref = views.summary(views.registry.get("partner", entry["partner"]))
            new = {"partner": ref, "start_date": start, "end_date": end, "facilitator": leads}
            known = members.setdefault(entry["partner"], new)
            known["facilitator"] = known["facilitator"] or (leads and start is not None)
            if known["start_date"] is None and start:
                known |= {"start_date": start, "end_date": end}
    dated = [item for item in members.values() if item["start_date"]]
    return {
        "members": dated,
        "undated": [item for item in members.values() if not item["start_date"]],
        "joined": sum(item["start_date"][:4] == year for item in dated),
        "left": sum(bool(item["end_date"]) and item["end_date"][:4] == year for item in members.values()),
    }

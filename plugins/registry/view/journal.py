"""The journal: every dated fact of the records, in one order."""

from __future__ import annotations

from collections.abc import Iterator

from registry.chronicle import YEARS, Happened
from registry.markers import N_
from registry.view import changes
from registry.view.base import View, Views
from registry.view.lists import by_year
from registry.view.meetings import decision

RECENT = 100
"""Events on the first page; a journal of more has a page for each year."""

TYPES = {
    "founding": N_("Beginning"),
    "milestone": N_("Milestone"),
    "charter": N_("Charter"),
    "signature": N_("Charter signed"),
    "joined": N_("New partner"),
    "left": N_("Partner leaving"),
    "commission": N_("New commission"),
    "meeting": N_("Meeting"),
    "project": N_("Project"),
    "news": N_("News item"),
    "decision": N_("Decision"),
}
"""What each type of event is called."""


def events(views: Views, year: str | None = None) -> Iterator[View]:
    """``{"date", "type", "label", "text", "ref", "sources"}``, newest first, made as they are asked for;
    those of one year, or all. Dates keep their precision."""
    for each, _ in [(year, 0)] if year else years(views):
        for row in views.registry.index("happened", each) or ():
            yield _event(views, Happened(*row))


def years(views: Views) -> list[tuple[str, int]]:
    """(year, number of its events), newest first."""
    return views.registry.index("happened", YEARS) or []


def journal(views: Views) -> View:
    """The newest events, by year, and where the others are."""
    shown: list[View] = []
    for event in events(views):
        shown.append(event)
        if len(shown) == RECENT:
            break
    years = by_year(((event["date"], event) for event in shown), "events")
    return {"year": None, "years": years, "changes": changes.latest(views), **_archive(views)}


def journal_of(views: Views, year: str) -> View:
    """The events of one year."""
    return {
        "year": year,
        "years": [{"year": year, "events": list(events(views, year))}],
        "changes": [],
        **_archive(views),
    }


def archive(views: Views) -> list[str]:
    """The years that have a page: those of a journal that is too long for one."""
    found = years(views)
    return [year for year, _ in found] if sum(count for _, count in found) > RECENT else []


def _archive(views: Views) -> View:
    return {"archive": [{"year": year, "url": views.urls.year("journal", year)} for year in archive(views)]}


def _event(views: Views, row: Happened) -> View:
    record = views.registry.get(row.kind, row.id) if row.kind else None
    label = TYPES[row.type]
    view: View = {
        "date": row.date,
        "type": row.type,
        "label": views.catalogue.gettext(label),
        "text": None,
        "ref": views.summary(record) if record else None,
        "sources": [],
    }
    network = views.registry.get("network", "network")
    if row.type == "founding":
        view["text"] = network.data["name"]
    elif row.type == "milestone":
        item = views.entry(network.data["milestones"][row.place], network, "milestones", "*")
        view |= {"text": item["text"], "sources": item["sources"]}
    elif row.type == "decision" and record:
        item = decision(views, record, record.data["decisions"][row.place])
        view["text"] = item["text"]["markdown"]
        view["ref"] = {
            "kind": "decision",
            "id": item["id"],
            "url": item["url"],
            "label": item["meeting"]["label"],
            "example": item["example"],
            "draft": False,
        }
    return view

"""The pages that list the records of a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from registry.link import Record
from registry.schema.kinds import Kind
from registry.view.base import View, Views
from registry.view.facets import commissions as of_commissions
from registry.view.facets import enumeration, facets, tags, vocabulary
from registry.view.meetings import by_start, line
from registry.view.memberships import members
from registry.view.standing import archive
from registry.view.statistics import partners as by_years


def figure_for(views: Views, kind: str) -> View | None:
    """The figure of the network that counts records of ``kind``, if a source states one."""
    network = views.registry.get("network", "network")
    for entry in network.data.get("figures", ()):
        if entry.get("counts") == kind:
            return dict(views.entry(entry, network, "figures", "*"))
    return None


def by_year(items: Iterable[tuple[str, View]], name: str) -> list[View]:
    """``[{"year", name: [...]}]`` from (date, view) pairs that are already in order."""
    return [
        {"year": year, name: [view for _, view in group]}
        for year, group in groupby(items, key=lambda pair: pair[0][:4])
    ]


def partners(views: Views, kind: Kind) -> View:
    """Partners by classification, former ones apart, and how many a source counts."""
    records = views.registry.of_kind(kind.name)
    current = [record for record in records if "end_date" not in record.data]
    former = [_partner_line(views, record) for record in records if "end_date" in record.data]
    types = views.registry.network["classifications"]
    groups: list[View] = []
    for entry in types:
        of_type = [record for record in current if record.data["classification"] == entry["id"]]
        if of_type:
            groups.append(
                {
                    "classification": views.vocabulary("classifications", entry["id"]),
                    "partners": [_partner_line(views, record) for record in of_type],
                }
            )
    described = sum(not record.hidden for record in current)
    figure = figure_for(views, "partner")
    return {
        "groups": groups,
        "former": former,
        "facets": facets(
            former + [line for group in groups for line in group["partners"]],
            type=[(entry["id"], str(entry["plural"])) for entry in types],
            commission=of_commissions(views),
            theme=vocabulary(views, "themes"),
            status=[
                ("current", views.catalogue.gettext("Partners today")),
                ("former", views.catalogue.gettext("Former partners")),
            ],
        ),
        "archive": archive(views),
        "by_year": by_years(views) if len(archive(views)) > 1 else None,
        "described": described,
        "figure": figure,
        "missing": bool(figure and described <= figure["value"]),
    }


def _partner_line(views: Views, record: Record) -> View:
    data = record.data
    former = "end_date" in data
    memberships = views.registry.references_to(record, "commission")
    return {
        **views.summary(record),
        **views.fields(record, "role", "themes", "logo"),
        "tags": tags(
            type=[data["classification"]],
            commission=dict.fromkeys(ref.record.id for ref in memberships if former or "end_date" not in ref.entry),
            theme=data.get("themes", ()),
            status=["former" if former else "current"],
        ),
    }


def commission_line(views: Views, record: Record) -> View:
    """A commission as a list of commissions shows it."""
    registry = views.registry
    meetings = by_start(ref.record for ref in registry.references_to(record, "meeting", "commission"))
    planned = [meeting for meeting in meetings if meeting.data["status"] == "planned"]
    facilitators = views.fields(record, "facilitators")["facilitators"]
    return {
        **views.summary(record),
        "facilitators": [entry["partner"] for entry in facilitators if not entry["end_date"]],
        "members_count": len({entry["partner"]["id"] for entry in members(views, record)}),
        "meetings_count": len(meetings) - len(planned),
        "projects_count": len(registry.references_to(record, "project", "commissions")),
        "next_meeting": views.summary(planned[0]) if planned else None,
    }


def commissions(views: Views, kind: Kind) -> View:
    """Commissions at work, then those that ended."""
    records = views.registry.of_kind(kind.name)
    return {
        "commissions": [commission_line(views, record) for record in records if "end_date" not in record.data],
        "ended": [commission_line(views, record) for record in records if "end_date" in record.data],
    }


def meetings(views: Views, kind: Kind) -> View:
    """Planned meetings first, then the others by year, newest first."""
    records = views.registry.of_kind(kind.name)
    planned = by_start(record for record in records if record.data["status"] == "planned")
    past = by_start((record for record in records if record.data["status"] != "planned"), newest_first=True)
    return {
        "upcoming": [line(views, record) for record in planned],
        "years": by_year(((str(record.data["start"]), line(views, record)) for record in past), "meetings"),
    }


def project_line(views: Views, record: Record) -> View:
    """A project as a list of projects shows it."""
    data = record.data
    lead = views.registry.find("partner", data.get("lead"))
    found_under = tags(status=[data["status"]], commission=data.get("commissions", ()), theme=data.get("themes", ()))
    return {**views.summary(record), "lead": views.summary(lead) if lead else None, "tags": found_under}


def projects(views: Views, kind: Kind) -> View:
    """Projects by status, in the schema's order."""
    records = views.registry.of_kind(kind.name)
    groups = []
    for status in kind.schema["properties"]["status"]["enum"]:
        of_status = [project_line(views, record) for record in records if record.data["status"] == status]
        if of_status:
            groups.append({"status": status, "projects": of_status})
    return {
        "groups": groups,
        "facets": facets(
            [line for group in groups for line in group["projects"]],
            status=enumeration(views, kind, "status"),
            commission=of_commissions(views),
            theme=vocabulary(views, "themes"),
        ),
    }


def news(views: Views, kind: Kind) -> View:
    """News by year, newest first."""
    records = list(reversed(views.registry.of_kind(kind.name)))
    return {"years": by_year(((record.data["date"], views.summary(record)) for record in records), "news")}


def default(views: Views, kind: Kind) -> View:
    """The records of a kind without a list of its own."""
    records: list[Record] = views.registry.of_kind(kind.name)
    return {"kind": kind.name, "records": [views.summary(record) for record in records]}


LISTS: dict[str, Callable[[Views, Kind], View]] = {
    "partner": partners,
    "commission": commissions,
    "meeting": meetings,
    "project": projects,
    "news": news,
}

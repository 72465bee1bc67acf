"""The page from which everything can be found: by a search where scripts run, by the site's lists in any case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from registry.link import Record
from registry.schema.kinds import Kind
from registry.view.base import View, Views
from registry.view.facets import commissions, enumeration
from registry.view.registers import decision_years
from registry.view.special import title
from registry.view.standing import archive

LISTED = 20
"""Records that a group names one by one; of more than that it has the list only."""


def browse(views: Views) -> View:
    """Every list of the site with what is in it, and what a search can be narrowed by."""
    groups, kinds = [], []
    for kind in views.registry.kinds.with_pages:
        records = [record for record in views.registry.of_kind(kind.name) if not record.data.get("section")]
        if not records:
            continue
        name = views.catalogue.pgettext("schema", kind.title)
        url = views.urls.collection(kind.name) if kind.url else None
        kinds.append({"value": kind.name, "label": name})
        groups.append({"title": name, "url": url, "count": len(records), "parts": _parts(views, kind, records)})
    years = decision_years(views)
    if years:
        kinds.append({"value": "decision", "label": title(views, "decisions")})
        parts = [_part(year, views.urls.year("decisions", year)) for year in years]
        groups.append(_group(title(views, "decisions"), views.urls.sections["decisions"], parts))
    glossary = views.registry.find("glossary", "glossary")
    if glossary:
        kinds.append({"value": "glossary", "label": title(views, "glossary")})
    more = [*(["glossary"] if glossary else []), "help", "actions", "statistics", "journal", "data", "contribute"]
    parts = [_part(title(views, name), views.urls.sections[name]) for name in more]
    groups.append(_group(views.catalogue.gettext("And also"), None, parts))
    offered = [{"value": value, "label": label} for value, label in commissions(views)]
    return {"groups": groups, "kinds": kinds, "commissions": offered}


def _group(name: str, url: str | None, parts: list[View]) -> View:
    return {"title": name, "url": url, "count": None, "parts": parts}


def _part(label: str, url: str, count: int | None = None) -> View:
    return {"label": label, "url": url, "count": count, "example": False, "draft": False}


def _parts(views: Views, kind: Kind, records: list[Record]) -> list[View]:
    """The parts of a kind's list that have an address; else its records, if they are not too many."""
    make = _PARTS.get(kind.name)
    if make:
        return make(views, kind, records)
    if len(records) > LISTED:
        return []
    return [{**views.summary(record), "count": None} for record in records]


def _counted(url: str, options: Iterable[tuple[str, str]], values: Iterable[str]) -> list[View]:
    counts = Counter(values)
    return [_part(label, f"{url}#{value}", counts[value]) for value, label in options if counts[value]]


def _partners(views: Views, kind: Kind, records: list[Record]) -> list[View]:
    url = views.urls.collection(kind.name)
    types = [(entry["id"], str(entry["plural"])) for entry in views.registry.network["classifications"]]
    current = [str(record.data["classification"]) for record in records if "end_date" not in record.data]
    former = len(records) - len(current)
    return [
        *_counted(url, types, current),
        *([_part(views.catalogue.gettext("Former partners"), f"{url}#former", former)] if former else []),
        *(
            _part(views.catalogue.gettext("Partners in {year}", year=each["year"]), each["url"])
            for each in archive(views)[:LISTED]
        ),
    ]


def _projects(views: Views, kind: Kind, records: list[Record]) -> list[View]:
    states = (str(record.data["status"]) for record in records)
    return _counted(views.urls.collection(kind.name), enumeration(views, kind, "status"), states)


def _dated(views: Views, kind: Kind, records: list[Record]) -> list[View]:
    past = [record for record in records if record.data.get("status") != "planned"]
    years = sorted((str(record.data.get("start") or record.data["date"])[:4] for record in past), reverse=True)
    url, planned = views.urls.collection(kind.name), len(records) - len(past)
    return [
        *([_part(views.catalogue.gettext("Next meetings"), f"{url}#upcoming", planned)] if planned else []),
        *(_part(year, f"{url}#y{year}", count) for year, count in Counter(years).items()),
    ]


_PARTS: dict[str, Callable[[Views, Kind, list[Record]], list[View]]] = {
    "partner": _partners,
    "project": _projects,
    "meeting": _dated,
    "news": _dated,
}

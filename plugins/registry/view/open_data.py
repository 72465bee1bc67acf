"""The page of open data: what can be downloaded, from when it is, under which licence, and what will not change."""

from __future__ import annotations

from registry.chronicle import YEARS
from registry.machine import json_of, schema_of
from registry.markers import N_
from registry.past import utc
from registry.schema.kinds import Kind
from registry.urls import API
from registry.view.base import View, Views

CHANGES = (("2026-11", N_("The first version.")),)
"""What was added to the API, the newest first: (month, text). Nothing is taken away: ``tests/test_api_shape.py``."""


def data(views: Views) -> View:
    """What can be downloaded, and what there is to know of it."""
    network = views.record(views.registry.get("network", "network"))
    exports = [_export(views, kind) for kind in views.registry.kinds if kind.folder]
    meetings = next(export for export in exports if export["kind"] == "meeting")
    exports.insert(exports.index(meetings) + 1, _decisions(views, meetings))
    return {
        "exports": exports,
        "updated": max((export["updated"] for export in exports if export["updated"]), default=None),
        "network_url": f"{API}/network.json",
        "datapackage_url": f"{API}/datapackage.json",
        "api_url": f"{API}/",
        "address": network["site_url"].rstrip("/") if network["site_url"] else None,
        "sample": _sample(views),
        "changes": [{"date": date, "text": views.catalogue.gettext(text)} for date, text in CHANGES],
        "sources": network["sources"],
        "licence": network["data_licence"],
    }


def _export(views: Views, kind: Kind) -> View:
    moment = views.registry.index("updated", kind.name)
    return {
        "kind": kind.name,
        "title": views.catalogue.pgettext("schema", kind.title),
        "count": len(views.registry.of_kind(kind.name)),
        "updated": utc(moment) if moment else None,
        "spreadsheet_url": f"{API}/{kind.plural}-spreadsheet.csv",
        "csv_url": f"{API}/{kind.plural}.csv",
        "json_url": f"{API}/{kind.plural}.json",
        "schema_url": schema_of(kind),
    }


def _decisions(views: Views, meetings: View) -> View:
    """The tables of decisions; in JSON these stand in their meetings."""
    title = views.registry.kinds["meeting"].schema["properties"]["decisions"]["title"]
    return {
        **meetings,
        "kind": "decision",
        "title": views.catalogue.pgettext("schema", str(title)),
        "count": sum(count for _, count in views.registry.index("decided", YEARS) or ()),
        "spreadsheet_url": f"{API}/decisions-spreadsheet.csv",
        "csv_url": f"{API}/decisions.csv",
    }


def _sample(views: Views) -> View | None:
    """A record to show addresses with: the first of those that have the most."""
    kinds = [kind for kind in views.registry.kinds.with_form if kind.folder]
    for kind in kinds:
        for record in views.registry.of_kind(kind.name):
            if not record.hidden:
                return {"label": views.label(record), "kind": kind.plural, "json_url": json_of(kind, record.id)}
    return None

"""The JSON API under ``/api/v1/`` (contract C3): the views of the pages, per record and per kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from registry.project import Project
from registry.render.tables import as_csv, columns
from registry.view.base import View, Views
from registry.view.reference import API

VERSION = "v1"


def as_json(value: Any) -> bytes:
    """JSON text, UTF-8, one line a value so that changes are easy to see."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def api(views: Views, site: View, project: Project) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every file of the API."""
    registry = views.registry
    root = API.lstrip("/")
    about = {"network": site["name"], "licence": site["data_licence"], "version": VERSION}
    resources = []
    for kind in registry.kinds:
        if not kind.folder:
            continue
        records = [views.record(record) for record in registry.of_kind(kind.name)]
        yield f"{root}/{kind.plural}.json", as_json({**about, "kind": kind.name, kind.plural: records})
        for view in records:
            yield f"{root}/{kind.plural}/{view['id']}.json", as_json(view)
        fields = columns(kind.schema)
        yield f"{root}/{kind.plural}.csv", as_csv(fields, records)
        resources.append(_resource(kind.plural, views.catalogue.pgettext("schema", kind.title), fields))
    for path in sorted(project.schemas.glob("*.schema.json")):
        yield f"{root}/schemas/{path.name}", path.read_bytes()
    yield f"{root}/network.json", as_json(views.record(registry.get("network", "network")))
    yield f"{root}/datapackage.json", as_json(_package(site, resources))


def _resource(name: str, title: str, fields: list[tuple[str, str]]) -> View:
    return {
        "name": name,
        "title": title,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": {"fields": [{"name": field, "type": type_} for field, type_ in fields], "primaryKey": "id"},
    }


def _package(site: View, resources: list[View]) -> View:
    """A descriptor as of Frictionless Data Package v1."""
    package: View = {
        "name": "partnership-network",
        "title": site["name"],
        "profile": "tabular-data-package",
        "resources": resources,
    }
    if site["url"]:
        package["homepage"] = site["url"]
    if site["data_licence"]:
        package["licenses"] = [{"title": site["data_licence"]["name"], "path": site["data_licence"]["url"]}]
    return package

"""The JSON API under ``/api/v1/`` (contract C3): the views of the pages, per record and per kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from registry.machine import json_of
from registry.produce.artefact import Artefact, Assembly, Item, Rendered, as_is
from registry.project import Project
from registry.render.html import images_in
from registry.render.tables import columns, header, row
from registry.urls import API
from registry.view.base import View, Views
from registry.view.former import former_ids

VERSION = "v1"


def as_json(value: Any) -> bytes:
    """JSON text, UTF-8."""
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()


def api(views: Views, site: View, project: Project) -> Iterator[Item]:
    """Every file of the API."""
    registry = views.registry
    root = API.lstrip("/")
    resources = []
    for kind in registry.kinds:
        if not kind.folder:
            continue
        fields = columns(kind.schema)
        keys = []
        for record in registry.of_kind(kind.name):
            keys.append(f"record {kind.name} {record.id}")
            render = partial(_record, json_of(kind, record.id).lstrip("/"), fields)
            yield Artefact(keys[-1], partial(views.record, record), render)
        about = {"network": site["name"], "licence": site["data_licence"], "version": VERSION, "kind": kind.name}
        yield Assembly(f"records {kind.name}", keys, "json", partial(_collection, kind.plural, about))
        yield Assembly(f"table {kind.name}", keys, "row", partial(_table, kind.plural, fields))
        resources.append(_resource(kind.plural, views.catalogue.pgettext("schema", kind.title), fields))
    for record, before in former_ids(views):
        old = json_of(record.kind, before).lstrip("/")
        render = partial(_record, old, columns(record.kind.schema))
        yield Artefact(f"former {old}", partial(views.record, record), render)
    for path in sorted(project.schemas.glob("*.schema.json")):
        yield as_is(f"schema {path.name}", f"{root}/schemas/{path.name}", path.read_bytes())
    network = partial(views.record, registry.get("network", "network"))
    yield Artefact("network", network, lambda view: Rendered([(f"{root}/network.json", as_json(view))]))
    package = as_json(_package(site, resources))
    yield as_is("datapackage", f"{root}/datapackage.json", package)


def _record(path: str, fields: list[tuple[str, str]], view: View) -> Rendered:
    text = as_json(view)
    return Rendered([(path, text)], {"json": text, "row": row(fields, view)}, images_in(text))


def _collection(plural: str, about: View, records: list[bytes]) -> Rendered:
    """All records of a kind, a line each so that changes are easy to see."""
    start = as_json(about).rstrip(b"}\n") + f', "{plural}": ['.encode()
    lines = b",\n".join(record.rstrip(b"\n") for record in records)
    return Rendered([(f"{API.lstrip('/')}/{plural}.json", start + b"\n" + lines + b"\n]}\n")])


def _table(plural: str, fields: list[tuple[str, str]], rows: list[bytes]) -> Rendered:
    return Rendered([(f"{API.lstrip('/')}/{plural}.csv", header(fields) + b"".join(rows))])


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

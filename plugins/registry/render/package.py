"""The Frictionless Data Package of the tables (specs.frictionlessdata.io, Data Package v1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from registry.i18n import Catalogue
from registry.render.sheets import titles_of
from registry.render.tables import columns
from registry.schema.kinds import Kinds, Schema
from registry.slugs import slug
from registry.view.base import View, Views
from registry.view.decision_rows import TABLE, row_schema

_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def data_package(views: Views, site: View) -> View:
    """The descriptor: every table, its columns, licence and sources."""
    package: View = {
        "profile": "tabular-data-package",
        "name": slug(site["name"]) or "network",
        "title": site["name"],
        "resources": list(_resources(views.registry.kinds, views.catalogue)),
    }
    if site["purpose"]:
        package["description"] = site["purpose"]
    if site["url"]:
        package["homepage"] = site["url"]
    if site["data_licence"]:
        package["licenses"] = [{"title": site["data_licence"]["name"], "path": site["data_licence"]["url"]}]
    sources = views.record(views.registry.get("network", "network"))["sources"]
    if sources:
        package["sources"] = [_present(title=source["name"], path=source["url"]) for source in sources]
    return package


def _resources(kinds: Kinds, catalogue: Catalogue) -> Iterator[View]:
    for kind in kinds:
        if kind.folder:
            yield _resource(kind.plural, kind.title, kind.schema, catalogue)
    decisions = row_schema(kinds)
    yield _resource(TABLE, decisions["title"], decisions, catalogue)


def _resource(table: str, title: str, schema: Schema, catalogue: Catalogue) -> View:
    fields = [_field(schema, name, type_, catalogue) for name, type_ in columns(schema)]
    return {
        "profile": "tabular-data-resource",
        "name": table,
        "title": catalogue.pgettext("schema", title),
        "description": catalogue.pgettext("schema", str(schema["description"])),
        "path": f"{table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": {"fields": fields, "primaryKey": "id", "missingValues": [""]},
    }


def _field(schema: Schema, name: str, type_: str, catalogue: Catalogue) -> View:
    steps = name.split(".")
    leaf, required = schema, True
    for step in steps:
        if step not in leaf.get("properties", {}):
            break
        required = required and step in leaf.get("required", ())
        leaf = leaf["properties"][step]
    if leaf is schema:
        return {"name": name, "type": type_, "constraints": {"required": name == "id"}}
    constraints = _present(required=required or None, enum=leaf.get("enum"))
    return _present(
        name=name,
        type=type_,
        title=" – ".join(catalogue.pgettext("schema", title) for title in titles_of(schema, name)),
        description=catalogue.pgettext("schema", str(leaf["description"])),
        constraints=constraints,
    )


def _present(**values: Any) -> View:
    return {name: value for name, value in values.items() if value}

"""The addresses of files for programs: those of a record, and those of the whole site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from registry.dates import parse
from registry.schema.kinds import Kind, Kinds
from registry.urls import API, Urls

FEEDS = ("news", "decisions", "journal", "changes")
"""Sections that have a feed."""


def json_of(kind: Kind, id_: str) -> str:
    """``/api/v1/partners/<id>.json``."""
    return f"{API}/{kind.plural}/{id_}.json"


def schema_of(kind: Kind) -> str:
    """The schema of the JSON of a record: ``/api/v1/schemas/partner.schema.json``."""
    return f"{API}/schemas/{kind.name}.schema.json"


def list_schema_of(kind: Kind) -> str:
    """The schema of ``/api/v1/partners.json``."""
    return f"{API}/schemas/{kind.name}.list.schema.json"


def file_schema(name: str) -> str:
    """The schema of the files that people write: ``/api/v1/schemas/files/partner.schema.json``."""
    return f"{API}/schemas/files/{name}"


def of_record(urls: Urls, kind: Kind, id_: str, data: Mapping[str, Any]) -> Iterator[str]:
    """The files of one record: its JSON, and what its page offers to subscribe to."""
    if kind.folder:
        yield json_of(kind, id_)
    if kind.name == "commission":
        page = urls.record(kind.name, id_)
        yield from (urls.calendar(page), urls.feed(page))
    elif kind.name == "meeting":
        start = parse(str(data.get("start")))
        if start and start.day:
            yield urls.event(id_)


def of_site(urls: Urls, kinds: Kinds) -> Iterator[str]:
    """The files of lists and of the site as a whole; those that only its own scripts and hosts read are left out."""
    for kind in kinds:
        if kind.folder:
            yield from (f"{API}/{kind.plural}{end}" for end in (".json", ".csv", "-spreadsheet.csv"))
            yield from (schema_of(kind), list_schema_of(kind))
        yield file_schema(f"{kind.name}.schema.json")
    yield from (f"{API}/network.json", schema_of(kinds["network"]), file_schema("common.schema.json"))
    yield from (f"{API}/{name}" for name in ("datapackage.json", "decisions.csv", "decisions-spreadsheet.csv"))
    yield urls.calendar(urls.collection("meeting"))
    yield from (urls.feed(urls.sections[name]) for name in FEEDS)
    yield from ("/sitemap.xml", "/version.json", "/sha256sums.txt")

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
            yield from (f"{API}/{kind.plural}.json", f"{API}/{kind.plural}.csv")
        yield f"{API}/schemas/{kind.name}.schema.json"
    yield from (f"{API}/network.json", f"{API}/datapackage.json", f"{API}/schemas/common.schema.json")
    yield urls.calendar(urls.collection("meeting"))
    yield from (urls.feed(urls.sections[name]) for name in FEEDS)
    yield from ("/sitemap.xml", "/version.json", "/sha256sums.txt")

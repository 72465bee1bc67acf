"""Records that have another id than they had: their old files for programs go on, for who still asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from registry.link import Record
from registry.load.files import ID
from registry.machine import of_record
from registry.view.base import Views


def redirections(views: Views) -> list[tuple[str, str]]:
    """(old, final address) of each redirection; chains are shortened."""
    found = views.registry.find("redirects", "redirects")
    table = {entry["from"]: entry["to"] for entry in (found.data.get("redirects", []) if found else [])}
    result = []
    for old, target in sorted(table.items()):
        while target in table:
            target = table[target]
        result.append((old, target))
    return result


def former_ids(views: Views) -> Iterator[tuple[Record, str]]:
    """(record, an id that it had) wherever a redirection leads from one address of a kind to another."""
    registry, urls = views.registry, views.urls
    with registry.reads.apart():
        for old, target in redirections(views):
            for kind in registry.kinds.with_pages:
                above = urls.collection(kind.name)
                before, now = (url.removeprefix(above).rstrip("/") for url in (old, target))
                record = registry.find(kind.name, now)
                if (
                    record
                    and old.startswith(above)
                    and target.rstrip("/") == urls.record(kind.name, now).rstrip("/")
                    and ID.match(before)
                    and not registry.find(kind.name, before)
                ):
                    yield record, before


def moved_files(views: Views) -> Iterator[tuple[str, str]]:
    """(old, new address) of each file for programs of such a record."""
    for record, before in former_ids(views):
        with views.registry.reads.apart():
            data = record.data
        yield from zip(
            of_record(views.urls, record.kind, before, data),
            of_record(views.urls, record.kind, record.id, data),
            strict=True,
        )

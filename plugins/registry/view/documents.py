"""Which records are documents that people sign, keep and print: the charter, and minutes once they are approved."""

from __future__ import annotations

from collections.abc import Iterator

from registry.link import Record
from registry.view.base import Views


def documents(views: Views) -> Iterator[Record]:
    """Every record that is made as PDF, too; none where that was not asked for."""
    if views.documents:
        for kind in ("charter", "meeting"):
            yield from filter(is_document, views.registry.of_kind(kind))


def is_document(record: Record) -> bool:
    """Whether a record reads as a document that does not change any more."""
    if record.kind.name == "meeting":
        return bool(record.data.get("minutes", {}).get("status") == "approved")
    return record.kind.name == "charter"


def document_url(views: Views, record: Record) -> str | None:
    """The address of a record's PDF, where it is made."""
    return views.urls.document(record.kind.name, record.id) if views.documents and is_document(record) else None

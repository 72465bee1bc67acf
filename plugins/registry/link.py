"""Stage 3, link: valid documents become records that know what they refer to and what refers to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from registry.i18n import Catalogue
from registry.load.document import Document, Pointer
from registry.load.loader import Corpus
from registry.schema.kinds import Kind, Kinds, walk
from registry.urls import Urls, sort_key


@dataclass(frozen=True)
class Record:
    """One valid record. ``data`` is typed as its schema says; references in it are ids."""

    kind: Kind
    id: str
    data: dict[str, Any] = field(repr=False)
    body: str | None = field(repr=False)
    path: str

    @property
    def example(self) -> bool:
        return self.data.get("example") is True

    @property
    def draft(self) -> bool:
        return self.data.get("draft") is True

    @property
    def hidden(self) -> bool:
        """Shown in preview only, and never counted."""
        return self.example or self.draft


@dataclass(frozen=True)
class Reference:
    """``record`` names another at ``pointer``; ``field`` is the pattern (``("members", "*", "partner")``)
    and ``entry`` the mapping that holds the reference (a membership, an action; or the record's data)."""

    record: Record
    field: tuple[str, ...]
    pointer: Pointer
    entry: dict[str, Any]


class Registry:
    """All records of a site, in their kinds' order, with the references between them."""

    def __init__(self, kinds: Kinds, records: list[Record], images: list[str]) -> None:
        self.kinds = kinds
        self.images = images
        self._records: dict[str, dict[str, Record]] = {kind.name: {} for kind in kinds}
        for record in sorted(records, key=lambda record: (record.kind.order, sort_key(record.kind, record))):
            self._records[record.kind.name][record.id] = record
        self._references: dict[tuple[str, str], list[Reference]] = {}
        for record in self:
            for pattern, target in record.kind.references:
                for pointer, value in walk(record.data, pattern):
                    entry = _at(record.data, pointer[:-1])
                    reference = Reference(record, pattern, pointer, entry if isinstance(entry, dict) else record.data)
                    self._references.setdefault((target, value), []).append(reference)

    def __iter__(self) -> Iterator[Record]:
        for records in self._records.values():
            yield from records.values()

    def of_kind(self, name: str) -> list[Record]:
        """Records of a kind in the order of ``x-kind.sort``."""
        return list(self._records[name].values())

    def get(self, kind: str, id_: str) -> Record:
        """The record, which is there: references were checked. Raises ``KeyError`` otherwise."""
        return self._records[kind][id_]

    def find(self, kind: str, id_: object) -> Record | None:
        return self._records[kind].get(id_) if isinstance(id_, str) else None

    def references_to(self, record: Record, kind: str | None = None, first: str | None = None) -> list[Reference]:
        """What refers to ``record``: from records of ``kind``, through the field that begins with ``first``."""
        return [
            reference
            for reference in self._references.get((record.kind.name, record.id), ())
            if (kind is None or reference.record.kind.name == kind) and (first is None or reference.field[0] == first)
        ]

    @property
    def network(self) -> dict[str, Any]:
        return self._records["network"]["network"].data

    @property
    def language(self) -> str:
        return str(self.network["language"])

    def urls(self, catalogue: Catalogue) -> Urls:
        return Urls(self.kinds, catalogue, {kind.name: self.of_kind(kind.name) for kind in self.kinds})


def _at(data: Any, pointer: Pointer) -> Any:
    for step in pointer:
        data = data[step]
    return data


def link(corpus: Corpus, *, publish: bool = False) -> Registry:
    """Link the documents of a corpus without errors. ``publish`` leaves examples and drafts out."""
    documents: list[Document] = [
        document for document in corpus.documents if not document.broken and not (publish and document.hidden)
    ]
    records = [
        Record(corpus.kinds[document.kind], document.id, document.data, document.body, document.path)
        for document in documents
    ]
    return Registry(corpus.kinds, records, corpus.images)

"""Stage 3, link: valid documents become records that know what they refer to and what refers to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from registry.i18n import Catalogue
from registry.indexes import INDEXES
from registry.load.document import Document, Pointer
from registry.load.loader import Corpus
from registry.past import Past
from registry.reads import Fact, Reads
from registry.schema.kinds import Kind, Kinds
from registry.urls import Urls


class Record:
    """One valid record. ``data`` is typed as its schema says; references in it are ids. Looking at them is noted."""

    __slots__ = ("_body_fact", "_data_fact", "_document", "_reads", "id", "kind", "path")

    def __init__(self, kind: Kind, document: Document, reads: Reads) -> None:
        self.kind, self.id, self.path = kind, document.id, document.path
        self._document, self._reads = document, reads
        self._data_fact: Fact = ("data", kind.name, self.id)
        self._body_fact: Fact = ("body", kind.name, self.id)

    def __repr__(self) -> str:
        return f"Record({self.kind.name}, {self.id})"

    @property
    def data(self) -> dict[str, Any]:
        self._reads.current.add(self._data_fact)
        return self._document.data

    @property
    def body(self) -> str | None:
        self._reads.current.add(self._body_fact)
        return self._document.body

    @property
    def references(self) -> object:
        """What it refers to, and where, as a plain value; looking at that is not noted."""
        return self._document.references

    @property
    def digest(self) -> bytes:
        """The digest of the whole text of its file."""
        self._reads.current.add(("source", self.kind.name, self.id))
        return self._document.digests[0]

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
    """``record`` names another at ``pointer``; ``field`` is the pattern (``("members", "*", "partner")``)."""

    record: Record
    field: tuple[str, ...]
    pointer: Pointer

    @property
    def entry(self) -> dict[str, Any]:
        """The mapping that holds the reference: a membership, an action; or the record's data."""
        found = _at(self.record.data, self.pointer[:-1])
        return found if isinstance(found, dict) else self.record.data


class Registry:
    """All records of a site, in their kinds' order, with the references between them.

    Whatever is asked of it is noted in ``reads``, so that who shows it knows what that depends on. ``past`` is looked
    at through the tables of :mod:`registry.indexes` alone.
    """

    def __init__(self, kinds: Kinds, documents: list[Document], images: list[str], past: Past | None = None) -> None:
        self.kinds = kinds
        self.images = images
        self._past = past
        self.reads = Reads()
        self._records: dict[str, dict[str, Record]] = {kind.name: {} for kind in kinds}
        self._indexes: dict[str, Mapping[str, Any]] = {}
        self.grounds: dict[str, frozenset[Fact]] = {}
        """What each table that was made follows from: facts of which none is an entry of a table."""
        by_kind: dict[str, list[Document]] = {kind.name: [] for kind in kinds}
        for document in documents:
            by_kind[document.kind].append(document)
        self._references: dict[tuple[str, str], list[tuple[Record, tuple[str, ...], Pointer]]] = {}
        for kind in kinds:
            patterns = kind.references
            for document in sorted(by_kind[kind.name], key=attrgetter("order")):
                record = Record(kind, document, self.reads)
                self._records[kind.name][document.id] = record
                for place, pointer, value in document.references:
                    pattern, target = patterns[place]
                    self._references.setdefault((target, value), []).append((record, pattern, pointer))

    def __iter__(self) -> Iterator[Record]:
        for kind in self._records:
            yield from self.of_kind(kind)

    def of_kind(self, name: str) -> list[Record]:
        """Records of a kind in the order of ``x-kind.sort``."""
        self.reads.current.add(("ids", name))
        return list(self._records[name].values())

    def get(self, kind: str, id_: str) -> Record:
        """The record, which is there: references were checked. Raises ``KeyError`` otherwise."""
        self.reads.current.add(("has", kind, id_))
        return self._records[kind][id_]

    def find(self, kind: str, id_: object) -> Record | None:
        if not isinstance(id_, str):
            return None
        self.reads.current.add(("has", kind, id_))
        return self._records[kind].get(id_)

    def references_to(self, record: Record, kind: str | None = None, first: str | None = None) -> list[Reference]:
        """What refers to ``record``: from records of ``kind``, through the field that begins with ``first``."""
        key = (record.kind.name, record.id)
        self.reads.current.add(("refs", *key))
        return [
            Reference(other, field, pointer)
            for other, field, pointer in self._references.get(key, ())
            if (kind is None or other.kind.name == kind) and (first is None or field[0] == first)
        ]

    def index(self, name: str, key: str) -> Any:
        """What the table ``name`` of :data:`registry.indexes.INDEXES` has under ``key``, or ``None``.

        Whoever looks there depends on that entry alone, not on all that the table was made of.
        """
        self.reads.current.add(("index", name, key))
        if name not in self._indexes:
            with self.reads.apart() as seen:
                self._indexes[name] = INDEXES[name](self)
            below = (self.grounds[fact[1]] for fact in seen if fact[0] == "index")
            self.grounds[name] = frozenset(fact for fact in seen if fact[0] != "index").union(*below)
        return self._indexes[name].get(key)

    def state(self, fact: Fact) -> Any:
        """What a fact that is in ``reads`` is now: a plain value; the content of documents excepted."""
        if fact == ("links",):
            return [
                (kind, id_, record.references) for kind, found in self._records.items() for id_, record in found.items()
            ]
        if fact == ("past",):
            return self._past and self._past.plain()
        what, kind, *rest = fact
        if what == "ids":
            return list(self._records[kind])
        if what == "has":
            return rest[0] in self._records[kind]
        if what == "refs":
            found = self._references.get((kind, rest[0]), ())
            return [(record.kind.name, record.id, pointer) for record, _, pointer in found]
        with self.reads.apart():
            return self.index(kind, rest[0])

    @property
    def past(self) -> Past | None:
        """What became of the records."""
        self.reads.current.add(("past",))
        return self._past

    @property
    def network(self) -> dict[str, Any]:
        return self.get("network", "network").data

    @property
    def language(self) -> str:
        return str(self.network["language"])

    def urls(self, catalogue: Catalogue) -> Urls:
        with self.reads.apart():
            records = {kind.name: self.of_kind(kind.name) for kind in self.kinds}
            return NotingUrls(self.kinds, catalogue, records, note=self.reads)


class NotingUrls(Urls):
    """Addresses of which it is noted where they depend on what is the latest record."""

    def __init__(self, kinds: Kinds, catalogue: Catalogue, records: Mapping[str, list[Record]], note: Reads) -> None:
        super().__init__(kinds, catalogue, records)
        self._note = note
        self._moving = {kind.name for kind in kinds.with_pages if kind.index == "latest"}

    def is_latest(self, kind: str, id_: str) -> bool:
        if kind in self._moving:
            self._note.current.add(("latest", kind))
        return super().is_latest(kind, id_)


def _at(data: Any, pointer: Pointer) -> Any:
    for step in pointer:
        data = data[step]
    return data


def link(corpus: Corpus, *, publish: bool = False, past: Past | None = None) -> Registry:
    """Link the documents of a corpus without errors. ``publish`` leaves examples and drafts out."""
    documents = [document for document in corpus.documents if not document.broken and not (publish and document.hidden)]
    return Registry(corpus.kinds, documents, corpus.images, past.published() if past and publish else past)

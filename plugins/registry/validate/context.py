"""What the cross-file rules may look at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from registry.dates import PartialDate, parse
from registry.load.document import Document, Pointer
from registry.load.loader import Corpus
from registry.schema.kinds import Kind, Kinds, walk
from registry.suggest import nearest
from registry.tenure import Span, spans
from registry.tenure import joined as joined_on
from registry.urls import Urls
from registry.yearbook import years

_MONTH = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])")


@dataclass
class Context:
    """The documents of a site, indexed. Their data is sound: what a schema refused is not in it."""

    corpus: Corpus
    urls: Urls
    suggestions_left: int = 300

    @property
    def kinds(self) -> Kinds:
        return self.corpus.kinds

    def nearest(self, word: str, known: Iterable[str], *, cutoff: float = 0.68) -> str | None:
        """A name that may have been meant, for the first problems; looking for thousands would take minutes."""
        self.suggestions_left -= 1
        return nearest(word, known, cutoff=cutoff) if self.suggestions_left >= 0 else None

    @cached_property
    def by_kind(self) -> dict[str, dict[str, Document]]:
        """Documents by kind and id, those that could not be read included."""
        index: dict[str, dict[str, Document]] = {kind.name: {} for kind in self.kinds}
        for document in self.corpus.documents:
            index[document.kind].setdefault(document.id, document)
        return index

    def may_exist(self, name: str) -> bool:
        """Whether what is called so may be there and have been refused, with a problem of its own."""
        return self.corpus.blind or name in self.corpus.lost

    def get(self, kind: str, id_: object) -> Document | None:
        return self.by_kind[kind].get(id_) if isinstance(id_, str) else None

    @cached_property
    def network(self) -> dict[str, Any]:
        document = self.corpus.one("network")
        return document.data if document else {}

    @cached_property
    def vocabularies(self) -> dict[str, list[str] | None]:
        """Ids of each list of ``network.yaml`` that records choose from; ``None`` where it has mistakes of its own."""
        names = {name for kind in self.kinds for _, name in kind.vocabularies}
        document = self.corpus.one("network")
        if document is None or document.broken:
            return dict.fromkeys(names)
        misspelt = document.flawed.difference(self.kinds["network"].schema["properties"])
        return {
            name: None
            if name in document.flawed or (misspelt and name not in document.data)
            else [item["id"] for item in document.data.get(name, [])]
            for name in names
        }

    def pages(self) -> Iterator[tuple[str, Document | str]]:
        """(address, document or name of the built-in page) of every page, duplicates included."""
        for name, url in self.urls.sections.items():
            yield url, name
        for year in self.decided:
            yield self.urls.year("decisions", year), f"decisions of {year}"
        for span in self.partner_years:
            yield self.urls.year("partners", span.year), f"partners of {span.year}"
        for id_, found in self.commission_years.items():
            for year in found:
                yield self.urls.record_year("commission", id_, year), f"commission in {year}"
        for theme in self.helped:
            yield self.urls.theme(theme), f"help with {theme}"
        for type_ in self.shared:
            yield self.urls.means(type_), f"means: {type_}"
        for kind in self.kinds.with_form:
            yield self.urls.form(kind.name), f"form of {kind.plural}"
        for document in self.corpus.documents:
            if self.kinds[document.kind].has_pages and not self.introduces(document):
                if self.urls.is_latest(document.kind, document.id):
                    continue  # it stands at its collection's address, which is in the sections
                yield self.urls.record(document.kind, document.id), document

    @cached_property
    def helped(self) -> set[str]:
        """The themes that have a page of who can help: those that somebody works on who has not left."""
        known = set(self.vocabularies.get("themes") or ())
        used = {
            theme
            for document in self.corpus.documents
            if document.kind == "project"
            or (document.kind in ("commission", "partner") and "end_date" not in document.data)
            for theme in document.data.get("themes", ())
        }
        return used & known

    @cached_property
    def shared(self) -> set[str]:
        """The sorts of means that have a page of who shares them, or looks for them."""
        partners = [document for document in self.corpus.of_kind("partner") if "end_date" not in document.data]
        names = ("offers", "seeks")
        found = {entry.get("type") for partner in partners for name in names for entry in _listed(partner, name)}
        return {type_ for type_ in found if isinstance(type_, str)}

    @cached_property
    def published(self) -> Context:
        """The same without examples and drafts."""
        documents = [document for document in self.corpus.documents if not document.hidden]
        if len(documents) == len(self.corpus.documents):
            return self
        return Context(replace(self.corpus, documents=documents), self.urls)

    @cached_property
    def decided(self) -> dict[str, set[str] | None]:
        """The ids of decisions, by the year in which they were taken; ``None`` where that is not known for all."""
        found: dict[str, set[str]] = {}
        for meeting in self.corpus.of_kind("meeting"):
            ids = [str(entry.get("id")) for entry in _listed(meeting, "decisions")]
            if ids and "start" in meeting.data:
                found.setdefault(str(meeting.data["start"])[:4], set()).update(ids)
        return dict.fromkeys(found) if self._unsure_of_decisions else {**found}

    @cached_property
    def partner_years(self) -> list[Span]:
        """The years that have a page of who was a partner."""
        partners = map(sound, self.corpus.of_kind("partner"))
        return spans((joined_on(partner), partner.get("end_date")) for partner in partners)

    @cached_property
    def commission_years(self) -> dict[str, list[str]]:
        """The years of each commission that have a page."""
        commissions = {document.id: sound(document) for document in self.corpus.of_kind("commission")}
        return years(commissions, map(sound, self.corpus.of_kind("meeting")))

    @property
    def _unsure_of_decisions(self) -> bool:
        return any(meeting.lacks("decisions", "start") for meeting in self.corpus.of_kind("meeting"))

    def may_be_year(self, url: str) -> bool:
        """Whether a register may have a page of a year or month there: of journals and actions that is not judged."""
        folder, _, year = url.rstrip("/").rpartition("/")
        if _MONTH.fullmatch(year) and url in [self.urls.year(name, year) for name in ("changes", "actions")]:
            return True
        commissions = self.corpus.of_kind("commission")
        meetings = self.corpus.of_kind("meeting")
        if any(folder + "/" == self.urls.record("commission", document.id) for document in commissions):
            lacking = any(document.lacks("members", "facilitators") for document in commissions)
            lacking = lacking or any(
                document.lacks("start", "status", "commission", "decisions") for document in meetings
            )
            return year.isdecimal() and lacking
        unsure = any(doc.lacks("start_date", "signatures", "end_date") for doc in self.corpus.of_kind("partner"))
        registers = [
            "journal",
            "actions",
            *(["decisions"] if self._unsure_of_decisions else []),
            *(["partners"] if unsure else []),
        ]
        return year.isdecimal() and url in [self.urls.year(name, year) for name in registers]

    @cached_property
    def live(self) -> dict[str, Document | str]:
        """What stands at each address."""
        table: dict[str, Document | str] = {}
        for url, owner in self.pages():
            table.setdefault(fold(url), owner)
        unsure = {document.kind for document in self.corpus.documents if document.broken}
        for document in self.corpus.documents:
            if self.urls.is_latest(document.kind, document.id):
                table[fold(self.urls.record(document.kind, document.id))] = document
                if document.kind in unsure:  # the latest may be another, and this one at its own address
                    table[fold(f"{self.urls.collection(document.kind)}{document.id}/")] = document
        return table

    @staticmethod
    def introduces(document: Document) -> str | None:
        """The built-in page that a page of prose introduces instead of having an address."""
        return document.data.get("section") if document.kind == "page" else None


def fold(url: str) -> str:
    """Addresses that some file systems or servers cannot tell apart fold to one."""
    return unicodedata.normalize("NFC", url).casefold()


def date_of(value: object) -> PartialDate | None:
    """The date that a sound value holds."""
    return parse(value) if isinstance(value, str) else None


def _listed(document: Document, name: str) -> list[dict[str, Any]]:
    """The mappings of a list at the top of a document; quicker than :func:`entries`."""
    return [entry for entry in document.data.get(name, ()) if isinstance(entry, dict)]


def entries(document: Document, name: str) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """(pointer, entry) of every mapping in a list of the document."""
    for pointer, entry in walk(document.data, (name, "*")):
        if isinstance(entry, dict):
            yield pointer, entry


def joined(partner: Document) -> PartialDate | None:
    """When a partner joined the network: ``start_date``, else its first signature; ``None`` where that is not known."""
    if partner.lacks("start_date", "signatures"):
        return None
    return date_of(joined_on(sound(partner)))


def sound(document: Document) -> dict[str, Any]:
    """A document's data without the places that entries which were refused keep in its lists."""
    if not document.flawed:
        return document.data
    return {
        name: [item for item in value if item is not None] if isinstance(value, list) else value
        for name, value in document.data.items()
    }


def kind_of(context: Context, document: Document) -> Kind:
    """The kind of a document."""
    return context.kinds[document.kind]

"""Names and addresses: each belongs to one thing."""

from __future__ import annotations

from collections.abc import Iterator

from registry.load.document import Document
from registry.problem import Finding
from registry.schema.kinds import Kind
from registry.urls import is_reserved
from registry.validate.context import Context, entries, fold


def network_is_described(context: Context) -> Iterator[Finding]:
    """There is a ``data/network.yaml``."""
    if context.corpus.one("network") is None and not context.may_exist("network"):
        yield Finding("data/network.yaml", 1, 1, "F007")


def addresses_are_unique(context: Context) -> Iterator[Finding]:
    """No two pages stand at one address, without regard to case or Unicode form."""
    taken: dict[str, Document | str] = {}
    for url, owner in context.pages():
        first = taken.setdefault(fold(url), owner)
        if isinstance(owner, Document) and (first is not owner or is_reserved(url)):
            other = first.path if isinstance(first, Document) and first is not owner else url
            yield Finding(owner.path, 1, 1, "R002", {"url": url, "other": other})


def vocabulary_ids_are_unique(document: Document, kind: Kind) -> Iterator[Finding]:
    """In each list of entries with an ``id`` that stays inside its record, an id stands once."""
    for name, schema in kind.schema.get("properties", {}).items():
        if kind.name == "meeting" or "id" not in schema.get("items", {}).get("properties", {}):
            continue
        seen: set[str] = set()
        for pointer, entry in entries(document, name):
            value = entry.get("id")
            if value in seen:
                yield document.finding("R016", (*pointer, "id"), value=value)
            if isinstance(value, str):
                seen.add(value)


def introductions_are_unique(context: Context) -> Iterator[Finding]:
    """Each built-in page has at most one page of prose that introduces it."""
    taken: dict[str, Document] = {}
    for document in context.corpus.of_kind("page"):
        section = context.introduces(document)
        if section and taken.setdefault(section, document) is not document:
            yield document.finding("R019", ("section",), other=taken[section].path)


def glossary_terms_are_unique(context: Context) -> Iterator[Finding]:
    """A term stands once in the glossary, without regard to case."""
    glossary = context.corpus.one("glossary")
    seen: set[str] = set()
    for pointer, entry in entries(glossary, "terms") if glossary else ():
        term = entry.get("term")
        if isinstance(term, str):
            if fold(term) in seen:
                yield (glossary or Document("", "", "")).finding("R012", (*pointer, "term"), value=term)
            seen.add(fold(term))

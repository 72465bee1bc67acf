"""Redirections from old addresses of the site."""

from __future__ import annotations

from collections.abc import Iterator

from registry.load.document import Document, Pointer
from registry.problem import Finding
from registry.urls import is_reserved, output_path
from registry.validate.context import Context, entries, fold


def _pairs(document: Document) -> Iterator[tuple[Pointer, str, str]]:
    """(pointer, old address, new address) of each redirection that has both."""
    for pointer, entry in entries(document, "redirects"):
        source, target = entry.get("from"), entry.get("to")
        if isinstance(source, str) and isinstance(target, str):
            yield pointer, source, target


def redirects_start_apart(context: Context) -> Iterator[Finding]:
    """A redirection starts where no page, no other redirection and no file of the site is."""
    document = context.corpus.one("redirects")
    if document is None:
        return
    pages = {output_path(url): owner for url, owner in context.live.items()}
    taken: set[str] = set()
    for pointer, source, _ in _pairs(document):
        file = output_path(fold(source))
        if file in pages or is_reserved(source):
            owner = pages.get(file)
            other = owner.path if isinstance(owner, Document) else source
            yield document.finding("R020", (*pointer, "from"), value=source, other=other)
        elif file in taken:
            yield document.finding("R016", (*pointer, "from"), value=source)
        taken.add(file)


def redirects_lead_somewhere(context: Context) -> Iterator[Finding]:
    """A redirection leads, perhaps through others, to a page that is there and will be published."""
    document = context.corpus.one("redirects")
    if document is None:
        return
    table: dict[str, str] = {}
    for _, source, target in _pairs(document):
        table.setdefault(fold(source), fold(target))
    for pointer, source, target in _pairs(document):
        seen, here = {fold(source)}, fold(target)
        while here in table and here not in seen:
            seen.add(here)
            here = table[here]
        owner = context.live.get(here)
        if here in seen:
            yield document.finding("R010", (*pointer, "from"), value=source)
        elif here != fold(target):
            continue  # the last redirection of the chain has the problem
        elif owner is None and not context.may_exist(here.rstrip("/").rpartition("/")[2]):
            yield document.finding("R011", (*pointer, "to"), near=context.nearest(target, context.live), value=target)
        elif isinstance(owner, Document) and owner.hidden:
            yield document.finding("R015", (*pointer, "to"), value=target)

"""Addresses that were published last: what stands in ``data/addresses.txt`` is still there, or leads on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from registry.load.document import Document
from registry.load.files import ADDRESSES
from registry.problem import Finding
from registry.urls import is_reserved, output_path
from registry.validate.context import Context, entries, fold
from registry.validate.published import page_of, published

MOST = 1_000
"""Addresses that are told: a list may hold hundreds of thousands that nobody ever published."""


def published_addresses_last(context: Context) -> Iterator[Finding]:
    """An address that was published is there, or a redirection starts at its page: an error in publish."""
    return islice(_vanished(context), MOST)


def _vanished(context: Context) -> Iterator[Finding]:
    network = context.corpus.one("network")
    if not context.corpus.addresses or network is None:
        return
    if context.corpus.blind or any(document.broken or document.flawed for document in context.corpus.documents):
        return  # what has mistakes may be there once they are mended, and more pages with it
    gone = context.corpus.addresses.keys() - published(context)
    if not gone:
        return
    document = context.corpus.one("redirects")
    table = list(entries(document, "redirects")) if document else []
    moved = {output_path(fold(str(entry["from"]))) for _, entry in table if "from" in entry}
    there = {output_path(fold(url)) for url, owner in context.published.pages()}
    adviser = _Adviser(context, document)
    for address in sorted(gone):
        line, page = context.corpus.addresses[address], page_of(context, address)
        file = output_path(fold(page))
        if file in moved or context.may_be_year(page) or context.may_exist(page.rstrip("/").rpartition("/")[2]):
            continue
        if "#" in address:
            if file in there:
                yield Finding(ADDRESSES, line, 1, "P004", {"url": address, "value": address.partition("#")[2]})
        elif page != address and (file in there or page in gone):
            continue  # what is known of a record changed; or its page is told
        elif is_reserved(page) or page.endswith(".xml"):
            yield Finding(ADDRESSES, line, 1, "P005", {"url": address})
        elif file not in there:
            yield Finding(ADDRESSES, line, 1, "P003", {"url": address, "lines": adviser.lines(page)})


class _Adviser:
    """Says which lines to add to the list of redirections, at its end and in its style."""

    def __init__(self, context: Context, redirects: Document | None) -> None:
        self.context = context
        self.head, self.indent = "redirects:\n", "  "
        if redirects and redirects.data.get("redirects"):
            column = redirects.finding("P003", ("redirects", 0)).column
            self.head, self.indent = "", " " * max(0, column - len("- ") - 1)

    @cached_property
    def beside(self) -> dict[str, dict[str, str]]:
        """Folder → last word of an address → address, of every published page."""
        found: dict[str, dict[str, str]] = {}
        for url, _ in self.context.published.pages():
            folder, word = _parts(url)
            found.setdefault(folder, {})[word] = url
        return found

    def lines(self, old: str) -> str:
        """A redirection to the page beside that is called most alike, else to the list that had it."""
        folder, word = _parts(old)
        known = self.beside.get(folder, {})
        near = self.context.nearest(word, known)
        text = f"{self.head}{self.indent}- from: {old}\n{self.indent}  to: {known[near] if near else folder}"
        self.head = ""
        return text


def _parts(url: str) -> tuple[str, str]:
    """``/a/b/`` → ``/a/`` and ``b``."""
    folder, _, word = url.rstrip("/").rpartition("/")
    return folder + "/", word

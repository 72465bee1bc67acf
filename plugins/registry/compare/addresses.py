"""Which published addresses no longer lead to their page, and where a redirection takes who follows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from registry.compare.sameness import Renamed
from registry.load.document import Document
from registry.validate.context import Context, entries, fold


@dataclass(frozen=True)
class AddressChange:
    """The page at ``before`` is now at ``after`` (``None``: nowhere); ``record`` is (kind, id now) where it is one's.

    ``redirect`` is where ``data/redirects.yaml`` leads from there in the end, if that is a published page.
    """

    before: str
    after: str | None
    redirect: str | None
    record: tuple[str, str] | None = None


def compare_addresses(before: Context, after: Context, renamed: Renamed) -> list[AddressChange]:
    """Addresses of pages and redirections that were published and are no longer pages, in their order.

    What cannot be read may well be there, and is left out.
    """
    now = _published(after)
    redirects = dict(_redirects(after))
    places = {_name(owner): url for url, owner in now.values()}
    found: dict[str, AddressChange] = {}
    for key, (url, owner) in _published(before).items():
        if key in now:
            continue
        record = None
        if isinstance(owner, Document):
            record = (owner.kind, renamed.get((owner.kind, owner.id), owner.id))
            if after.may_exist(record[1]):
                continue
        moved = places.get(record or _name(owner))
        found[key] = AddressChange(url, moved, _final(key, redirects, now), record)
    for key, (source, _) in _redirects(before):
        if key not in now and key not in redirects and key not in found and not _unread(after):
            found[key] = AddressChange(source, None, None)
    return [found[key] for key in sorted(found)]


def _published(context: Context) -> dict[str, tuple[str, Document | str]]:
    """Folded address → (address, what stands there), without examples and drafts."""
    table: dict[str, tuple[str, Document | str]] = {}
    for url, owner in context.pages():
        if not (isinstance(owner, Document) and owner.hidden):
            table.setdefault(fold(url), (url, owner))
    return table


def _redirects(context: Context) -> Iterator[tuple[str, tuple[str, str]]]:
    """Folded old address → (old, new) of each redirection."""
    document = context.corpus.one("redirects")
    for _, entry in entries(document, "redirects") if document else ():
        source, target = entry.get("from"), entry.get("to")
        if isinstance(source, str) and isinstance(target, str):
            yield fold(source), (source, target)


def _unread(context: Context) -> bool:
    """Whether redirections may be there that nobody could read."""
    document = context.corpus.one("redirects")
    return context.corpus.blind or (document is not None and document.lacks("redirects"))


def _final(key: str, redirects: dict[str, tuple[str, str]], now: dict[str, tuple[str, Document | str]]) -> str | None:
    seen: set[str] = set()
    while key in redirects and key not in seen:
        seen.add(key)
        key = fold(redirects[key][1])
    return now[key][0] if key in now else None


def _name(owner: Document | str) -> tuple[str, str]:
    """What a page is of: a record by kind and id, or a built-in page, whose address has words of the language."""
    return (owner.kind, owner.id) if isinstance(owner, Document) else ("", owner)

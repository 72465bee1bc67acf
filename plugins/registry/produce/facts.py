"""What each fact is now, as a digest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from registry.cache.digests import of_bytes, of_value
from registry.link import Registry
from registry.load.document import Document
from registry.load.files import IMAGE_FOLDER
from registry.reads import Fact
from registry.urls import Urls

_LINKS = "links"
_GROUPS = {"ids": _LINKS, "has": _LINKS, "refs": _LINKS}


def group_of(fact: Fact) -> str | None:
    """The group that a fact belongs to, all of which follows from other facts (see :meth:`Facts.grounds`)."""
    return fact[1] if fact[0] == "index" else _GROUPS.get(fact[0])


def in_order(group: str | None) -> int:
    """A key to sort groups by: each behind those that it follows from."""
    return 0 if group is None else 1 if group == _LINKS else 2


_PLACES = {"source": 0, "data": 1, "body": 2}
"""Where a document's digests are."""


class Facts:
    """The digests of facts in one state of a site; each is found out once.

    ``origin`` stands for where the site comes from.
    """

    def __init__(
        self, registry: Registry, urls: Urls, documents: Iterable[Document], root: Path, origin: str = ""
    ) -> None:
        self._registry, self._urls, self._root, self._origin = registry, urls, root, origin
        self._documents: dict[Fact, tuple[bytes, ...]] = {
            (document.kind, document.id): document.digests for document in documents
        }
        self._known: dict[Fact, bytes] = {}

    def __getitem__(self, fact: Fact) -> bytes:
        place = _PLACES.get(fact[0])
        if place is not None:  # hot: most facts are that
            digests = self._documents.get(fact[1:])
            return digests[place] if digests else b""
        found = self._known.get(fact)
        if found is None:
            found = self._known[fact] = self._find(fact)
        return found

    def grounds(self) -> Iterator[tuple[str, Iterable[Fact]]]:
        """Of each group of facts that was looked at, the facts that all of it follows from."""
        yield _LINKS, [(_LINKS,)]
        yield from self._registry.grounds.items()

    def _find(self, fact: Fact) -> bytes:
        if fact[0] == "latest":
            return (self._urls.latest(fact[1]) or "").encode()
        if fact[0] == "origin":
            return self._origin.encode()
        if fact[0] == "image":
            try:
                return of_bytes((self._root / IMAGE_FOLDER / fact[1]).read_bytes())
            except OSError:
                return b""
        return of_value(self._registry.state(fact))

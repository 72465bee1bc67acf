"""Markdown converted once in its life: what a text became is kept by the text and the place it was made for."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from registry.cache.digests import of_value
from registry.cache.store import Store
from registry.i18n import Catalogue
from registry.markers import N_
from registry.text.apart import Overrun, apart
from registry.text.markdown import Heading, MarkdownError, MarkdownResult, convert
from registry.text.texts import Fitted

LONG = 10_000
"""Characters from which a text is worth a process of its own (5 ms): no shorter one that passes the guards is slow."""


class Converted(NamedTuple):
    """A text as its page shows it."""

    html: str
    headings: tuple[Heading, ...]


class Converter:
    """Converts the texts of a site in one language. ``store`` remembers them for later runs."""

    def __init__(self, catalogue: Catalogue, store: Store | None = None) -> None:
        self.catalogue = catalogue
        self._store = store or Store(None)
        self._section = f"text {catalogue.language}"

    def convert(self, fitted: Fitted) -> MarkdownResult:
        """Convert now, a long text within bounds. Raises :class:`~registry.text.markdown.MarkdownError`."""
        work = partial(
            convert,
            fitted.text,
            top_level=fitted.top_level,
            catalogue=self.catalogue,
            id_prefix=fitted.prefix,
            taken=fitted.taken,
        )
        if len(fitted.text) < LONG:
            return work()
        self.catalogue.gettext("Table")  # read before the child would have to
        try:
            return apart(work)
        except Overrun:
            raise MarkdownError(N_("it takes too much time or memory")) from None

    def __call__(self, fitted: Fitted) -> Converted:
        """The converted text. Raises :class:`~registry.text.markdown.MarkdownError`."""
        row = self._store.get(self._section, key_of(fitted))
        return unpack(row) if row else shown(self.convert(fitted))

    def learn(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep what :func:`pack` made of texts, under their :func:`key_of`."""
        self._store.change(self._section, rows)

    def forget(self, keys: Iterable[bytes]) -> None:
        """Drop texts that no file holds any more; one that is asked for again is converted again."""
        self._store.change(self._section, drop=keys)


def key_of(fitted: Fitted) -> bytes:
    """The key of a text at a place: 16 bytes."""
    whole = (fitted.text, fitted.top_level, fitted.prefix, sorted(fitted.taken))
    return of_value(whole)


def shown(result: MarkdownResult) -> Converted:
    """The part of a result that pages show."""
    return Converted(result.html, result.headings)


def pack(converted: Converted) -> bytes:
    """A row for the store."""
    return marshal.dumps((converted.html, [tuple(heading) for heading in converted.headings]), 2)


def unpack(row: bytes) -> Converted:
    """What :func:`pack` packed."""
    html, headings = marshal.loads(row)
    return Converted(html, tuple(Heading(*heading) for heading in headings))

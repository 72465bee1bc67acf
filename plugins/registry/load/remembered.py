"""Documents that were read before: they lie packed until somebody asks what they say, which most runs do of few."""

from __future__ import annotations

import errno
import marshal
import os
from functools import cached_property
from typing import Any, Protocol

from registry.load.document import Digests, Document, Pointer
from registry.text.positions import Link
from registry.text.texts import Outline

Said = tuple[int, dict[str, Any], int, bool, list[str], tuple[str, ...], tuple[tuple[int, Pointer, str], ...], bytes]
"""What a document says as plain values, without its name, its digests and its text: those lie elsewhere."""


def said_by(document: Document) -> Said:
    """What a document says."""
    outlines = [(o.pointer, [tuple(link) for link in o.links], o.anchors, o.reason, o.line) for o in document.outlines]
    return (
        document.header_line,
        document.data,
        document.body_line,
        document.broken,
        sorted(document.flawed),
        document.order,
        document.references,
        marshal.dumps(outlines, 2),
    )


class SavedMeanwhile(OSError):
    """What a document said is gone, and so is its file, or that says another thing by now."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.EBUSY, os.strerror(errno.EBUSY), path)


class Shelf(Protocol):
    """Where what documents say lies."""

    def said(self, document: Remembered) -> Said:
        """What it says; asked for once, if ever. Raises :class:`SavedMeanwhile`."""

    def words(self, document: Remembered) -> tuple[str, str | None]:
        """The header and the body. Raises :class:`SavedMeanwhile`."""


class _Unpacked:
    """An attribute that is there when all are unpacked."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, document: Remembered, owner: type) -> Any:
        document.unpack()
        return document.__dict__[self._name]


class Remembered(Document):
    """A document that was read before. Its text is asked for each time, and not kept: all texts are much."""

    header_line = _Unpacked()
    data = _Unpacked()
    body_line = _Unpacked()
    broken = _Unpacked()
    flawed = _Unpacked()
    order = _Unpacked()
    references = _Unpacked()
    _outlines = _Unpacked()

    def __init__(self, path: str, kind: str, id_: str, digests: Digests, on: Shelf) -> None:
        self.path, self.kind, self.id, self.digests = path, kind, id_, digests
        self._shelf = on

    def unpack(self, said: Said | None = None) -> None:
        """Have everything at hand but the text: what it ``said``, or else what the shelf has."""
        header_line, data, body_line, broken, flawed, order, references, outlines = said or self._shelf.said(self)
        self.__dict__.update(
            header_line=header_line,
            data=data,
            body_line=body_line,
            broken=broken,
            flawed=frozenset(flawed),
            order=order,
            references=references,
            _outlines=outlines,
        )

    @property
    def packed(self) -> bool:
        """Whether what it says is not at hand yet."""
        return "data" not in self.__dict__

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:  # type: ignore[override]
        return tuple(
            Outline(pointer, tuple(Link(*link) for link in links), anchors, reason, line)
            for pointer, links, anchors, reason, line in marshal.loads(self._outlines)
        )

    @property
    def header(self) -> str:  # type: ignore[override]
        return self._shelf.words(self)[0]

    @property
    def body(self) -> str | None:  # type: ignore[override]
        return self._shelf.words(self)[1]

"""The Markdown texts of a record, each with how it is fitted into the record's page."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from registry.schema.kinds import Kind, walk
from registry.text.anchors import entry_ids

BODY_LEVELS: Mapping[str, int] = {"meeting": 3}
"""First heading level of a body that stands under a heading of its page (minutes)."""

Pointer = tuple[str | int, ...]


class Fitted(NamedTuple):
    """A text and its place in a page: highest heading, prefix of its anchors, anchors that are taken."""

    text: str
    top_level: int = 2
    prefix: str = ""
    taken: frozenset[str] = frozenset()


class Outline(NamedTuple):
    """What a check needs to know of a text: where it stands (the body has no pointer), ``links`` and ``images`` as
    :class:`~registry.text.positions.Link`, the ids of its headings; or why (``reason``) it cannot be converted."""

    pointer: Pointer | None
    links: tuple[Any, ...] = ()
    anchors: tuple[str, ...] = ()
    reason: str | None = None
    line: int | None = None


def body_of(kind: str, data: Mapping[str, Any], body: str) -> Fitted:
    """A record's body."""
    return Fitted(body, BODY_LEVELS.get(kind, 2), taken=frozenset(entry_ids(data)))


def field_of(text: str) -> Fitted:
    """The text of a field. Several share a page: what they number or name must not meet."""
    return Fitted(text, prefix=f"t{zlib.crc32(text.encode()):08x}-")


def texts_of(kind: Kind, data: Mapping[str, Any], body: str | None) -> Iterator[tuple[Pointer | None, Fitted]]:
    """(pointer, text) of every text of a record; the body has no pointer."""
    if body:
        yield None, body_of(kind.name, data, body)
    for pattern, _ in kind.markdown:
        for pointer, value in walk(data, pattern):
            if isinstance(value, str):
                yield pointer, field_of(value)

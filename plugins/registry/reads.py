"""What was looked at while a value was made: the facts that it depends on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Fact = tuple[str, ...]
"""Something that a view can depend on, as a name:

``("data" | "body" | "source", kind, id)``
    what a record's file says: its fields, its Markdown, all of it;
``("has", kind, id)``, ``("ids", kind)``, ``("refs", kind, id)``, ``("latest", kind)``
    whether there is a record, which there are, in order, what refers to one, which one is the latest;
``("index", table, key)``
    an entry of :data:`registry.indexes.INDEXES`, those of the records' history included;
``("links",)``, ``("past",)``
    which records there are, in order, and what refers to what; all that is known of the records' history;
``("image", name)``, ``("origin",)``
    the bytes of an image; the commit that the site is built from.
"""

Value = TypeVar("Value")


class Reads:
    """``current`` takes in what is looked at now."""

    def __init__(self) -> None:
        self.current: set[Fact] = set()

    @contextmanager
    def apart(self) -> Iterator[set[Fact]]:
        """Within, what is looked at is noted in the set that is given, and not outside."""
        outer = self.current
        inner: set[Fact] = set()
        self.current = inner
        try:
            yield inner
        finally:
            self.current = outer

    def remember(
        self, known: dict[Hashable, tuple[object, frozenset[Fact]]], key: Hashable, make: Callable[[], Value]
    ) -> Value:
        """The value of ``make``, made once and kept in ``known``; what it looked at is noted each time."""
        if key not in known:
            with self.apart() as seen:
                value = make()
            known[key] = (value, frozenset(seen))
        found, facts = known[key]
        self.current |= facts
        return found  # type: ignore[return-value]

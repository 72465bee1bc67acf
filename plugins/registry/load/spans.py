"""Where everything stands in a YAML text, to the character: what it takes to change one value and nothing else.

The text is one that :mod:`registry.load.yaml_events` reads without a finding. A *span* is a plain, JSON-able value:

``from``, ``to``
    the characters of the value (of a block text: up to the end of its last line that holds something).
``style``
    ``inline`` (plain or quoted), ``block`` (``|`` or ``>``), ``flow`` (``[…]``, ``{…}``), ``mapping`` or ``list``.
``indent``, ``entries``
    of a mapping or list that is written one entry a line: the column of its keys or dashes, and its entries. An
    entry has a ``from`` and ``to`` of its own, its ``key`` (in a mapping) and its ``value``, a span. It takes whole
    lines, and the comment lines right above it are its own; only the first key after a dash begins within a line.

Places count UTF-16 units from the beginning of the text, as browsers do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from registry.load.yaml_events import LOADER

Span = dict[str, Any]


def spans(text: str, before: str = "") -> Span | None:
    """The span of the whole value of ``text``, which follows ``before`` in its file; ``None`` if it holds nothing."""
    found: Iterator[Any] = yaml.parse(text, Loader=LOADER)
    events = (event for event in found if isinstance(event, NodeEvent | _ENDS))
    reader = _Reader(text, len(before.encode("utf-16-le")) // 2)
    first = next(events, None)
    return reader.node(first, events, 0)[0] if isinstance(first, NodeEvent) else None


_ENDS = MappingEndEvent | SequenceEndEvent
_WIDE = re.compile("[\U00010000-\U0010ffff]")
"""A character that takes two UTF-16 units."""


class _Reader:
    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.offset = offset
        self.wide = [found.start() for found in _WIDE.finditer(text)]

    def units(self, index: int) -> int:
        return self.offset + index + bisect_left(self.wide, index)

    def span(self, start: int, end: int, style: str, **more: Any) -> Span:
        return {"from": self.units(start), "to": self.units(end), "style": style, **more}

    def node(self, event: Any, events: Iterator[Any], above: int) -> tuple[Span, int]:
        """The span that begins with ``event``, and where it ends; ``above`` is where what stands before it ends."""
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, ScalarEvent):
            if event.style not in ("|", ">"):
                return self.span(start, end, "inline"), end
            end = start + len(self.text[start:end].rstrip())
            return self.span(start, end, "block"), end
        if event.flow_style:
            end = self.skip(events)
            return self.span(start, end, "flow"), end
        return self.block(event, events, above)

    def skip(self, events: Iterator[Any]) -> int:
        """Pass over a collection that was just begun; where it ends."""
        depth, end = 1, 0
        while depth:
            event = next(events)
            depth += isinstance(event, MappingStartEvent | SequenceStartEvent) - isinstance(event, _ENDS)
            end = int(event.end_mark.index)
        return end

    def block(self, event: Any, events: Iterator[Any], above: int) -> tuple[Span, int]:
        """A mapping or list with an entry a line."""
        mapping = isinstance(event, MappingStartEvent)
        start, indent = event.start_mark.index, event.start_mark.column
        entries, last = [], above
        for child in events:
            if isinstance(child, _ENDS):
                break
            more: Span = {}
            if mapping:
                more["key"] = child.value
                begin = child.start_mark.index
                child = next(events)
            else:
                begin = self.dash(last, child.start_mark.index, indent)
            value, end = self.node(child, events, begin)
            entry_end = self.line_end(end)
            entries.append({**more, **self.span(self.with_comments(last, begin), entry_end, "entry"), "value": value})
            last = entry_end
        name = "mapping" if mapping else "list"
        return self.span(start, last, name, indent=indent, entries=entries), max(start, last - 1)

    def dash(self, after: int, before: int, indent: int) -> int:
        """The dash, in column ``indent``, of the item whose value begins at ``before``."""
        begin = self.text.rfind("\n", 0, before) + 1
        while begin > after and self.text[begin : begin + indent + 1] != " " * indent + "-":
            begin = self.text.rfind("\n", 0, begin - 1) + 1
        return max(begin + indent, after)

    def line_end(self, index: int) -> int:
        """Behind the end of the line that ``index`` is in."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1

    def with_comments(self, after: int, begin: int) -> int:
        """Where an entry that begins at ``begin`` begins with its line and the comment lines right above it."""
        start = self.text.rfind("\n", 0, begin) + 1
        if self.text[start:begin].strip():
            return begin  # within a line, after a dash
        while start > after:
            above = self.text.rfind("\n", 0, start - 1) + 1
            if above < after or not re.match(r"[ \t]*#", self.text[above:start]):
                break
            start = above
        return start

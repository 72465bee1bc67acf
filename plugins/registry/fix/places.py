"""Where the scalars of a YAML text begin and end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from registry.load.document import Pointer

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Scalar:
    """A scalar: offsets of its first character and behind its last, 1-based line and column, style (``""`` plain,
    ``'``, ``"``, ``|``, ``>``) and the text it stands for. ``flow`` says that it is inside ``[]`` or ``{}``."""

    pointer: Pointer
    start: int
    end: int
    line: int
    column: int
    style: str
    value: str
    flow: bool = False

    @property
    def one_line(self) -> bool:
        """Whether it is written on one line, so that it can be replaced."""
        return self.style not in ("|", ">")


@dataclass
class Scalars:
    """Scalars by the place where they begin, as (line, column)."""

    values: dict[tuple[int, int], Scalar] = field(default_factory=dict)
    keys: dict[tuple[int, int], Scalar] = field(default_factory=dict)


def scalars(text: str) -> Scalars:
    """All scalars of a text that was parsed without a finding before. A scalar that goes over several lines in
    plain or quoted style is left out: it is not replaced."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    out = Scalars()
    stack: list[_Level] = []
    loader = _LOADER(text)
    try:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, MappingEndEvent | SequenceEndEvent):
                stack.pop()
                continue
            if not isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent | AliasEvent):
                continue
            top = stack[-1] if stack else None
            if top and top.mapping and top.key is None and isinstance(event, ScalarEvent):
                top.key = event.value
                _add(out.keys, event, (*top.pointer, event.value), top.flow, starts)
                continue
            pointer = top.next() if top else ()
            if isinstance(event, ScalarEvent):
                _add(out.values, event, pointer, bool(top and top.flow), starts)
            elif not isinstance(event, AliasEvent):
                flow = bool(event.flow_style) or bool(top and top.flow)
                stack.append(_Level(pointer, isinstance(event, MappingStartEvent), flow))
    finally:
        loader.dispose()
    return out


@dataclass
class _Level:
    pointer: Pointer
    mapping: bool
    flow: bool
    key: str | None = None
    count: int = 0

    def next(self) -> Pointer:
        """The pointer of the value that comes now."""
        if self.mapping:
            key, self.key = self.key, None
            return (*self.pointer, str(key))
        self.count += 1
        return (*self.pointer, self.count - 1)


def _add(table: dict[tuple[int, int], Scalar], event: Any, pointer: Pointer, flow: bool, starts: list[int]) -> None:
    begin, end = event.start_mark, event.end_mark
    style = event.style or ""
    if begin.line == end.line or style in ("|", ">"):
        place = (begin.line + 1, begin.column + 1)
        stop = starts[end.line] + end.column
        table[place] = Scalar(pointer, starts[begin.line] + begin.column, stop, *place, style, event.value, flow)

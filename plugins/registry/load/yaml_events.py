"""Strict YAML, built from the parser's events.

Nothing is composed by PyYAML: its C composer crashes the process on very deep input and
expands aliases without bound. Here every event is counted before anything is built from it,
anchors, aliases, tags, several documents and duplicate keys are findings, and every scalar stays
the text that was typed: its type is the schema's business (see :mod:`registry.load.coerce`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from registry.load.characters import forbidden
from registry.load.yaml_errors import explain

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 12
"""Levels of nesting; the deepest schema needs 5."""
MAX_NODES = 50_000
"""Values in one file; a list of 5,000 redirects has 15,000."""

MAX_FINDINGS = 25
"""A text with more mistakes than this is no record: reading on would only repeat them."""

Mark = tuple[int, int]


@dataclass
class Marks:
    """1-based (line, column) of values and of keys, by pointer."""

    values: dict[tuple[str | int, ...], Mark] = field(default_factory=dict)
    keys: dict[tuple[str | int, ...], Mark] = field(default_factory=dict)


@dataclass
class YamlFinding:
    """A finding that does not know its file yet."""

    code: str
    line: int
    column: int
    params: dict[str, object] = field(default_factory=dict)


@dataclass
class Parsed:
    """What a YAML text holds: ``str``, ``list``, ``dict`` and ``None`` (nothing typed) only."""

    value: Any = None
    marks: Marks = field(default_factory=Marks)
    findings: list[YamlFinding] = field(default_factory=list)


class _Stop(Exception):
    """Reading on would be pointless or dangerous; the finding is recorded."""


@dataclass
class _Level:
    """A list or mapping under construction; ``key`` is the key that waits for its value."""

    value: list[Any] | dict[str, Any]
    pointer: tuple[str | int, ...]
    key: str | None = None
    skip: bool = False


class _Builder:
    def __init__(self, text: str, with_marks: bool) -> None:
        self.out = Parsed()
        self.lines = text.split("\n")
        self.with_marks = with_marks
        self.stack: list[_Level] = []
        self.documents = 0
        self.nodes = 0

    def report(self, code: str, event: Any, **params: object) -> None:
        mark = event.start_mark
        self.out.findings.append(YamlFinding(code, mark.line + 1, mark.column + 1, params))
        if len(self.out.findings) >= MAX_FINDINGS:
            raise _Stop

    def add(self, event: Any, value: Any) -> tuple[str | int, ...]:
        """Hang ``value`` where it belongs and return its pointer."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.report("Y007", event)
            raise _Stop
        if not self.stack:
            self.out.value = value
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            pointer = (*top.pointer, len(top.value))
            top.value.append(value)
        else:
            assert top.key is not None
            pointer = (*top.pointer, top.key)
            if not top.skip:
                top.value[top.key] = value
            top.key, top.skip = None, False
        if self.with_marks:
            self.out.marks.values.setdefault(pointer, (event.start_mark.line + 1, event.start_mark.column + 1))
        return pointer

    def waits_for_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None

    def take_key(self, event: Any) -> None:
        top = self.stack[-1]
        assert isinstance(top.value, dict)
        top.key = event.value
        pointer = (*top.pointer, event.value)
        if event.value in top.value:
            first = self.out.marks.keys.get(pointer)
            self.report("Y003", event, key=event.value, first=first[0] if first else "?")
            top.skip = True
        else:
            # Needed even without marks, to say where a key stood first.
            self.out.marks.keys[pointer] = (event.start_mark.line + 1, event.start_mark.column + 1)

    def scalar(self, event: ScalarEvent) -> None:
        self.check_properties(event)
        if event.style == '"' and (found := forbidden(event.value)):
            self.report("F010", event, character=found[2])  # written as an escape, such as \e
        if self.waits_for_key():
            self.take_key(event)
            return
        plain = event.style in (None, "")
        value = None if plain and event.value == "" else event.value
        if plain and value is not None:
            self.check_cut(event)
        self.add(event, value)

    def check_cut(self, event: Any) -> None:
        """« rue C #12 »: what follows `` #`` is a comment, and it rarely was meant as one."""
        line, column = event.end_mark.line, event.end_mark.column
        rest = self.lines[line][column:] if line < len(self.lines) else ""
        stripped = rest.lstrip()
        if rest != stripped and stripped.startswith("#") and stripped[1:2] not in ("", " ", "#", "!", "-"):
            self.report("Y013", event, cut=stripped.rstrip())

    def start(self, event: Any, value: list[Any] | dict[str, Any]) -> None:
        self.check_properties(event)
        if self.waits_for_key():
            self.report("Y008", event)
            raise _Stop
        if len(self.stack) >= MAX_DEPTH:
            self.report("Y007", event)
            raise _Stop
        self.stack.append(_Level(value, self.add(event, value)))

    def check_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self.report("Y004", event, name="&" + event.anchor)
        if event.tag is not None:
            self.report("Y005", event, name=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def handle(self, event: Any) -> None:
        if isinstance(event, ScalarEvent):
            self.scalar(event)
        elif isinstance(event, MappingStartEvent):
            self.start(event, {})
        elif isinstance(event, SequenceStartEvent):
            self.start(event, [])
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.stack.pop()
        elif isinstance(event, AliasEvent):
            self.report("Y004", event, name="*" + str(event.anchor))
            if self.waits_for_key():
                raise _Stop
            self.add(event, None)
        elif isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.report("Y006", event)
                raise _Stop


def parse(text: str, *, with_marks: bool = False) -> Parsed:
    """Read one YAML document from ``text`` (already decoded, ``\\n`` line ends). Never raises.

    The value is incomplete when a finding other than Y013 is returned.
    """
    builder = _Builder(text, with_marks)
    found = forbidden(text)
    if found:
        builder.out.findings.append(YamlFinding("F010", found[0], found[1], {"character": found[2]}))
        return builder.out
    loader = LOADER(text)
    try:
        while loader.check_event():
            builder.handle(loader.get_event())
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        builder.out.findings.append(YamlFinding(*explain(error, builder.lines)))
    except yaml.YAMLError:
        builder.out.findings.append(YamlFinding("Y001", 1, 1))
    finally:
        loader.dispose()
    return builder.out

"""One correction of one record, tried: kept only if the record then says the same and has fewer problems."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from registry.fix.names import meant_field
from registry.fix.places import Scalar, Scalars, scalars
from registry.fix.scalars import plain_or_quoted
from registry.fix.syntax import candidates, without_tabs
from registry.fix.values import Values
from registry.identity import identity
from registry.load.document import Document, Pointer
from registry.load.files import RecordFile
from registry.load.loader import read_document
from registry.load.yaml_events import Parsed, parse
from registry.problem import Finding
from registry.schema.kinds import Kind
from registry.validate.structure import Structure

_HARMLESS = frozenset({"Y013"})
_ACROSS = frozenset({"S028", "R001"})
"""Problems that a look at the record alone does not find."""
_PLAIN = frozenset({"S021", "S022"})
"""Problems of values that are no texts: quotes around them have no meaning."""


class _Read:
    """The text of a record, and what follows from it, found out once for all that is wrong with it."""

    def __init__(self, file: RecordFile, text: str, structure: Structure) -> None:
        self.file, self.text = file, text
        self.document, self.own = read_document(file, text)
        if not self.document.broken:
            self.own += structure.check(self.document, file.kind)

    @cached_property
    def raw(self) -> Any:
        """What its YAML holds, as typed."""
        return parse(self.document.header).value

    @cached_property
    def scalars(self) -> Scalars:
        """Where its values stand."""
        return scalars(self.document.header)


@dataclass
class Attempts:
    """Corrections for the records of a site."""

    structure: Structure
    values: Values
    _last: _Read | None = field(default=None, repr=False)

    def text(self, file: RecordFile, text: str, finding: Finding) -> str | None:
        """The whole text of ``file`` with ``finding`` mended, ``None`` where that is not certain."""
        read = self._read(file, text)
        document = read.document
        if not document.header:
            return None
        start = len(text.split("\n", 1)[0]) + 1 if file.kind.format == "markdown" else 0
        line = finding.line - document.header_line + 1
        broken = document.broken
        tries = self._syntax(document, file.kind, finding, line) if broken else self._data(read, finding, line)
        for header in tries:
            new = text[:start] + header + text[start + len(document.header) :]
            if broken or self._fewer(file, new, read.own, finding):
                return new
        return None

    def _read(self, file: RecordFile, text: str) -> _Read:
        if self._last is None or (self._last.file, self._last.text) != (file, text):
            self._last = _Read(file, text, self.structure)
        return self._last

    def _fewer(self, file: RecordFile, text: str, own: list[Finding], finding: Finding) -> bool:
        document, found = read_document(file, text)
        if document.broken:
            return False
        found += self.structure.check(document, file.kind)
        before, after = (Counter(map(identity, findings)) for findings in (own, found))
        return after <= before and (after != before or finding.code in _ACROSS)

    def _syntax(self, document: Document, kind: Kind, finding: Finding, line: int) -> Iterator[str]:
        header = document.header
        if finding.code == "Y002":
            readable = [text for text in without_tabs(header) if not _wrong(parse(text))]
            if readable and all(parse(text).value == parse(readable[0]).value for text in readable):
                yield readable[0]
            return
        before = _wrong(parse(header), line)
        if finding.code == "Y017":  # no line has a colon that counts: the first one is looked at first
            line = next(
                n for n, text in enumerate(header.split("\n"), start=1) if text.strip() and text.strip()[0] != "#"
            )
            before["Y017", line] += 1
        for candidate in candidates(header, line):
            lines = header.split("\n")
            lines[line - 1] = candidate.line
            new = "\n".join(lines)
            parsed = parse(new, with_marks=True)
            pointer = _scalar_at(parsed, (line, candidate.column), candidate.value)
            after = _wrong(parsed, line)
            if pointer and after <= before and after != before and self._takes_text(kind, pointer):
                yield new

    def _takes_text(self, kind: Kind, pointer: Pointer) -> bool:
        """Whether the field at ``pointer``, perhaps misspelt, holds a text, a number or an answer."""
        schema = kind.property_schema(pointer)
        if not schema and isinstance(pointer[-1], str):
            fields = kind.property_schema(pointer[:-1]).get("properties", {})
            schema = fields.get(meant_field(pointer[-1], fields, (), self.values.catalogue) or "", {})
        return schema.get("type") in ("string", "integer", "boolean")

    def _data(self, read: _Read, finding: Finding, line: int) -> Iterator[str]:
        header, kind, place = read.document.header, read.file.kind, (line, finding.column)
        raw, found = read.raw, read.scalars
        if finding.code == "S001":
            key = found.keys.get(place)
            parent = _at(raw, key.pointer[:-1]) if key else None
            if key and isinstance(parent, dict):
                fields = kind.property_schema(key.pointer[:-1]).get("properties", {})
                name = meant_field(key.value, fields, parent, self.values.catalogue)
                if name:
                    renamed = _with(
                        raw, key.pointer[:-1], {name if k == key.value else k: v for k, v in parent.items()}
                    )
                    yield from _same(header[: key.start] + name + header[key.end :], renamed)
            return
        span = found.values.get(place)
        if not span:
            return
        meant = self.values.repaired(finding.code, span.value, kind.property_schema(span.pointer))
        if meant is None or meant == span.value:
            return
        written = _written(header, span, meant, finding.code)
        if written:
            yield from _same(header[: span.start] + written + header[span.end :], _with(raw, span.pointer, meant))


def _written(header: str, span: Scalar, meant: str | list[str], code: str) -> str | None:
    """How ``meant`` is written in the place of ``span``."""
    if not span.one_line:
        block = header[span.start : span.end]
        sign = re.match(r"([|>])([1-9]?)\+?(?=[ \n])", block)
        return f"{sign[1]}{sign[2]}-{block[sign.end() :]}" if sign and span.value.rstrip("\n") == meant else None
    if isinstance(meant, list):
        return "[" + ", ".join(plain_or_quoted(item, flow=True) for item in meant) + "]"
    return plain_or_quoted(meant, flow=span.flow, style="" if code in _PLAIN else span.style)


def _same(header: str, expected: Any) -> Iterator[str]:
    """``header`` if it says exactly what is expected, in the same order."""
    parsed = parse(header)
    if not _wrong(parsed) and json.dumps(parsed.value) == json.dumps(expected):
        yield header


def _wrong(parsed: Parsed, up_to: int | None = None) -> Counter[tuple[str, int]]:
    """(code, line) of what keeps a text from being read, down to a line."""
    return Counter(
        (found.code, found.line)
        for found in parsed.findings
        if found.code not in _HARMLESS and (up_to is None or found.line <= up_to)
    )


def _scalar_at(parsed: Parsed, place: tuple[int, int], value: str) -> Pointer | None:
    """The pointer of the value that begins at ``place`` (line and column from 1), if it is ``value``."""
    for pointer, mark in parsed.marks.values.items():
        if mark == place and _at(parsed.value, pointer) == value:
            return pointer
    return None


def _at(value: Any, pointer: Pointer) -> Any:
    for step in pointer:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _with(value: Any, pointer: Pointer, new: Any) -> Any:
    """A copy of ``value`` with ``new`` at ``pointer``."""
    if not pointer:
        return new
    value = copy.copy(value)
    value[pointer[0]] = _with(value[pointer[0]], pointer[1:], new)
    return value

"""What of a record's file is other than in the version before, without reading all of it again.

A YAML text is cut where its top-level keys begin; a field whose lines are the same means the same. What cannot be cut
so (a list in braces, a text that goes on at the margin) is read as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from registry.cache.digests import of_text
from registry.load.coerce import coerce
from registry.load.files import RecordFile
from registry.load.front_matter import split
from registry.load.loader import MAX_BODY, Unreadable, read_document, text_of
from registry.load.yaml_events import parse
from registry.schema.kinds import Kind

_LINES = re.compile(r"(?m)^(?:([a-z][a-z0-9_]*):(?=[ \n]|\Z).*|[ #-].*|)$")
_ONLY_WARNING = {"Y013"}
Lines = dict[str, str]
"""Field → its lines, its own key included; ``""`` has what stands above the first."""


@dataclass(frozen=True)
class Version:
    """A version of a record that could be read: what its file says, and the lines that say it (``None``: uncut);
    ``digest`` is of its text."""

    path: str
    kind: str
    id: str
    data: dict[str, Any] = field(repr=False)
    body: str | None = field(repr=False, default=None)
    lines: Lines | None = field(repr=False, default=None)
    digest: bytes = field(repr=False, default=b"")
    broken: bool = False

    @property
    def hidden(self) -> bool:
        """An example or a draft."""
        return self.data.get("example") is True or self.data.get("draft") is True

    def only(self, names: frozenset[str] | set[str]) -> Version:
        """The same with some fields alone."""
        data = {name: self.data[name] for name in names if name in self.data}
        return Version(self.path, self.kind, self.id, data, self.body)


def text(content: bytes | None) -> str | None:
    """The text of a file; ``None`` of what no record can be."""
    try:
        return text_of(content) if content is not None else None
    except Unreadable:
        return None


def version(file: RecordFile, text: str, known: Version | None = None) -> Version | None:
    """What a text says; ``None`` if it cannot be read. ``known`` is the version before, whose fields are taken over."""
    header, body = text, None
    if file.kind.format == "markdown":
        parts = split(text)
        header, body = parts.header, parts.body
        if parts.code or len(body) > MAX_BODY:
            return None
    lines = cut(header)
    if known is not None and known.lines is not None and lines is not None:
        data = _taken_over(file.kind, lines, known)
        if data is not None:
            return Version(file.path, file.kind.name, file.id, data, body, lines, of_text(text))
    document, _ = read_document(file, text)
    if document.broken:
        return None
    return Version(file.path, file.kind.name, file.id, document.data, document.body, lines, of_text(text))


def as_read(file: RecordFile, text: str, data: dict[str, Any]) -> Version:
    """What a text says whose ``data`` is known."""
    header, body = text, None
    if file.kind.format == "markdown":
        parts = split(text)
        header, body = parts.header, parts.body
    return Version(file.path, file.kind.name, file.id, data, body, cut(header), of_text(text))


def cut(header: str) -> Lines | None:
    """The lines of each field; ``None`` of what is not plainly one field below the other."""
    found: Lines = {}
    name = ""
    kept: list[str] = []
    for line in header.split("\n"):
        match = _LINES.fullmatch(line)
        if match is None:
            return None
        if match[1]:
            found[name] = "\n".join(kept)
            name, kept = match[1], []
            if name in found:
                return None
        elif not name and line.strip(" ")[:1] not in ("", "#"):
            return None
        kept.append(line)
    found[name] = "\n".join(kept)
    return found if name else None


def differing(old: Lines, new: Lines) -> set[str]:
    """The fields whose lines are not the same."""
    return {name for name in {*old, *new} if name and old.get(name) != new.get(name)}


def _taken_over(kind: Kind, lines: Lines, known: Version) -> dict[str, Any] | None:
    assert known.lines is not None
    names = differing(known.lines, lines)
    if not names.issubset(kind.schema["properties"]):
        return None
    parsed = parse("\n".join(lines[name] for name in lines if name in names))
    value = parsed.value if parsed.value is not None else {}
    if any(found.code not in _ONLY_WARNING for found in parsed.findings) or not isinstance(value, dict):
        return None
    if not names.issuperset(value):
        return None
    kept = {name: item for name, item in known.data.items() if name not in names}
    return {**kept, **coerce(value, kind.schema)}

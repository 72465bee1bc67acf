"""Put the fields of a record in the order of its schema, each with the remarks above it."""

from __future__ import annotations

import re

from registry.load.document import Document
from registry.load.files import RecordFile
from registry.load.loader import read_document
from registry.load.yaml_events import parse

_FIELD = re.compile(r"\A([A-Za-z_][\w-]*) *:(?:[ \t]|\Z)")


def in_order(file: RecordFile, text: str) -> str | None:
    """The text of ``file`` with its fields of the first level in order; ``None`` if that cannot be done safely.

    Remarks and blank lines above a field go with it; those above the first field stay first if a blank line
    parts them from it.
    """
    document, findings = read_document(file, text)
    if findings or document.broken:
        return None
    blocks = _blocks(document)
    if blocks is None:
        return None
    top, fields = blocks
    rank = {name: number for number, name in enumerate(file.kind.schema["properties"])}
    ordered = sorted(fields, key=lambda field: rank.get(field[0], len(rank)))
    end = document.header[len(document.header.rstrip("\n")) :]
    header = "\n".join([*top, *(line for _, lines in ordered for line in lines)]) + end
    before, after = parse(document.header), parse(header)
    if after.findings or before.value != after.value:
        return None
    start = len(text.split("\n", 1)[0]) + 1 if file.kind.format == "markdown" else 0
    return text[:start] + header + text[start + len(document.header) :]


def _blocks(document: Document) -> tuple[list[str], list[tuple[str, list[str]]]] | None:
    """The lines at the top, and (name, lines) of each field of the first level."""
    starts = {mark[0]: pointer[0] for pointer, mark in document.marks.keys.items() if len(pointer) == 1}
    top: list[str] = []
    fields: list[tuple[str, list[str]]] = []
    waiting: list[str] = []
    for number, line in enumerate(document.header.rstrip("\n").split("\n"), start=1):
        if number in starts:
            if not _FIELD.match(line) and not line.startswith(("'", '"')):
                return None
            if not fields:
                cut = max((index for index, above in enumerate(waiting, start=1) if not above.strip()), default=0)
                top, waiting = waiting[:cut], waiting[cut:]
            fields.append((str(starts[number]), [*waiting, line]))
            waiting = []
        elif fields and line.startswith((" ", "-")) and line.strip():
            fields[-1][1].extend([*waiting, line])
            waiting = []
        else:
            waiting.append(line)
    if not fields:
        return None
    fields[-1][1].extend(waiting)
    return top, fields

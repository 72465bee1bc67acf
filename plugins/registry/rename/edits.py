"""Which characters of a site's files change with a record's id: ids, addresses in links, redirections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from registry.fix.places import scalars
from registry.fix.scalars import plain_or_quoted
from registry.load.document import Document
from registry.load.spans import spans
from registry.schema.kinds import Kind

Edit = tuple[int, int, str]
"""From, to and new text, in characters of the file."""

Moved = tuple[str, str]
"""The old and the new address of a page."""


def apply(text: str, edits: list[Edit]) -> str:
    """``text`` with all edits made; they do not overlap."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def reference_edits(document: Document, text: str, kind: Kind, target: str, ids: tuple[str, str]) -> list[Edit]:
    """Where a document names the record of kind ``target`` that has the first of ``ids``."""
    pointers = {
        pointer
        for place, pointer, value in document.references
        if (kind.references[place][1], value) == (target, ids[0])
    }
    if not pointers:
        return []
    before = _line_start(text, document.header_line)
    return [
        (before + found.start, before + found.end, plain_or_quoted(ids[1], flow=found.flow, style=found.style))
        for found in scalars(document.header).values.values()
        if found.pointer in pointers and found.one_line
    ]


def link_edits(document: Document, text: str, moved: Moved) -> list[Edit]:
    """Where the texts of a document link to the old address of a page, with or without an anchor."""
    return [(start, start + len(moved[0]), moved[1]) for start in sorted(set(_links(document, text, moved[0])))]


def _links(document: Document, text: str, old: str) -> Iterator[int]:
    lines = text.split("\n")
    fields = []
    for outline in document.outlines:
        to_old = [link for link in outline.links if not link.is_image and link.target.partition("#")[0] == old]
        if outline.pointer is not None:
            fields += [outline.pointer] if to_old else []
            continue
        for link in to_old:
            number = document.body_line + link.line - 1
            column = link.column - 1
            if number <= len(lines) and lines[number - 1].startswith(old, column):
                yield _line_start(text, number) + column
    if not fields:
        return
    # In a field no place is known within the value: the address stands where a link's target can begin.
    before = _line_start(text, document.header_line)
    target = re.compile(rf"(?:\]\(\s*<?|\]:\s*<?){re.escape(old)}(?=[#)>\s])")
    for scalar in scalars(document.header).values.values():
        if scalar.pointer in fields:
            for found in target.finditer(document.header, scalar.start, scalar.end):
                yield before + found.end() - len(old)


def _line_start(text: str, line: int) -> int:
    """Where a 1-based line begins."""
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start


def redirected(text: str | None, moved: Moved) -> str | None:
    """The text of the file of redirections with one more, from the old address to the new one.

    Those that led to the old address lead to the new one, and one that began at the new address, which is a page
    again, goes. ``None`` if the list is not written one entry a line.
    """
    old, new = moved
    entry = f"- from: {old}\n{{indent}}  to: {new}\n"
    if text is None:
        return "redirects:\n  " + entry.format(indent="  ")
    wide = text.encode("utf-16-le")
    root = spans(text)
    found = next((e["value"] for e in (root or {}).get("entries", ()) if e["key"] == "redirects"), None)
    if found is None or found["style"] != "list":
        return None

    def place(units: int) -> int:
        return len(wide[: 2 * units].decode("utf-16-le"))

    table = {scalar.pointer: scalar for scalar in scalars(text).values.values()}
    edits: list[Edit] = []
    for number, item in enumerate(found["entries"]):
        source, target = (table.get(("redirects", number, name)) for name in ("from", "to"))
        if source and source.value == new:
            start = place(item["from"])
            line = text.rfind("\n", 0, start) + 1
            edits.append((start if text[line:start].strip() else line, place(item["to"]), ""))
        elif target and target.value == old and target.one_line:
            edits.append((target.start, target.end, plain_or_quoted(new, flow=target.flow, style=target.style)))
    indent = " " * found["indent"]
    end = place(found["to"])
    newline = "" if text[:end].endswith("\n") else "\n"
    edits.append((end, end, newline + indent + entry.format(indent=indent)))
    return apply(text, edits)

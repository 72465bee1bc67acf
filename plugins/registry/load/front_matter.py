"""Split a Markdown file into its YAML header (front matter) and its body, with correct lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Split:
    """``header`` and ``body`` with the 1-based lines they begin at; ``code`` names what is wrong."""

    header: str
    header_line: int
    body: str
    body_line: int
    code: str | None = None
    line: int = 1


def split(text: str) -> Split:
    """The header stands between a first line ``---`` and the next line ``---``.

    Codes: Y011 when the file does not begin with ``---``, Y012 when the header is not closed.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return Split("", 1, text, 1, "Y011")
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == "---":
            header = "\n".join(lines[1 : number - 1])
            return Split(header, 2, "\n".join(lines[number:]), number + 1)
    return Split("\n".join(lines[1:]), 2, "", len(lines), "Y012")

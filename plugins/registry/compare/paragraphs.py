"""A long text as the paragraphs that a reader sees, whatever the width at which it was typed.

A heading, an item of a list, a row of a table and a block of code each count as one. This does not parse
Markdown: it only knows which line breaks matter.
"""

from __future__ import annotations

import re
import unicodedata

_FENCE = re.compile(r"\A {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"\A[ \t]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|\Z)")
_ALONE = re.compile(r"\A {0,3}(?:#{1,6}(?:\s|\Z)|\||(?:=+|-+)\s*\Z|\[[^\]]+\]:)")
"""Lines that neither continue what stands above nor are continued below."""
_STARTS = re.compile(r"\A {0,3}(?:>|[:!]\s|<)")
_CODE = re.compile(r"\A(?: {4}|\t)")
_MARKER = re.compile(r"\A[ \t]*(?:#{1,6}|[-*+]|[0-9]{1,9}[.)]|>)[ \t]+")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_EMPHASIS = re.compile(r"(\*\*|\*|`|(?<!\w)_)(?=\S)([^*`_]+)(?<=\S)\1")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of ``text``, each on one line; code keeps its lines, an item of a list its indentation."""
    found: list[str] = []
    fence, open_ = "", False
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            found[-1] += "\n" + line.rstrip()
            if mark and mark[1].startswith(fence) and not line.strip(" `~"):
                fence, open_ = "", False
        elif mark:
            found.append(line.rstrip())
            fence = mark[1]
        elif not line.strip():
            open_ = False
        elif _ALONE.match(line):
            found.append(_tidy(line))
            open_ = False
        elif _ITEM.match(line) or _STARTS.match(line) or not open_:
            found.append(line.rstrip() if _CODE.match(line) and not _ITEM.match(line) else _tidy(line))
            open_ = not _hard_break(line)
        else:
            found[-1] += " " + " ".join(line.split())
            open_ = not _hard_break(line)
    return found


def reading(paragraph: str) -> str:
    """What two paragraphs have in common if and only if they read the same."""
    text = unicodedata.normalize("NFC", paragraph).replace("’", "'")
    if "\n" in text or _FENCE.match(text) or (_CODE.match(text) and not _ITEM.match(text)):
        return text
    return _tidy(text)


def bare(paragraph: str) -> str:
    """The words of a paragraph without the commonest marks of Markdown: links, emphasis, headings, list items."""
    text = _MARKER.sub("", paragraph)
    text = _LINK.sub(r"\1", text)
    return _EMPHASIS.sub(r"\2", text)


def _tidy(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())] if _ITEM.match(line) else ""
    return indent.expandtabs(4) + " ".join(line.split())


def _hard_break(line: str) -> bool:
    return line.endswith(("  ", "\\"))

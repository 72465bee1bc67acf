"""What a line that YAML cannot read certainly says: candidates, which are tried one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from registry.fix.scalars import quoted

_FIELD = re.compile(r"\A(?P<lead> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*)(?P<colon> *:[ \t]+)(?P<rest>\S.*?)[ \t]*\Z")
_ENTRY = re.compile(r"\A(?P<lead> *(?:- +)+)(?P<key>)(?P<colon>)(?P<rest>\S.*?)[ \t]*\Z")
_GLUED = re.compile(r"\A(?P<lead> *(?:- +)*)(?P<key>[a-z_]+):(?P<rest>[^\s:/].*?)[ \t]*\Z")
_TABS = re.compile(r"^[ \t]*\t[ \t]*(?=\S)", re.MULTILINE)
_ESCAPE = re.compile(r"\\[0abtnvfre \"/\\N_LP\n]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}")


@dataclass(frozen=True)
class Candidate:
    """A line of the text written as ``line``, so that ``value`` begins at ``column`` (from 1)."""

    line: str
    column: int
    value: str


def candidates(text: str, number: int) -> Iterator[Candidate]:
    """Readings of line ``number`` (from 1) of a YAML text, the likeliest first.

    There is none if the value may go on below, if it may end with a comment, or if YAML's own signs may be meant.
    """
    lines = text.split("\n")
    if not 1 <= number <= len(lines):
        return
    line = lines[number - 1]
    found = _FIELD.match(line) or _ENTRY.match(line)
    if found and not _goes_on(lines, number, found):
        rest = found["rest"]
        for value, written in _readings(rest, text):
            yield Candidate(line[: found.start("rest")] + written, found.start("rest") + 1, value)
    glued = _GLUED.match(line)
    if glued and not _goes_on(lines, number, glued):
        rest = glued["rest"]
        if " #" not in rest and ": " not in rest and rest[0] not in "[]{}\"'&*!|>%@`#,?-":
            yield Candidate(f"{line[: glued.start('rest')]} {rest}", glued.start("rest") + 2, rest)


def _readings(rest: str, text: str) -> Iterator[tuple[str, str]]:
    """(value, how to write it) of what stands behind the colon."""
    if re.search(r"\s#", rest):
        return
    first, last = rest[0], rest[-1]
    if first not in "\"'":
        if not (first in "&*" and _is_anchor(rest, text)) and not rest.startswith("!!"):
            yield rest, quoted(rest)
        return
    inner = rest[1:-1] if len(rest) > 1 and last == first else None
    if inner is not None and first == "'" and "'" in inner and "''" not in inner:
        yield inner, quoted(inner)
    if inner is not None and first == '"' and '"' in inner and "\\" not in inner:
        yield inner, quoted(inner)
    if inner is not None and first == '"' and "\\" in inner and '"' not in inner and not _ESCAPE.search(inner):
        yield inner, quoted(inner)
    if inner is None and rest.count(first) == 2 and "\\" not in rest:
        yield rest, quoted(rest)
    if inner is None and first == '"' and rest.count('"') == 1 and "\\" not in rest and rest[1:].strip():
        yield rest[1:], f"{rest}{first}"


def _is_anchor(rest: str, text: str) -> bool:
    """Whether an anchor is really used: who writes both ``&name`` and ``*name`` knows YAML."""
    name = re.escape(rest[1:].split()[0]) if rest[1:].split() else ""
    return bool(name) and all(re.search(rf"(?<!\S)[{sign}]{name}(?!\S)", text) for sign in "&*")


def _goes_on(lines: list[str], number: int, found: re.Match[str]) -> bool:
    """Whether the line below may belong to the value: it is indented more than the field."""
    below = next((line for line in lines[number:] if line.strip()), "")
    indent = len(below) - len(below.lstrip())
    return indent > len(found["lead"]) and not below.lstrip().startswith("#")


def without_tabs(text: str) -> list[str]:
    """The text with each tab at the beginning of a line as two, four and eight spaces."""
    return [_TABS.sub(partial(_spaces, width=width), text) for width in (2, 4, 8)]


def _spaces(tabs: re.Match[str], width: int) -> str:
    return tabs[0].replace("\t", " " * width)

"""What libyaml and PyYAML say of a syntax error, told as the mistake that usually causes it."""

from __future__ import annotations

import re
from typing import Any

_PATTERNS: tuple[tuple[str, str], ...] = (
    (r"nesting depth", "Y007"),
    (r"tab character", "Y002"),
    (r"escape|hexdecimal", "Y020"),
    (r"mapping values are not allowed", "Y009"),
    (r"quoted scalar|found unexpected end of stream", "Y010"),
    (r"could not find expected ':'", "Y014"),
    (r"parsing a flow node|flow (?:sequence|mapping)|',' or", "Y016"),
    (r"cannot start any token|are not allowed in this context|block node|block scalar|directive", "Y018"),
    (r"scanning an (?:anchor|alias)", "Y018"),
    (r"block (?:mapping|collection)|block end|indentation|document start", "Y015"),
    (r"tag", "Y005"),
)
"""Code by what the error says; the first that fits."""


def explain(error: Any, lines: list[str]) -> tuple[str, int, int, dict[str, object]]:
    """(code, line, column, params) for a ``yaml.MarkedYAMLError`` on the given source lines."""
    text = f"{error.context or ''} | {error.problem or ''}"
    line, column = _place(error.problem_mark or error.context_mark, lines)
    source = lines[line - 1]
    if re.match(r" *\t", source):
        return "Y002", line, source.index("\t") + 1, {}
    code = next((code for pattern, code in _PATTERNS if re.search(pattern, text)), "Y001")
    if code == "Y009" and (before := _line_without_colon(lines, line, column)):
        return "Y014", before, 1, {}
    if code == "Y009" and (key := re.fullmatch(r"( +)[A-Za-z_-]+", lines[line - 1][: column - 1])):
        # A field further in than its neighbours: the parser took it for more of the value above.
        return "Y015", line, len(key[1]) + 1, {}
    if code == "Y015":
        return _structure(lines, line, column), line, column, {}
    if code in ("Y005", "Y010", "Y014", "Y016", "Y018") and error.context_mark:
        # Where it begins helps more than where the reading ended.
        begin = _place(error.context_mark, lines)
        if code != "Y016" or begin[0] != line:
            line, column = begin
    here = lines[line - 1][column - 1 :]
    params = {"Y005": {"name": here.split(" ")[0]}, "Y018": {"character": here[:1]}}
    return code, line, column, dict(params.get(code, {}))


def _place(mark: Any, lines: list[str]) -> tuple[int, int]:
    """1-based (line, column) of a mark; the end of the text is the end of its last line that holds something."""
    if mark is None:
        return 1, 1
    if mark.line < len(lines):
        return mark.line + 1, mark.column + 1
    last = max((number for number, line in enumerate(lines, start=1) if line.strip()), default=1)
    return last, len(lines[last - 1]) + 1


def _structure(lines: list[str], line: int, column: int) -> str:
    """Why no field or entry can stand here."""
    source = lines[line - 1]
    before, here = source[: column - 1].rstrip(), source[column - 1 : column]
    if re.search(r"[^\s-].*[\"']\Z", before) or re.match(r"[\"']", before):
        return "Y019"
    if here in ("]", "}"):
        return "Y016"
    if here == ":":
        return "Y001"
    if any(above.rstrip() == "..." for above in lines[: line - 1]):
        return "Y006"
    return "Y015"


def _line_without_colon(lines: list[str], line: int, column: int) -> int | None:
    """The line above a well-formed « name: », when it is what the parser took for the name's beginning."""
    if not 1 < line <= len(lines) or not re.fullmatch(r" *[A-Za-z_-]+", lines[line - 1][: column - 1]):
        return None
    above = line - 1
    while above > 1 and not lines[above - 1].strip():
        above -= 1
    return above if not re.search(r":(?: |$)", lines[above - 1]) else None

"""What libyaml and PyYAML say of a syntax error, told as the mistake that usually causes it."""

from __future__ import annotations

import re
from typing import Any

_PATTERNS: tuple[tuple[str, str], ...] = (
    (r"cannot start any token|tab character", "Y002"),
    (r"mapping values are not allowed", "Y009"),
    (r"quoted scalar|found unexpected end of stream", "Y010"),
    (r"could not find expected ':'", "Y014"),
    (r"block (?:mapping|collection)|block end|indentation|expected <block end>", "Y015"),
    (r"anchor|alias", "Y004"),
    (r"tag", "Y005"),
    (r"flow (?:sequence|mapping)|',' or", "Y016"),
)


def _is_tab(lines: list[str], line: int) -> bool:
    return 0 < line <= len(lines) and bool(re.match(r" *\t", lines[line - 1]))


def _line_without_colon(lines: list[str], line: int, column: int) -> int | None:
    """The line above a well-formed « name: », when it is what the parser took for the name's beginning."""
    if not 1 < line <= len(lines) or not re.fullmatch(r" *[A-Za-z_-]+", lines[line - 1][: column - 1]):
        return None
    above = line - 1
    while above > 1 and not lines[above - 1].strip():
        above -= 1
    return above if not re.search(r":(?: |$)", lines[above - 1]) else None


def explain(error: Any, lines: list[str]) -> tuple[str, int, int, dict[str, object]]:
    """(code, line, column, params) for a ``yaml.MarkedYAMLError`` on the given source lines."""
    text = f"{error.context or ''} | {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    line = min(mark.line + 1, max(len(lines), 1)) if mark else 1
    column = mark.column + 1 if mark else 1
    if _is_tab(lines, line):
        return "Y002", line, lines[line - 1].index("\t") + 1, {}
    code = next((code for pattern, code in _PATTERNS if re.search(pattern, text)), "Y001")
    if code == "Y009" and (before := _line_without_colon(lines, line, column)):
        return "Y014", before, 1, {}
    if code == "Y010" and error.context_mark:
        # The place where the quote was opened helps more than the end of the file.
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
    return code, line, column, {"name": ""} if code in ("Y004", "Y005") else {}

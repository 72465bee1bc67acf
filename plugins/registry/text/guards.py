"""Cheap bounds, checked before a text is converted: what would keep python-markdown busy is refused.

Its cost was measured on 100 kB of one sign or a few repeated. Quadratic are: brackets, and parentheses after
them, that are left open (each is searched to the end of its paragraph, several times); backticks in runs of many
lengths; headings, rules and definitions in one block (each cuts it in two, and what follows is read again);
quotes within quotes, and lists within lists, level by level. The sums below are what those readings come to, in
characters; ordinary texts of the largest size stay far under them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from registry.markers import N_

__all__ = ["MAX_BODY", "MarkdownError", "check", "tick_runs"]

MAX_BODY = 100_000
"""The longest text that is converted, in characters."""
_MAX_STEPS = 1_000_000
_MAX_DEPTH = 20
_DEEP_QUOTE = re.compile(rf"\n(?:[ \t]*>){{{_MAX_DEPTH + 1}}}")
_DEEP_LIST = re.compile(rf"\n(?:[ \t]*(?:[-*+]|[0-9]{{1,9}}\.)[ \t]){{{_MAX_DEPTH + 1}}}")
_DEEP_INDENT = re.compile(rf"\n(?: {{4}}|\t){{{_MAX_DEPTH + 1}}}")
_CUT = re.compile(r"^[ \t>]*(?:#|(?:[-_*][ ]*){3,}$|[-=]+[ ]*$|\[[^\[\]\n]*\]:|:[ ])", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t>]*\n")
_MAX_CUT = 10_000_000
_BRACKET = re.compile(r"[\[\]]")
_TARGET = re.compile(r"\]\(")
_PLAIN_TARGET = re.compile(r"\]\([^()\"'\n]*+\)")
_TICKS = re.compile(r"`+")
_ITEM = r"[ \t]*(?:[-*+:]|[0-9]+\.)[ ]"
_STARTS_LIST = re.compile(_ITEM)
_NEXT_ITEM = re.compile(rf"\n(?={_ITEM})|\n(?=#)")
_STARTS_TABLE = re.compile(r"[^\n]*+\n[ |:-]*-[ |:-]*+(?:\n|\Z)")
_NEXT_ROW = re.compile(r"\n")
_MAX_CELLS = 10_000
"""Cells of all tables: python-markdown makes one for each column in each row, were the row only « | »."""
_NEXT_HEADING = re.compile(r"\n(?=#)")


class MarkdownError(ValueError):
    """A text that cannot be converted: its text says why, an English message for the catalogue.

    `line` is where the trouble is, from 1, or None where it is the whole text.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def check(text: str) -> None:
    """Raise MarkdownError for a text that would take too long to convert. Linear in its length."""
    if len(text) > MAX_BODY:
        raise MarkdownError(N_("it is too long (more than 100,000 characters)"))
    lines = "\n" + text
    for pattern in (_DEEP_QUOTE, _DEEP_LIST, _DEEP_INDENT):
        found = pattern.search(lines)
        if found:
            raise MarkdownError(N_("quotes, lists or indents are nested too deeply"), _line(text, found.start()))
    # The sums are at most the number of signs times the length, which is enough to pass nearly every text.
    if lines.count("\n") * len(text) > _MAX_CUT:
        _check_cuts(text)
    brackets = text.count("[") + text.count("](")
    cells = (text.count("|") + 1) * text.count("\n")
    if brackets * len(text) > _MAX_STEPS or text.count("`") * len(text) > _MAX_CUT or cells > _MAX_CELLS:
        _check_inline(text)


def _check_cuts(text: str) -> None:
    cuts = 0
    for start, end in _between(_BLANK, text, 0, len(text)):
        cuts += sum(end - found.start() for found in _CUT.finditer(text, start, end))
        if cuts > _MAX_CUT:
            raise MarkdownError(
                N_("too many headings or rules follow each other without a blank line"), _line(text, start)
            )


def _check_inline(text: str) -> None:
    steps = ticks = 0
    for start, end in _inline_texts(text):
        steps += _open_brackets(text, start, end) + _open_targets(text, start, end)
        if steps > _MAX_STEPS:
            raise MarkdownError(N_("too many brackets are left open"), _line(text, start))
        ticks += _unlike_ticks(text, start, end)
        if ticks > _MAX_CUT:
            raise MarkdownError(N_("too many backticks are left open"), _line(text, start))


def _inline_texts(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that inline elements are searched in: paragraphs, items of lists, rows of tables."""
    cells = 0
    for start, end in _between(_BLANK, text, 0, len(text)):
        if _STARTS_LIST.match(text, start):
            separator = _NEXT_ITEM
        elif _STARTS_TABLE.match(text, start):
            cells += (text.count("|", start, text.index("\n", start)) + 1) * text.count("\n", start, end)
            if cells > _MAX_CELLS:
                raise MarkdownError(N_("a table has too many cells"), _line(text, start))
            separator = _NEXT_ROW
        else:
            separator = _NEXT_HEADING
        yield from _between(separator, text, start, end)


def _between(separator: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in separator.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def _open_brackets(text: str, start: int, end: int) -> int:
    """How far the search for the `]` of each `[` goes, summed."""
    steps = 0
    opened: list[int] = []
    for found in _BRACKET.finditer(text, start, end):
        if found[0] == "[":
            opened.append(found.start())
        elif opened:
            steps += found.start() - opened.pop()
    return steps + sum(end - place for place in opened)


def _open_targets(text: str, start: int, end: int) -> int:
    """How far the search for the `)` of each `](` goes, at most, summed; a plain target costs nothing."""
    return sum(
        end - found.start()
        for found in _TARGET.finditer(text, start, end)
        if not _PLAIN_TARGET.match(text, found.start(), end)
    )


def tick_runs(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Each run of backticks: where the backslashes before it begin, where it begins and where it ends.

    An odd number of backslashes takes the first backtick away.
    """
    for found in _TICKS.finditer(text, start, end):
        begin = found.start()
        while begin > start and text[begin - 1] == "\\":
            begin -= 1
        yield begin, found.start(), found.end()


def _unlike_ticks(text: str, start: int, end: int) -> int:
    """How far the search for the end of each run of backticks goes, summed."""
    next_of_length: dict[int, int] = {}
    steps = 0
    for begin, first, last in reversed(list(tick_runs(text, start, end))):
        length = last - first
        steps += next_of_length.get(length - (first - begin) % 2, end) - begin
        next_of_length[length] = begin
    return steps


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1

"""Cheap bounds, checked before a text is converted: what would keep python-markdown busy is refused.

Its cost was measured on 100 kB of one sign repeated. Quadratic are: brackets, and parentheses after them, that
are left open (each is searched to the end of its paragraph, several times); backticks in runs of many lengths;
quotes within quotes, and lists within lists, level by level. The sums below are what those searches come to, in
characters; ordinary texts of the largest size stay a hundred times under them.
"""

from __future__ import annotations

import re

from registry.markers import N_

__all__ = ["MAX_BODY", "MarkdownError", "check"]

MAX_BODY = 100_000
"""The longest text that is converted, in characters."""
_MAX_STEPS = 1_000_000
_MAX_DEPTH = 20
_BLOCK = re.compile(r"\n[ \t]*(?:\n|(?=[-*+>#|] ?|[0-9]+\.))")
_DEEP_QUOTE = re.compile(rf"^(?:[ \t]*>){{{_MAX_DEPTH + 1}}}", re.MULTILINE)
_DEEP_LIST = re.compile(rf"^(?:[ \t]*(?:[-*+]|[0-9]{{1,9}}\.)[ \t]){{{_MAX_DEPTH + 1}}}", re.MULTILINE)
_DEEP_INDENT = re.compile(rf"^(?: {{4}}|\t){{{_MAX_DEPTH + 1}}}", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]]")
_TARGET = re.compile(r"\]\(")
_PLAIN_TARGET = re.compile(r"\]\([^()\"'\n]*+\)")
_TICKS = re.compile(r"`+")


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
    for pattern in (_DEEP_QUOTE, _DEEP_LIST, _DEEP_INDENT):
        found = pattern.search(text)
        if found:
            raise MarkdownError(N_("quotes, lists or indents are nested too deeply"), _line(text, found.start()))
    steps = 0
    for start, end in _blocks(text):
        steps += _open_brackets(text, start, end) + _open_targets(text, start, end)
        if steps > _MAX_STEPS:
            raise MarkdownError(N_("too many brackets are left open"), _line(text, start))
        steps += _unlike_ticks(text, start, end)
        if steps > _MAX_STEPS:
            raise MarkdownError(N_("too many backticks are left open"), _line(text, start))


def _blocks(text: str) -> list[tuple[int, int]]:
    cuts = [found.end() for found in _BLOCK.finditer(text)]
    return list(zip([0, *cuts], [*cuts, len(text)], strict=True))


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


def _unlike_ticks(text: str, start: int, end: int) -> int:
    """How far the search for the end of each run of backticks goes, at most, summed."""
    runs = [(len(found[0]), found.start()) for found in _TICKS.finditer(text, start, end)]
    next_of_length: dict[int, int] = {}
    steps = 0
    for length, place in reversed(runs):
        steps += next_of_length.get(length, end) - place
        next_of_length[length] = place
    return steps


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1

"""Where the links and images of a text stand in its source, which python-markdown does not tell.

The n-th link to a target is the n-th place, outside code, where that target is written in a link; a link by
reference stands where its target is defined. One that is written in a way not known here stands where its words
do, or else at the beginning of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from registry.text.guards import tick_runs
from registry.text.parser import FENCE
from registry.text.prose import Found
from registry.text.sanitise import decode_entities

__all__ = ["Link", "locate"]

# Each alternative begins with its sign, so that the search leaps to them; the groups, empty, tell which it is.
_PLACE = re.compile(
    r"\\.| (?<=^ ) {0,2}\[[^\]\n]*+\]:\s*(?P<indented>)|\[(?<=^\[)[^\]\n]*+\]:\s*(?P<definition>)|\[(?P<opening>)"
    r"|\]\(\s*(?P<inline>)|\](?P<closing>)|<(?:mailto:)?(?=[^\s<>]*+>)(?P<pointed>)",
    re.MULTILINE,
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")
_BLOCK_END = re.compile(r"\n[ \t]*\n")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+:]|[0-9]+\.) ")
_LINE_END = re.compile(r"\n")
_MAX_TARGET = 2_000


class Link(NamedTuple):
    """A link or image: its `target` as typed, where that stands (`line` and `column` from 1), its words."""

    target: str
    line: int
    column: int
    text: str
    is_image: bool


def locate(source: str, found: Iterable[Found]) -> Iterator[Link]:
    """Each of `found`, in document order, with its place in `source`."""
    found = list(found)
    if not found:
        return
    inline: dict[str, list[int]] = defaultdict(list)
    defined: dict[str, int] = {}
    for place, target, is_definition in _places(source):
        if is_definition:
            defined.setdefault(target, place)
        else:
            inline[target].append(place)
    lines = [0, *(end.end() for end in _LINE_END.finditer(source))]
    used: dict[str, int] = defaultdict(int)
    for target, text, is_image in found:
        key = (target.split(maxsplit=1) or [""])[0]
        places = inline.get(key, [])
        nth = used[key]
        used[key] += 1
        if nth < len(places):
            place = places[nth]
        else:
            place = defined.get(key, places[-1] if places else max(source.find(text), 0))
        line = bisect_right(lines, place)
        yield Link(target, line, place - lines[line - 1] + 1, text, is_image)


def _places(source: str) -> Iterator[tuple[int, str, bool]]:
    """Every place outside code where a target is written, with its first word."""
    code = _code(source)
    opened = 0
    for found in _PLACE.finditer(source):
        how = found.lastgroup
        if how is None or code[found.start()]:
            continue
        if how == "opening":
            opened += 1
        elif how == "closing" or (how == "inline" and not opened):
            opened = max(opened - 1, 0)
        else:
            opened -= how == "inline"
            is_definition = how in ("definition", "indented")
            place, target = _target(source, found.end(), how == "pointed")
            if how == "pointed" and "@" in target and ":" not in target:
                target = f"mailto:{target}"
            yield place, decode_entities(_ESCAPE.sub(r"\1", target)), is_definition


def _target(source: str, start: int, pointed: bool) -> tuple[int, str]:
    if not pointed and source.startswith("<", start):
        start, pointed = start + 1, True
    depth = 0
    end = start
    for end in range(start, min(len(source), start + _MAX_TARGET)):
        char = source[end]
        depth += (char == "(") - (char == ")")
        if char in " \t\n" or (char == ">" and pointed) or (depth < 0 and not pointed):
            return start, source[start:end]
    return start, source[start : end + 1]


def _code(source: str) -> bytearray:
    """1 for each character in code: fenced, indented (not in a list), or between backticks."""
    marks = bytearray(len(source) + 1)
    if any(sign in source for sign in ("```", "~~~", "    ", "\t")):
        _mark_lines(source, marks)
    if "`" in source:
        _mark_spans(source, marks)
    return marks


def _mark_lines(source: str, marks: bytearray) -> None:
    at = 0
    fence = ""
    blank, in_list, indented = True, False, False
    for line in source.split("\n"):
        end = at + len(line)
        found = FENCE.match(line)
        is_blank = not line.strip()
        if fence:
            marks[at:end] = b"\1" * len(line)
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif found:
            fence = found[1]
            marks[at:end] = b"\1" * len(line)
        elif line.startswith(("    ", "\t")):
            indented = (blank or indented) and not in_list
            if indented:
                marks[at:end] = b"\1" * len(line)
        elif not is_blank:
            in_list, indented = bool(_LIST_ITEM.match(line)) or (in_list and not blank), False
        blank = is_blank
        at = end + 1


def _mark_spans(source: str, marks: bytearray) -> None:
    """Marks what stands between two runs of as many backticks in one block, from left to right."""
    ends = [found.start() for found in _BLOCK_END.finditer(source)]
    runs = [run for run in tick_runs(source, 0, len(source)) if not marks[run[1]]]
    blocks = [bisect_right(ends, begin) for begin, _, _ in runs]
    closing: dict[tuple[int, int], list[int]] = defaultdict(list)
    for (_, first, last), block in zip(reversed(runs), reversed(blocks), strict=True):
        closing[block, last - first].append(first)
    done = 0
    for (begin, first, last), block in zip(runs, blocks, strict=True):
        start = first + (first - begin) % 2
        length = last - start
        places = closing[block, length]
        while places and places[-1] <= first:
            places.pop()
        if start >= done and length and places:
            done = places[-1] + length
            marks[start:done] = b"\1" * (done - start)

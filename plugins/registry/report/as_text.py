"""Problems for a person at a terminal: the line, a caret under the place, what to do."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from registry.codes import CODES
from registry.i18n import Catalogue
from registry.markers import N_
from registry.problem import Problem, Severity
from registry.report.sources import Sources

WIDTH = 100
_SEVERITIES = {
    Severity.ERROR: (N_("error"), "\x1b[1;31m"),
    Severity.WARNING: (N_("warning"), "\x1b[1;33m"),
    Severity.NOTICE: (N_("notice"), "\x1b[1;34m"),
}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Style:
    """How to mark parts of the text; plain unless the output is a terminal."""

    colour: bool = False

    def paint(self, text: str, code: str) -> str:
        return f"{code}{text}\x1b[0m" if self.colour else text


PLAIN = Style()


def clean(text: str) -> str:
    """``text`` without what could steer a terminal."""
    return _UNPRINTABLE.sub("�", text)


def as_text(problems: Iterable[Problem], catalogue: Catalogue, root: Path, *, colour: bool = False) -> str:
    """Every problem with its source line, then a count; ends with a line break."""
    style = Style(colour)
    sources = Sources(root)
    problems = list(problems)
    ends = _ends(problems)
    blocks = []
    for problem in problems:
        source = sources.line(problem.path, problem.line)
        end = ends.get((problem.path, problem.line))
        blocks.append(_block(problem, source if end is None else f"{source[:end]}…", catalogue, style))
    blocks.append(summary(problems, catalogue, style))
    if problems:
        blocks[-1] += "\n" + catalogue.gettext("To learn more about a message: make explain CODE=…")
    return "\n".join(blocks) + "\n"


def _ends(problems: Iterable[Problem]) -> dict[tuple[str, int], int]:
    """How much of a line may be shown that holds what reports must not repeat: they are kept where many read them."""
    ends: dict[tuple[str, int], int] = {}
    for problem in problems:
        if CODES[problem.code].private:
            place = problem.path, problem.line
            ends[place] = min(problem.column - 1, ends.get(place, problem.column))
    return ends


def _block(problem: Problem, source: str, catalogue: Catalogue, style: Style) -> str:
    word, colour = _SEVERITIES[problem.severity]
    path = clean(problem.path.replace("\n", "�"))
    place = style.paint(f"{path}:{problem.line}:{problem.column}", "\x1b[1m")
    head = f"{place}: {style.paint(catalogue.gettext(word), colour)} {problem.code}"
    parts = [head, f"  {clean(problem.message)}"]
    if source.strip():
        parts.extend(_excerpt(source, problem.line, problem.column, style))
    if problem.hint:
        parts.append(f"  {style.paint('→', colour)} {clean(problem.hint)}")
    return "\n".join(parts) + "\n"


def _excerpt(line: str, number: int, column: int, style: Style) -> list[str]:
    """The source line, cut around the place, and a caret under it (tabs are one blank wide here)."""
    start = max(0, column - WIDTH // 2) if len(line) > WIDTH else 0
    shown = clean(line[start : start + WIDTH].replace("\t", " "))
    before = shown[: max(0, column - 1 - start)]
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in before)
    gutter = f"{number:>5} | "
    return [
        f"{style.paint(gutter, chr(27) + '[2m')}{shown}",
        " " * (len(gutter) - 2) + style.paint("| ", "\x1b[2m") + " " * width + style.paint("^", "\x1b[1m"),
    ]


def summary(problems: list[Problem], catalogue: Catalogue, style: Style = PLAIN) -> str:
    """How many problems of each sort there are, in one line."""
    if not problems:
        return style.paint(catalogue.gettext("No problem found."), "\x1b[1;32m")
    count = Counter(problem.severity for problem in problems)
    told = {
        Severity.ERROR: catalogue.ngettext("{n} error", "{n} errors", count[Severity.ERROR]),
        Severity.WARNING: catalogue.ngettext("{n} warning", "{n} warnings", count[Severity.WARNING]),
        Severity.NOTICE: catalogue.ngettext(
            "{n} notice (it stood before this change)",
            "{n} notices (they stood before this change)",
            count[Severity.NOTICE],
        ),
    }
    return ", ".join(style.paint(told[kind], _SEVERITIES[kind][1]) for kind in Severity if count[kind]) + "."

"""What is wrong, in the network's language, as the overlay in the browser shows it."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from registry.i18n import Catalogue
from registry.markers import N_
from registry.problem import Severity
from registry.report.as_text import clean

from preview.builder import Outcome

_WORDS = {"error": N_("error"), "warning": N_("warning"), "notice": N_("notice")}
_MARKED = re.compile(r"\w[\w-]*|\S+|\s+")
CONTEXT = 120
"""Characters of a line that are shown on each side of the place."""


def as_report(outcome: Outcome, catalogue: Catalogue, site: Path, project: Path, output: Path) -> dict[str, Any] | None:
    """Everything the overlay says, in texts without markup; ``None`` where a build succeeded.

    Warnings show beside errors only: while there is a new page to look at, nothing lies over it.
    """
    if outcome.ok:
        return None
    problems = sorted(outcome.problems, key=lambda problem: list(_WORDS).index(problem["severity"]))
    if not any(problem["severity"] == Severity.ERROR for problem in problems):
        text = outcome.report or catalogue.gettext("The build failed without a word.")
        problems.insert(0, {"path": "", "line": 0, "column": 0, "message": text, "severity": "error"})
    count = Counter(problem["severity"] for problem in problems)
    errors = catalogue.ngettext("{n} error", "{n} errors", count["error"])
    warnings = catalogue.ngettext("{n} warning", "{n} warnings", count["warning"])
    return {
        "title": ", ".join(text for text, n in ((errors, count["error"]), (warnings, count["warning"])) if n),
        "note": catalogue.gettext("The page stays as it last was until this is mended."),
        "hide": catalogue.gettext("Minimise (Esc)"),
        "show": catalogue.gettext("Show"),
        "edit": catalogue.gettext("Open in the editor"),
        "explain": catalogue.gettext("What this message means"),
        "problems": [_shown(problem, catalogue, site, project, output) for problem in problems],
    }


def _shown(
    problem: Mapping[str, Any], catalogue: Catalogue, site: Path, project: Path, output: Path
) -> dict[str, str | int]:
    path, line, column = problem["path"], problem["line"], max(problem["column"], 1)
    source = clean(problem.get("source", "").replace("\t", " "))
    before, marked, after = _split(source, column)
    help_, severity = problem.get("help", ""), problem["severity"]
    return {
        "place": clean(f"{path}:{line}:{column}") if path else "",
        "editor": editor_link(path, line, problem.get("source", "")[: column - 1], site, project) if path else "",
        "severity": severity,
        "word": catalogue.gettext(_WORDS[severity]),
        "code": problem.get("code", ""),
        "help": help_ if help_ and (output / help_.strip("/") / "index.html").is_file() else "",
        "message": clean(problem["message"]),
        "line": line,
        "before": before,
        "marked": marked,
        "after": after,
        "hint": clean(problem.get("hint", "")),
    }


def _split(source: str, column: int) -> tuple[str, str, str]:
    """The line before the place, the word at it, and the rest; cut where it is long."""
    before, rest = source[: column - 1], source[column - 1 :]
    found = _MARKED.match(rest)
    marked = found[0][:CONTEXT] if found else ""
    after = rest[len(marked) :]
    if len(before) > CONTEXT:
        before = "…" + before[-CONTEXT:]
    if len(after) > CONTEXT:
        after = after[:CONTEXT] + "…"
    return before, marked, after


def editor_link(path: str, line: int, before: str, site: Path, project: Path) -> str:
    """A link that opens the place in VS Code and its kin, which count columns in UTF-16 units.

    Paths of records are relative to the site, those of code to the project.
    """
    file = site / path if (site / path).exists() else project / path
    column = len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1
    # Quoted byte by byte: whatever a file is called, the link is one address and nothing else.
    return f"vscode://file/{quote(os.fsencode(file.as_posix().lstrip('/')))}:{line}:{column}"

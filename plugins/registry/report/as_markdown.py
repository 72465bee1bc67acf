"""Problems as Markdown, for the summary page of a run of continuous integration."""

from __future__ import annotations

import re

from registry.i18n import Catalogue
from registry.markers import N_
from registry.problem import Problem, Severity
from registry.report.as_text import clean, summary

MOST = 300
"""Problems that are listed; a summary page may hold 1 MiB."""
_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.NOTICE: "ℹ️"}
TITLE = N_("Check of the records")


def as_markdown(problems: list[Problem], catalogue: Catalogue, prefix: str = "") -> str:
    """A heading, a count, and each problem with its place and how to mend it; ends with a line break."""
    parts = [f"## {catalogue.gettext(TITLE)}", summary(problems, catalogue)]
    items = [_item(problem, prefix) for problem in problems[:MOST]]
    if items:
        parts.append("\n".join(items))
    if len(problems) > MOST:
        parts.append(catalogue.ngettext("… and {n} more.", "… and {n} more.", len(problems) - MOST))
    return "\n\n".join(parts) + "\n"


def _item(problem: Problem, prefix: str) -> str:
    place = clean(f"{prefix}{problem.path}:{problem.line}:{problem.column}").replace("`", "'").replace("\n", " ")
    lines = [f"- {_SIGNS[problem.severity]} `{place}` **{problem.code}** {_plain(problem.message)}"]
    if problem.hint:
        lines.append(f"  {_plain(problem.hint)}")
    return "  \n".join(lines)


def _plain(text: str) -> str:
    """``text`` on one line, with nothing in it that Markdown or HTML would take for more than letters."""
    return re.sub(r"([\\`*_\[\]<>|~&#])", r"\\\1", " ".join(clean(text).split()))

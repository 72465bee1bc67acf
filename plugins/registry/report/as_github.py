"""Problems as workflow commands of GitHub Actions, which show them beside the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from registry.codes import CODES
from registry.i18n import Catalogue
from registry.problem import Problem, Severity

ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)
LIMIT = 10
"""Annotations that a step may make of each severity; GitHub drops the rest without a word."""


def as_github(problems: Iterable[Problem], catalogue: Catalogue, prefix: str = "") -> str:
    """A line ``::error file=…,line=…,col=…,title=…::message`` for each problem, the gravest first.

    ``prefix`` leads from the root of the repository to the site.
    """
    lines = []
    for problem in sorted(problems, key=lambda problem: ORDER.index(problem.severity)):
        properties = {
            "file": prefix + problem.path,
            "line": str(problem.line),
            "col": str(problem.column),
            "title": f"{problem.code} {catalogue.gettext(CODES[problem.code].title)}",
        }
        told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        text = "\n".join(part for part in (problem.message, problem.hint) if part)
        lines.append(f"::{problem.severity} {told}::{_data(text)}\n")
    return "".join(lines)


def beyond(problems: Iterable[Problem], catalogue: Catalogue) -> str:
    """A sentence about the problems that GitHub will not show beside their lines; empty if it shows all."""
    count = sum(max(0, number - LIMIT) for number in Counter(problem.severity for problem in problems).values())
    if not count:
        return ""
    return catalogue.ngettext(
        "{n} problem is told in the log only: GitHub shows at most ten of each sort beside their lines.",
        "{n} problems are told in the log only: GitHub shows at most ten of each sort beside their lines.",
        count,
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

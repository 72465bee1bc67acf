"""Problems to print: of every severity, with all that could trip a format."""

from __future__ import annotations

from registry.i18n import Catalogue, load_catalogue
from registry.problem import Finding, Problem, Severity
from registry.project import Project
from registry.validate.wording import word

NASTY = "50 %,\r\n::error::x | <b>*{0}* [a](1) `c` é\U0001f33f"
FINDINGS = [
    Finding("data/partners/a.yaml", 2, 7, "S010", {"value": "www.example.org"}, near="https://www.example.org"),
    Finding("data/partners/a.yaml", 3, 1, "S001", {"field": "size", "known": "name"}),
    Finding("data/partners/a.yaml", 5, 1, "S001", {"field": "size", "known": "name"}),
    Finding("content/pages/à côté.md", 1, 1, "F005", {"name": NASTY}),
    Finding("data/network.yaml", 1, 1, "P002"),
    Finding("data/network.yaml", 4, 1, "P001", {"missing": "host"}, severity=Severity.NOTICE),
]


def catalogue(language: str = "en") -> Catalogue:
    """The texts of a language."""
    return load_catalogue(Project().locale, language)


def problems(language: str = "en") -> list[Problem]:
    """The problems, worded and sorted."""
    return word(FINDINGS, catalogue(language))

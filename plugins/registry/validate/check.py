"""Stages 1 and 2 in one call: read a site and find everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from registry.i18n import Catalogue, load_catalogue
from registry.load.loader import Corpus, load
from registry.problem import Finding, Problem, Severity, has_errors
from registry.project import Project
from registry.schema.kinds import load_kinds
from registry.urls import Urls
from registry.validate.context import Context
from registry.validate.rules import RULES
from registry.validate.structure import Structure
from registry.validate.wording import word

DEFAULT_LANGUAGE = "en"
_LANGUAGE_LINE = re.compile(r"^language:[ ]*[\"']?([a-z]{2,3}(?:-[A-Z]{2})?)\b", re.MULTILINE)
_NEEDED_TO_PUBLISH = {"P001", "P002"}


@dataclass
class Checked:
    """What was read, and every problem with it, worded and as found. ``catalogue`` has the network's language."""

    corpus: Corpus
    catalogue: Catalogue
    problems: list[Problem]
    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not has_errors(self.problems)


def language_of(corpus: Corpus) -> str:
    """The network's language, even when the file that says it has mistakes."""
    network = corpus.one("network")
    if network is None:
        return DEFAULT_LANGUAGE
    language = network.data.get("language")
    if isinstance(language, str) and re.fullmatch(r"[a-z]{2,3}(?:-[A-Z]{2})?", language):
        return language
    found = _LANGUAGE_LINE.search(network.header)
    return found[1] if found else DEFAULT_LANGUAGE


def check(root: Path, project: Project | None = None, *, publish: bool = False) -> Checked:
    """Read the site below ``root`` and check it; ``publish`` asks for all that the law asks for too."""
    project = project or Project()
    corpus = load(root, load_kinds(project.schemas))
    catalogue = load_catalogue(project.locale, language_of(corpus))
    findings = [*corpus.findings, *_structure(corpus)]
    context = Context(corpus, urls_of(corpus, catalogue))
    for rule, _ in RULES:
        findings.extend(rule(context))
    if publish:
        findings = [
            replace(finding, severity=Severity.ERROR) if finding.code in _NEEDED_TO_PUBLISH else finding
            for finding in findings
        ]
    return Checked(corpus, catalogue, word(findings, catalogue), findings)


def help_url(checked: Checked) -> Callable[[str], str | None]:
    """The page of the published site that explains a code; ``None`` as long as the site's address is not known."""
    network = checked.corpus.one("network")
    site = network.data.get("site_url") if network else None
    urls = urls_of(checked.corpus, checked.catalogue)
    return lambda code: site.rstrip("/") + urls.message(code) if isinstance(site, str) else None


def urls_of(corpus: Corpus, catalogue: Catalogue) -> Urls:
    """The addresses of everything that was read."""
    return Urls(corpus.kinds, catalogue, {kind.name: corpus.of_kind(kind.name) for kind in corpus.kinds})


def country_of(corpus: Corpus) -> str | None:
    """The network's country (ISO 3166-1 alpha-2), which decides on the forms of numbers."""
    network = corpus.one("network")
    place = network.data.get("place") if network else None
    country = place.get("country") if isinstance(place, dict) else None
    return country if isinstance(country, str) else None


def _structure(corpus: Corpus) -> list[Finding]:
    structure = Structure(country_of(corpus))
    findings: list[Finding] = []
    for document in corpus.documents:
        if not document.broken:
            findings.extend(structure.check(document, corpus.kinds[document.kind]))
    return findings
